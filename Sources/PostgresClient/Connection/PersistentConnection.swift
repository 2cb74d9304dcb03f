internal import Synchronization

/// What becomes of a ``PersistentConnection``.
public enum ConnectionState: Sendable {
    /// It is up, ready for use; whether the server takes writes is the connection's ``Connection/isReadOnly``.
    case connected(Connection)
    /// It is down, for this reason, and is tried again after this long.
    case disconnected(PostgresError, retryIn: Duration)
}

/// A connection that comes back: kept up by ``run()``, through restarts and outages, with a pause that grows and varies.
///
/// ```swift
/// let connection = PersistentConnection(target) { try await $0.listen(to: "doorbell") }
/// try await withThrowingTaskGroup { group in
///     group.addTask { await connection.run() }
///     let rows = try await connection.current(waiting: .seconds(5)).query("SELECT 1")
///     group.cancelAll()
/// }
/// ```
///
/// Errors that look permanent (password, unknown database) are tried again like others, as such things get repaired under a running
/// program; ``states`` tells about them with their code.
public final class PersistentConnection: Sendable {
    /// Where to.
    private let target: ConnectionTarget
    /// Settings of each new session.
    private let settings: SessionSettings
    /// The pauses.
    private let backoff: Backoff
    /// Prepares a new connection before anybody gets it.
    private let onOpen: @Sendable (Connection) async throws -> Void
    /// Time, for the pauses.
    private let clock: any Clock<Duration>
    /// A number from 0 up to 1, to spread the pauses.
    private let random: @Sendable () -> Double
    /// Each change, as it comes. For one reader; one that falls behind gets the newest 16.
    public let states: AsyncStream<ConnectionState>
    /// Where the changes go in.
    private let statesSink: AsyncStream<ConnectionState>.Continuation

    /// What tasks share.
    private struct Shared {
        /// The connection that is up.
        var connection: Connection?
        /// Why there is none.
        var lastError = PostgresError(.connectionFailed, "No connection to PostgreSQL yet.")
        /// ``PersistentConnection/run()`` has returned: there will be none.
        var isOver = false
        /// Those who wait for one.
        var waiters: [UInt64: CheckedContinuation<Connection, any Error>] = [:]
        /// Numbers the waiters.
        var lastID: UInt64 = 0
    }

    /// What tasks share.
    private let shared = Mutex(Shared())

    /// A connection that is down until ``run()`` is called.
    ///
    /// - Parameter onOpen: prepares each new connection (LISTEN, checks); one that it throws for is closed, and the next is tried.
    public init(
        _ target: ConnectionTarget, settings: SessionSettings = SessionSettings(), backoff: Backoff = Backoff(),
        onOpen: @escaping @Sendable (Connection) async throws -> Void = { _ in }, clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.target = target
        self.settings = settings
        self.backoff = backoff
        self.clock = clock
        self.random = random
        self.onOpen = onOpen
        (states, statesSink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(16))
    }

    /// Keeps the connection up until the task is cancelled; then closes it. Call it once.
    public func run() async {
        var backoff = backoff
        while !Task.isCancelled {
            let (error, lasted) = await hold()
            if Task.isCancelled { break }
            backoff.connectionEnded(after: lasted)
            let pause = backoff.next(spread: random())
            shared.withLock { ($0.connection, $0.lastError) = (nil, error) }
            statesSink.yield(.disconnected(error, retryIn: pause))
            // Thrown by cancellation only, which the loop asks about.
            do { try await clock.sleep(for: pause) } catch { break }
        }
        finish()
    }

    /// One connection's life, from connecting to its end: why it ended, and how long it had been in use.
    private func hold() async -> (PostgresError, Duration) {
        do {
            let connection = try await Connection.open(target, settings: settings)
            return await withTaskCancellationHandler {
                do {
                    try await onOpen(connection)
                } catch {
                    await connection.close()
                    return (Self.asPostgresError(error), .zero)
                }
                publish(connection)
                let start = ContinuousClock.now
                let end = await connection.waitUntilEnded() ?? Mailbox.closed
                return (end, ContinuousClock.now - start)
            } onCancel: {
                connection.requestClose()
            }
        } catch {
            return (Self.asPostgresError(error), .zero)
        }
    }

    /// Hands a connection to everybody who waits.
    private func publish(_ connection: Connection) {
        let waiters = shared.withLock { shared in
            shared.connection = connection
            defer { shared.waiters = [:] }
            return shared.waiters.values
        }
        for waiter in waiters { waiter.resume(returning: connection) }
        statesSink.yield(.connected(connection))
    }

    /// Sends everybody who waits home.
    private func finish() {
        let waiters = shared.withLock { shared in
            (shared.connection, shared.isOver) = (nil, true)
            defer { shared.waiters = [:] }
            return shared.waiters.values
        }
        for waiter in waiters { waiter.resume(throwing: Mailbox.closed) }
        statesSink.finish()
    }

    /// What `onOpen` threw, as what ``states`` tells.
    private static func asPostgresError(_ error: any Error) -> PostgresError {
        (error as? PostgresError) ?? PostgresError(.connectionFailed, "The new connection could not be made ready: \(error)")
    }
}

// MARK: its users

extension PersistentConnection {
    /// The connection that is up.
    ///
    /// - Parameter limit: how long to wait for one when there is none: `.zero` not at all, `nil` until the task is cancelled.
    /// - Throws: the error that keeps the connection down, when the wait is over; `CancellationError`.
    public func current(waiting limit: Duration? = .zero) async throws -> Connection {
        let (connection, error) = shared.withLock { shared -> (Connection?, PostgresError) in
            if shared.isOver { return (nil, Mailbox.closed) }
            // One that has just broken, and that run() has not yet noticed, is of no use to anybody.
            if shared.connection?.isClosed == true {
                return (nil, PostgresError(.connectionLost, "The connection to PostgreSQL has just been lost; a new one is being made."))
            }
            return (shared.connection, shared.lastError)
        }
        if let connection { return connection }
        if limit == .zero { throw error }
        guard let limit else { return try await next() }
        return try await withThrowingTaskGroup(of: Connection?.self) { group in
            group.addTask { try await self.next() }
            group.addTask {
                try await self.clock.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            if let connection = try await group.next() ?? nil { return connection }
            throw shared.withLock(\.lastError)
        }
    }

    /// The connection that is up, or the next that comes up.
    private func next() async throws -> Connection {
        let id = shared.withLock { shared in
            shared.lastID += 1
            return shared.lastID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                let result = shared.withLock { shared -> Result<Connection, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if shared.isOver { return .failure(Mailbox.closed) }
                    if let connection = shared.connection, !connection.isClosed { return .success(connection) }
                    shared.waiters[id] = waiter
                    return nil
                }
                if let result { waiter.resume(with: result) }
            }
        } onCancel: {
            shared.withLock { $0.waiters.removeValue(forKey: id) }?.resume(throwing: CancellationError())
        }
    }
}
