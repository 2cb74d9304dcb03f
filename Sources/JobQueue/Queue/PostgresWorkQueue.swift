public import PostgresClient
internal import Synchronization

/// The queue in PostgreSQL, for one worker process: one connection for the work, one to listen, and under load one for settlements.
///
/// ```swift
/// let queue = try PostgresWorkQueue(target: ConnectionTarget(url))
/// try await queue.check()
/// group.addTask { await queue.run() }
/// ```
public final class PostgresWorkQueue: WorkQueue {
    /// The schema.
    let schema: SchemaName
    /// Where the work goes.
    let target: ConnectionTarget
    /// Claims, tends, and settles while ``settling`` is not up: any number at once, in one pipeline.
    let work: PersistentConnection
    /// Settles once there is much to settle: a backend of its own, so that claims and settlements use two cores. Each of the two stands
    /// in for the other where that is down.
    let settling: PersistentConnection
    /// Says that ``settling`` pays.
    let load = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    /// Asks for a look at what became ready late.
    let looks = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    /// Hears the doorbell, and holds the lock that says whether this worker sleeps.
    let listening: PersistentConnection
    /// Hands on what the connections hear.
    let box: BellBox
    /// What all calls share.
    let shared: Shared

    /// What calls that run at once share.
    final class Shared: Sendable {
        /// All of it under one lock.
        struct State {
            /// The registration in force.
            var worker: WorkerID?
            /// Its name, for failures.
            var name = ""
            /// The worker sleeps, or wants it to be known.
            var isIdle = false
            /// The connection on which it said so.
            var idleOn: ObjectIdentifier?
            /// Tokens drawn ahead.
            var tokens: [ClaimToken] = []
            /// Claims without an answer, and when to look again for what they may have brought.
            var uncertain: [UncertainClaim] = []
            /// Where claims start.
            var mark = ClaimMark()
            /// Somebody holds locks on rows of ours: until then, settle around them.
            var passesLockedUntil: ContinuousClock.Instant?
            /// There was once so much to settle that it deserved a connection of its own.
            var settlesApart = false
            /// Statements that take their time, under way on that connection.
            var looking = 0
            /// The work connection has been up before.
            var wasConnected = false
            /// Why the last connection could not be used, in better words than the connection's own.
            var lastFault: QueueError?
        }

        /// The state, under its lock.
        let state = Mutex(State())
    }

    /// A queue that is not connected until ``run()``.
    ///
    /// - Parameters:
    ///   - target: where the work goes; may be a pooler in transaction mode.
    ///   - listenTarget: a direct address to listen at; where `target` is a pooler and this is `nil`, the queue is polled.
    ///   - schema: where everything lives.
    public init(target: ConnectionTarget, listenTarget: ConnectionTarget? = nil, schema: SchemaName = .standard) {
        let (box, shared) = (BellBox(), Shared())
        (self.schema, self.target, self.box, self.shared) = (schema, target, box, shared)
        work = PersistentConnection(
            target, settings: Self.settings(schema), backoff: Self.backoff,
            onOpen: { connection in try await Self.opened(work: connection, schema: schema, shared: shared) })
        settling = PersistentConnection(
            target, settings: Self.settings(schema), backoff: Self.backoff,
            onOpen: { connection in try await Self.opened(work: connection, schema: schema, shared: shared) })
        listening = PersistentConnection(
            listenTarget ?? target, settings: Self.settings(schema), backoff: Self.backoff,
            onOpen: { connection in try await Self.opened(listening: connection, schema: schema, shared: shared) })
    }

    /// After an outage of any length work goes on within some two seconds; a fleet of a thousand workers then knocks 700 times a second.
    private static let backoff = Backoff(longest: .seconds(2), steadyAfter: .seconds(1))

    /// Short statements, short waits; no timeout of a role's own counts.
    private static func settings(_ schema: SchemaName) -> SessionSettings {
        SessionSettings(
            statementTimeout: .seconds(30), lockTimeout: .seconds(2), idleInTransactionTimeout: .seconds(30),
            others: ["search_path": schema.searchPath, "synchronous_commit": "on"])
    }

    /// What rings.
    public var bells: AsyncStream<Bell> { box.bells }

    /// Whether a worker could start: the server is there, takes writes, and has the schema this program needs.
    ///
    /// - Throws: ``QueueError`` that says what is wrong and what to do.
    public func check() async throws { try await Migrator(target: target, schema: schema).check() }

    /// Keeps the connections up until the task is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.work.run() }
            group.addTask { await self.listening.run() }
            group.addTask { await self.runSettling() }
            group.addTask { await self.lookForLateJobs() }
            group.addTask { await self.followWork() }
            group.addTask { await self.followListening() }
        }
    }

    /// Keeps the connection for settlements up, from when it first pays: a worker with little to do holds one session less.
    private func runSettling() async {
        for await _ in load.stream { break }
        if !Task.isCancelled { await settling.run() }
    }

    /// The work connection or its stand-in: waits a moment for one that is just coming back, and longer for the first.
    func connectionForWork() async throws -> Connection {
        if let connection = try? await work.current() { return connection }
        if let connection = try? await settling.current() { return connection }
        let limit: Duration = shared.state.withLock(\.wasConnected) ? .milliseconds(500) : .seconds(10)
        do { return try await work.current(waiting: limit) } catch let error as PostgresError { throw fault(error) }
    }

    /// Runs a statement on the work connection.
    func query(_ statement: Statement) async throws -> Rows {
        let connection = try await connectionForWork()
        do {
            return try await connection.query(statement)
        } catch let error as PostgresError {
            throw fault(error)
        }
    }

    /// Runs a statement that may take a while, where it keeps no claim waiting if there is such a place.
    func look(_ statement: Statement) async throws -> Rows {
        guard let connection = try? await settling.current() else { return try await query(statement) }
        shared.state.withLock { $0.looking += 1 }
        defer { shared.state.withLock { $0.looking -= 1 } }
        do { return try await connection.query(statement) } catch let error as PostgresError { throw fault(error) }
    }

    /// `error` as a caller should hear it: a connection that came up but cannot be used has its own reason.
    func fault(_ error: PostgresError) -> QueueError {
        if error.code == .connectionFailed, let fault = shared.state.withLock(\.lastFault) { return fault }
        return QueueError(error)
    }
}
