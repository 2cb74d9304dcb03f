/// What a worker does with the queue. `PostgresWorkQueue` is the real one; tests of the runtime use one in memory.
///
/// Every call is one short statement or transaction. A call made while PostgreSQL is away throws ``QueueError`` with the code
/// `unavailable` and has changed nothing, except ``settle(_:)`` and ``claim(upTo:for:)``, whose COMMIT may have been the thing that was cut:
/// they find out by token before they answer.
public protocol WorkQueue: Sendable {
    /// Adds this worker to `dragoman.workers`, with its analyzers and a lease, and answers its id. After an outage that outlived
    /// the lease, call it again: the id is a new one, and nothing claimed under the old one can be settled.
    func register(_ worker: WorkerDescription) async throws -> WorkerID

    /// Claims up to `room` ready jobs whose analyzers this worker has, for this worker. Empty while the queue is paused.
    /// Suspects come in their turn, marked as such: whoever runs them runs them alone.
    func claim(upTo room: Int, for worker: WorkerID) async throws -> ClaimAnswer

    /// Ends or reschedules jobs and writes their findings, in one fenced transaction; a batch that PostgreSQL refuses is split
    /// until the guilty settlement stands alone. The answers come in the order of `settlements`.
    func settle(_ settlements: [Settlement]) async throws -> [SettleAnswer]

    /// Gives claimed jobs back, uncharged. Those no longer held are skipped.
    func release(_ held: [HeldJob], for worker: WorkerID) async throws

    /// Renews the lease, promotes scheduled jobs that are due, takes back the jobs of dead workers, and answers what the worker
    /// must know: whether its lease held, which of `running` it no longer holds (cancelled or rescued), whether the queue is paused.
    func tend(_ worker: WorkerID, running: [HeldJob]) async throws -> TendAnswer

    /// Marks the one suspect this worker is about to run, so that a crash has one culprit; `nil` when it ended.
    func mark(suspect: HeldJob?, for worker: WorkerID) async throws

    /// Publishes that this worker sleeps, or no longer does: enqueuers ring the doorbell only for sleepers.
    func publishIdle(_ idle: Bool, for worker: WorkerID) async

    /// A value for each doorbell and each reconnection: look for work. Rings that nobody awaited are merged into one.
    var bells: AsyncStream<Bell> { get }

    /// Creates partitions ahead, drops history past its retention, forgets workers long gone. Hourly is often enough.
    func maintain(retention: Duration) async throws

    /// What the metrics endpoint shows of the queue: counts by state, the age of the oldest ready job, jobs no live worker can run.
    func depth() async throws -> QueueDepth

    /// Tells whoever looks at `dragoman.workers` or asks `explain_job` that this worker claims no more.
    func announceDrain(of worker: WorkerID) async throws

    /// Ends this worker's row; its jobs must have been settled or released before.
    func deregister(_ worker: WorkerID) async throws
}

/// Why a worker should look.
public enum Bell: Sendable, Equatable {
    /// Jobs were enqueued, retried or resumed.
    case work
    /// Something this worker runs was cancelled, or the queue was paused: tend now.
    case control
    /// The connection is back after an outage: the lease may be gone.
    case reconnected
}
