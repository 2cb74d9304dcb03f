internal import JobQueue
internal import Synchronization

/// What a worker has in its hands: decides what may be claimed, started, settled and given back; does none of it.
struct Desk: Sendable {
    /// Where a held job stands.
    enum Phase: Sendable, Equatable {
        /// Given to the pool, or a suspect that waits its turn.
        case waiting
        /// Analyzed; its settlement waits or is under way.
        case settling
    }

    /// A job in hand.
    struct Entry: Sendable {
        var job: JobInHand
        var phase = Phase.waiting
        var run: AnalysisRun?
        /// Cancelled or rescued by others: what it finds is dropped.
        var isLost = false
    }

    /// A run that has ended, and what is to be written of it.
    struct Finished: Sendable {
        var job: JobInHand
        var settlement: Settlement
        /// What PostgreSQL refused at first, while it is being found out which finding it objects to.
        var refused: Refused?

        /// A settlement that was refused, and how many of its findings have been left out in turn.
        struct Refused: Sendable {
            var settlement: Settlement
            var triedWithout = 0
        }
    }

    var worker: WorkerID?
    var lease: LeaseWatch
    var prefetch: Prefetch
    var isPaused = false
    var isConnected = false
    /// Why it is not connected, as it was last logged.
    var outage: QueueError.Code?
    var isDraining = false
    var isStuck = false
    private(set) var entries: [JobID: Entry] = [:]
    private var suspects = Fifo<ClaimedJob>()
    private var finished = Fifo<Finished>()
    /// Settlements whose rows other sessions have locked, until ``unblock()``.
    private var blocked: [Finished] = []
    private(set) var isSettling = false
    /// Blocked settlements that take no room, at most: they are kept in memory.
    private static let mostBlocked = 1_000

    init(configuration: WorkerConfiguration) {
        lease = LeaseWatch(lease: configuration.lease)
        prefetch = Prefetch(concurrency: configuration.concurrency, most: configuration.prefetch)
    }

    /// How many jobs to claim now.
    func room(at now: Duration) -> Int {
        guard !isDraining, !isStuck, lease.isHeld(at: now) else { return 0 }
        // What others have locked takes no room, or a foreign lock on a few rows would stop all work.
        return prefetch.room(holding: entries.count - min(blocked.count, Self.mostBlocked))
    }

    /// Whether a slot may begin a job.
    func mayStart(at now: Duration) -> Bool { !isDraining && lease.isHeld(at: now) }

    /// All that is held, for the queue to compare.
    var held: [HeldJob] { entries.values.map(\.job.held).sorted { $0.job < $1.job } }

    /// Takes a job in, with the run that it can be cancelled by.
    mutating func take(_ job: JobInHand, _ run: AnalysisRun? = nil) { entries[job.held.job] = Entry(job: job, run: run) }

    /// Takes a suspect in: it is queued apart.
    mutating func take(suspect job: ClaimedJob) {
        take(JobInHand(job))
        suspects.append(job)
    }

    /// Ties a run to its job, so that it can be cancelled.
    mutating func attach(_ run: AnalysisRun, to held: HeldJob) {
        guard let entry = entries[held.job], entry.job.held == held else { return }
        entries[held.job]?.run = run
    }

    /// The next suspect that is still ours.
    mutating func nextSuspect() -> ClaimedJob? {
        while let job = suspects.popFirst() {
            if let entry = entries[job.held.job], entry.job.held == job.held, !entry.isLost { return job }
            drop(job.held)
        }
        return nil
    }

    /// A run has ended. Queues its settlement, or says why there is none.
    mutating func finish(_ held: HeldJob, _ settlement: @autoclosure () -> Settlement, wasCancelled: Bool, at now: Duration) -> Ending {
        guard let place = entries.index(forKey: held.job), entries.values[place].job.held == held else { return .unknown }
        prefetch.note(finished: 1, at: now)
        if entries.values[place].isLost || wasCancelled {
            return entries.remove(at: place).value.isLost ? .lost : .cancelled
        }
        entries.values[place].phase = .settling
        entries.values[place].run = nil
        finished.append(Finished(job: entries.values[place].job, settlement: settlement()))
        return .queued
    }

    /// What became of a run's end.
    enum Ending: Sendable { case queued, lost, cancelled, unknown }

    /// Settlements for one flight: nothing while the lease is not held, or another flight is under way.
    mutating func nextBatch(at now: Duration, limit: Int, bytes: Int) -> [Finished] {
        guard !isSettling, lease.isHeld(at: now) else { return [] }
        var batch: [Finished] = []
        var size = 0
        while batch.count < limit, size < bytes, let next = finished.popFirst() {
            guard entries[next.job.held.job]?.job.held == next.job.held else { continue }
            size += next.settlement.findings.reduce(0) { $0 + $1.json.count }
            batch.append(next)
        }
        isSettling = !batch.isEmpty
        return batch
    }

    /// The flight is over; what could not be sent is queued again.
    mutating func endFlight(again: [Finished] = []) {
        isSettling = false
        for item in again { finished.append(item) }
    }

    /// Puts settlements aside whose rows other sessions have locked.
    mutating func block(_ items: [Finished]) { blocked += items }

    /// Queues what was put aside again; `false` when there is nothing.
    mutating func unblock() -> Bool {
        defer { blocked = [] }
        for item in blocked { finished.append(item) }
        return !blocked.isEmpty
    }

    /// Whether settlements wait.
    var hasFinished: Bool { finished.count > 0 }

    /// Lets go of a job that was settled, released or lost.
    mutating func drop(_ held: HeldJob) {
        if let place = entries.index(forKey: held.job), entries.values[place].job.held == held { entries.remove(at: place) }
    }

    /// The queue says these are no longer ours. Answers the runs to cancel. Those whose settlement is under way are left to its answer.
    mutating func lose(_ lost: [HeldJob]) -> [AnalysisRun] {
        lost.compactMap { held in
            guard let entry = entries[held.job], entry.job.held == held, entry.phase == .waiting else { return nil }
            entries[held.job]?.isLost = true
            return entry.run
        }
    }

    /// The lease is gone, and with it everything. Answers the runs to cancel.
    mutating func loseEverything() -> [AnalysisRun] {
        lease.lost()
        worker = nil
        let runs = entries.values.compactMap(\.run)
        entries = [:]
        suspects = Fifo()
        finished = Fifo()
        blocked = []
        return runs
    }
}

/// The desk, shared by the worker's loops and the pool's threads. Decide under the lock, act after it.
final class SharedDesk: Sendable {
    private let mutex: Mutex<Desk>
    init(_ desk: Desk) { mutex = Mutex(desk) }
    func withLock<Answer: Sendable>(_ decide: (inout Desk) -> Answer) -> Answer { mutex.withLock { decide(&$0) } }
}
