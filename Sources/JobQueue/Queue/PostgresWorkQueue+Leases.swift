internal import PostgresClient
internal import Synchronization

extension PostgresWorkQueue {
    public func register(_ worker: WorkerDescription) async throws -> WorkerID {
        let analyzers = worker.analyzers.sorted { $0.key < $1.key }
        let connection = try await connectionForWork()
        do {
            let rows = try await connection.query(
                Statement(
                    "SELECT \(schema.quoted).register_worker($1, $2, $3, pg_catalog.jsonb_object($4, $5::pg_catalog.text[]), $6, $7, $8)",
                    [
                        .text(worker.name), .text(worker.version), .text(worker.host), .textArray(analyzers.map(\.key)),
                        .textArray(analyzers.map { String($0.value) }), .int4(Int32(clamping: worker.concurrency)),
                        .float8(worker.lease.seconds), .int4(Int32(clamping: worker.maxCrashes)),
                    ]))
            let id = WorkerID(rawValue: try rows[0].int8(0))
            shared.state.withLock { state in
                (state.worker, state.name) = (id, worker.name)
                state.mark = ClaimMark()
            }
            try await Self.holdLock(on: connection, schema: schema, shared: shared)
            await holdLockElsewhere(than: connection)
            return id
        } catch let error as PostgresError {
            throw fault(error)
        }
    }

    /// Holds the lock on the other connections too. One that is not up yet takes it when it opens; one that cannot is made anew, while
    /// the registration stands: the connection that registered holds the lock.
    private func holdLockElsewhere(than registered: Connection) async {
        for other in [work, settling, listening] {
            guard let connection = try? await other.current(), connection !== registered else { continue }
            do { try await Self.holdLock(on: connection, schema: schema, shared: shared) } catch { await connection.close() }
        }
    }

    public func tend(_ worker: WorkerID, running: [HeldJob]) async throws -> TendAnswer {
        let row = try await query(
            Statement(
                "SELECT lease_held, lost, paused, rescued, promoted, quarantined FROM \(schema.quoted).tend($1, $2, $3)",
                [.int8(worker.rawValue), .int8Array(running.map(\.job.rawValue)), .int8Array(running.map(\.token.rawValue))]))[0]
        let flat = try row.textArray(1).map { Int64($0) ?? 0 }
        let lost = stride(from: 0, to: flat.count - 1, by: 2).map {
            HeldJob(job: JobID(rawValue: flat[$0]), token: ClaimToken(rawValue: flat[$0 + 1]))
        }
        return TendAnswer(
            leaseHeld: try row.bool(0), lost: lost, paused: try row.bool(2), rescued: Int(try row.int4(3)), promoted: Int(try row.int4(4)),
            quarantined: Int(try row.int4(5)))
    }

    public func mark(suspect: HeldJob?, for worker: WorkerID) async throws {
        _ = try await query(
            Statement(
                "SELECT \(schema.quoted).mark_suspect($1, $2, $3)",
                [.int8(worker.rawValue), .int8(suspect?.job.rawValue), .int8(suspect?.token.rawValue)]))
    }

    public func announceDrain(of worker: WorkerID) async throws {
        _ = try await query(Statement("SELECT \(schema.quoted).announce_drain($1)", [.int8(worker.rawValue)]))
    }

    public func deregister(_ worker: WorkerID) async throws {
        _ = try await query(Statement("SELECT \(schema.quoted).deregister_worker($1)", [.int8(worker.rawValue)]))
        shared.state.withLock { if $0.worker == worker { $0.worker = nil } }
    }

    public func maintain(retention: Duration) async throws {
        _ = try await query(Statement("SELECT \(schema.quoted).maintain($1)", [.interval(retention)]))
        try await fillEntities()
    }

    /// Gives findings that are older than the rows of `entities` theirs, a few at a time and at most half of the time, so that jobs go on.
    private func fillEntities() async throws {
        let statement = Statement("SELECT \(schema.quoted).fill_entities()")
        var start = ContinuousClock.now
        while try await query(statement)[0].bool(0) {
            guard (try? await Task.sleep(for: .now - start)) != nil else { return }
            start = .now
        }
    }

    public func depth() async throws -> QueueDepth {
        let row = try await look(Statement("SELECT ready, scheduled, running, oldest_ready, unclaimable FROM \(schema.quoted).depth()"))[0]
        return QueueDepth(
            byState: ["ready": Int(try row.int8(0)), "scheduled": Int(try row.int8(1)), "running": Int(try row.int8(2))],
            oldestReady: try row.float8(ifPresent: 3).map { .seconds($0) }, unclaimable: Int(try row.int8(4)))
    }
}
