import JobQueue
import Synchronization

@testable import WorkerRuntime

/// The queue's twin in memory: what the runtime is tested against. Faults are injected by the test.
final class InMemoryWorkQueue: WorkQueue {
    struct State {
        var ready: [ClaimedJob] = []
        var held: [JobID: ClaimedJob] = [:]
        var settled: [Settlement] = []
        var released: [HeldJob] = []
        var marks: [JobID] = []
        var lostNext: [HeldJob] = []
        var leaseHeld = true
        var isDown = false
        /// What registering throws.
        var registrationError: QueueError?
        var refusals: [JobID: String] = [:]
        /// Findings of this analyzer are refused.
        var refusedAnalyzer: String?
        var registrations = 0
        var idle: [Bool] = []
        var claims = 0
        var nextToken: Int64 = 1
        var watchers: [(until: @Sendable (State) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
        var isDeregistered = false
        var isPaused = false
    }

    private let state = Mutex(State())
    let bells: AsyncStream<Bell>
    private let ring: AsyncStream<Bell>.Continuation

    init() { (bells, ring) = AsyncStream.makeStream() }

    /// Changes the state and resumes whoever waited for it.
    @discardableResult
    func change<Answer: Sendable>(_ body: @Sendable (inout State) throws -> Answer) rethrows -> Answer {
        let (answer, due) = try state.withLock { state in
            let answer = try body(&state)
            var due: [CheckedContinuation<Void, Never>] = []
            let watchers = state.watchers
            state.watchers = []
            for watcher in watchers {
                if watcher.until(state) { due.append(watcher.continuation) } else { state.watchers.append(watcher) }
            }
            return (answer, due)
        }
        for continuation in due { continuation.resume() }
        return answer
    }

    /// Returns once the state is as wanted.
    func wait(until isTrue: @escaping @Sendable (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            change { $0.watchers.append((isTrue, continuation)) }
        }
    }

    func ring(_ bell: Bell) { ring.yield(bell) }

    /// Adds ready jobs with ids from `first`.
    func enqueue(_ count: Int, from first: Int64 = 1, body: String = "text", adapt: @Sendable (inout ClaimedJob) -> Void = { _ in }) {
        for number in first..<(first + Int64(count)) {
            var job = ClaimedJob(
                held: HeldJob(job: JobID(rawValue: number), token: ClaimToken(rawValue: 0)),
                article: ClaimedArticle(id: number, body: body))
            adapt(&job)
            let made = job
            change { $0.ready.append(made) }
        }
        ring(.work)
    }

    private func checkUp(_ state: State) throws {
        if state.isDown { throw QueueError(.unavailable, "the server is away") }
    }

    func register(_ worker: WorkerDescription) async throws -> WorkerID {
        try change { state in
            try checkUp(state)
            if let error = state.registrationError { throw error }
            state.registrations += 1
            state.leaseHeld = true
            return WorkerID(rawValue: Int64(state.registrations))
        }
    }

    func claim(upTo room: Int, for worker: WorkerID) async throws -> ClaimAnswer {
        try change { state in
            try checkUp(state)
            state.claims += 1
            guard !state.isPaused else { return ClaimAnswer(jobs: []) }
            let token = ClaimToken(rawValue: state.nextToken)
            state.nextToken += 1
            let jobs = state.ready.prefix(room).map { job in
                var job = job
                job.held.token = token
                return job
            }
            state.ready.removeFirst(jobs.count)
            for job in jobs { state.held[job.held.job] = job }
            return ClaimAnswer(jobs: jobs)
        }
    }

    func settle(_ settlements: [Settlement]) async throws -> [SettleAnswer] {
        try change { state in
            try checkUp(state)
            return settlements.map { settlement in
                guard state.held[settlement.held.job]?.held == settlement.held else { return .lost }
                if !settlement.findings.isEmpty, let sqlState = state.refusals[settlement.held.job] {
                    return .refused(sqlState: sqlState, message: "refused")
                }
                if settlement.findings.contains(where: { $0.analyzer == state.refusedAnalyzer }) {
                    return .refused(sqlState: "54000", message: "too long")
                }
                state.held[settlement.held.job] = nil
                state.settled.append(settlement)
                return .settled
            }
        }
    }

    func release(_ held: [HeldJob], for worker: WorkerID) async throws {
        try change { state in
            try checkUp(state)
            state.released += held
            for job in held { state.held[job.job] = nil }
        }
    }

    func tend(_ worker: WorkerID, running: [HeldJob]) async throws -> TendAnswer {
        try change { state in
            try checkUp(state)
            defer { state.lostNext = [] }
            if !state.leaseHeld { state.held = [:] }
            return TendAnswer(leaseHeld: state.leaseHeld, lost: state.lostNext, paused: state.isPaused)
        }
    }

    func mark(suspect: HeldJob?, for worker: WorkerID) async throws { change { $0.marks += suspect.map { [$0.job] } ?? [] } }
    func publishIdle(_ idle: Bool, for worker: WorkerID) async { change { $0.idle.append(idle) } }
    func maintain(retention: Duration) async throws {}
    func depth() async throws -> QueueDepth { QueueDepth(byState: [:]) }
    func announceDrain(of worker: WorkerID) async throws {}
    func deregister(_ worker: WorkerID) async throws { change { $0.isDeregistered = true } }
}
