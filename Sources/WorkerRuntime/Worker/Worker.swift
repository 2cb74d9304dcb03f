public import JobQueue
internal import Synchronization

/// Claims jobs, has them analyzed, settles them, until it is asked to drain.
///
/// ```swift
/// let worker = Worker(registry: registry, queue: queue, configuration: configuration, telemetry: telemetry, log: log)
/// let exit = try await worker.run()     // returns after worker.drain()
/// ```
public final class Worker: Sendable {
    let registry: AnalyzerRegistry
    let queue: any WorkQueue
    let configuration: WorkerConfiguration
    let telemetry: Telemetry
    let log: Log
    let clock: RuntimeClock
    let verdict: Verdict
    let pool: AnalysisPool
    let desk: SharedDesk

    /// Work may be there, or there is room for it.
    let claimSignal = WakeSignal()
    /// A settlement waits.
    let settleSignal = WakeSignal()
    /// The lease or the control table should be looked at now.
    let tendSignal = WakeSignal()
    /// A suspect waits.
    let suspectSignal = WakeSignal()
    /// A settle flight or a run has ended: whoever drains looks again.
    let progressSignal = WakeSignal()
    /// The drain was asked for.
    let drainSignal = WakeSignal()

    public init(
        registry: AnalyzerRegistry, queue: any WorkQueue, configuration: WorkerConfiguration,
        telemetry: Telemetry = Telemetry(version: "0"), log: Log = .none, clock: RuntimeClock = .system
    ) {
        self.registry = registry
        self.queue = queue
        self.configuration = configuration
        self.telemetry = telemetry
        self.log = log
        self.clock = clock
        verdict = Verdict()
        let desk = SharedDesk(Desk(configuration: configuration))
        self.desk = desk
        let counts = registry.keys.map { telemetry.counts(of: $0) }
        pool = AnalysisPool(
            registry: registry, concurrency: configuration.concurrency,
            mayStart: { desk.withLock { $0.mayStart(at: clock.now()) } },
            observe: { position, outcome, elapsed in
                counts[position][outcome].add()
                counts[position].seconds.observe(elapsed)
            })
    }

    /// Asks the worker to finish: no new claims, running jobs get the grace, the rest is given back.
    public func drain() {
        desk.withLock { $0.isDraining = true }
        drainSignal.signal()
        claimSignal.signal()
    }

    /// What /readyz shows.
    public var status: WorkerStatus {
        let now = clock.now()
        return desk.withLock { desk in
            WorkerStatus(
                isConnected: desk.isConnected, holdsLease: desk.lease.isHeld(at: now), isPaused: desk.isPaused, isDraining: desk.isDraining,
                isStuck: desk.isStuck, heldJobs: desk.entries.count)
        }
    }

    /// Works until drained.
    ///
    /// - Returns: why it ended.
    /// - Throws: ``QueueError`` when the queue can never be worked on as things are: no schema, no rights, a newer schema.
    public func run() async throws -> WorkerExit {
        defer { pool.stop() }
        guard try await register() else { return .drained }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.claimJobs() }
            group.addTask { await self.settleJobs() }
            group.addTask { try await self.tendLease() }
            group.addTask { await self.runSuspects() }
            group.addTask { await self.hearBells() }
            group.addTask { await self.maintainQueue() }
            group.addTask { await self.watchDepth() }
            group.addTask {
                await self.drainWhenAsked(); throw Drained()
            }
            do { while try await group.next() != nil {} } catch is Drained {}
            group.cancelAll()
            return desk.withLock { $0.isStuck } ? .stuck : .drained
        }
    }

    /// Ends the group of a worker's loops.
    private struct Drained: Error {}
}
