internal import PostgresClient
internal import Synchronization

extension PostgresWorkQueue {
    /// Makes a new connection for work or settlements ready: checks what it leads to, and shows that the worker lives.
    static func opened(work connection: Connection, schema: SchemaName, shared: Shared) async throws {
        do {
            try await SchemaState.read(connection, schema: schema).check(schema)
        } catch let error as QueueError {
            shared.state.withLock { $0.lastFault = error }
            throw error
        }
        shared.state.withLock { $0.lastFault = nil }
        try await holdLock(on: connection, schema: schema, shared: shared)
    }

    /// Makes a new listening connection ready. Behind a pooler there is nothing to hear.
    static func opened(listening connection: Connection, schema: SchemaName, shared: Shared) async throws {
        guard !connection.isPooled else { return }
        // A session keeps the setting it began with: one begun while the server took no writes could never hold the worker's lock.
        guard !connection.isReadOnly else { throw QueueError.readOnly }
        let names = try await connection.query(Statement("SELECT \(schema.quoted).bell_channel(), \(schema.quoted).control_channel()"))[0]
        try await connection.listen(to: try names.text(0))
        try await connection.listen(to: try names.text(1))
        try await holdLock(on: connection, schema: schema, shared: shared)
        // A new session holds no lock, even where it lies in the memory of the one before and so has its identity.
        shared.state.withLock { $0.idleOn = nil }
        if claimIdleLock(for: connection, shared: shared) {
            _ = try await connection.query(Statement("SELECT \(schema.quoted).publish_idle(true)"))
        }
    }

    /// Holds the lock that shows others at once when this process dies.
    static func holdLock(on connection: Connection, schema: SchemaName, shared: Shared) async throws {
        guard !connection.isPooled, let worker = shared.state.withLock(\.worker) else { return }
        _ = try await connection.query(Statement("SELECT \(schema.quoted).hold_worker_lock($1)", [.int8(worker.rawValue)]))
    }

    /// Whether the caller is to take the idle lock on `connection`: a session that takes it twice would have to give it back twice.
    private static func claimIdleLock(for connection: Connection, shared: Shared) -> Bool {
        shared.state.withLock { state in
            guard state.isIdle, state.idleOn != ObjectIdentifier(connection) else { return false }
            state.idleOn = ObjectIdentifier(connection)
            return true
        }
    }

    /// Rings when the work connection is back.
    func followWork() async {
        for await state in work.states {
            guard case .connected = state else { continue }
            let wasConnected = shared.state.withLock { state in
                defer { state.wasConnected = true }
                return state.wasConnected
            }
            if wasConnected { box.ring(.reconnected) }
        }
    }

    /// Turns notifications into bells, connection after connection.
    func followListening() async {
        for await state in listening.states {
            guard case .connected(let connection) = state, !connection.isPooled else { continue }
            // What was rung while nobody listened is not repeated: look once, for work and for what was cancelled.
            box.ring(.work)
            box.ring(.control)
            for await notification in connection.notifications {
                box.ring(notification.channel.hasSuffix("_control") ? .control : .work)
            }
        }
    }

    public func publishIdle(_ idle: Bool, for worker: WorkerID) async {
        shared.state.withLock { $0.isIdle = idle }
        // Without a connection to listen on there is nothing to publish: such a worker polls.
        guard let connection = try? await listening.current(), !connection.isPooled else { return }
        let changes =
            idle
            ? Self.claimIdleLock(for: connection, shared: shared)
            : shared.state.withLock { state in
                guard state.idleOn == ObjectIdentifier(connection) else { return false }
                state.idleOn = nil
                return true
            }
        guard changes else { return }
        do {
            _ = try await connection.query(Statement("SELECT \(schema.quoted).publish_idle($1)", [.bool(idle)]))
        } catch {
            // The lock went with its session, or was never had: the next connection takes it anew.
            shared.state.withLock { $0.idleOn = nil }
        }
    }
}
