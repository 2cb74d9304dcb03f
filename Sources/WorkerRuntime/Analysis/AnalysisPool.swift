internal import ArticleAnalysis
internal import Dispatch
internal import Synchronization

/// Runs analyzers: those that use the CPU on threads of its own, never on Swift's cooperative pool; those that wait, as tasks.
///
/// ```swift
/// let pool = AnalysisPool(registry: registry, concurrency: 2)
/// defer { pool.stop() }
/// let report = await pool.analyze(AnalysisOrder(article: Article(body: text)))
/// ```
public final class AnalysisPool: Sendable {
    let registry: AnalyzerRegistry
    private let concurrency: Int
    private let patience: Duration
    private let mayStart: @Sendable () -> Bool
    private let observe: @Sendable (_ position: Int, _ outcome: AnalysisOutcome, _ elapsed: Duration) -> Void
    private let state: Mutex<State>
    private let work = DispatchSemaphore(value: 0)

    private struct State {
        var queue: RunQueue
        var gates: [Gate?]
        var slots = 0
        var idleSlots = 0
        /// Runs that have begun and not ended, for the deadline watch.
        var underWay: [ObjectIdentifier: AnalysisRun] = [:]
        var stuck = 0
        var isWatching = false
        var isStopped = false
        /// Waits for the last run under way.
        var quiet: CheckedContinuation<Void, Never>?

        /// Picks up to `most` sleeping slots; each must then be signalled exactly once.
        mutating func takeIdle(_ most: Int) -> Int {
            let taken = min(most, idleSlots)
            idleSlots -= taken
            return taken
        }
    }

    /// - Parameters:
    ///   - concurrency: articles analyzed at once, and threads at most.
    ///   - patience: how long past its deadline an analyzer may take to stop, before its thread is given up and replaced.
    ///   - mayStart: asked before an article is begun.
    ///   - observe: told how each analysis ended.
    public init(
        registry: AnalyzerRegistry, concurrency: Int, patience: Duration = .seconds(2), mayStart: @escaping @Sendable () -> Bool = { true },
        observe: @escaping @Sendable (_ position: Int, _ outcome: AnalysisOutcome, _ elapsed: Duration) -> Void = { _, _, _ in }
    ) {
        self.registry = registry
        self.concurrency = max(1, concurrency)
        self.patience = patience
        self.mayStart = mayStart
        self.observe = observe
        state = Mutex(
            State(
                queue: RunQueue(width: max(1, concurrency)),
                gates: registry.analyzers.map { $0.limits.concurrency.map(Gate.init(limit:)) }))
    }

    /// Analyzes one article; the answer comes when all its analyzers have ended.
    public func analyze(_ order: AnalysisOrder) async -> AnalysisReport {
        await withCheckedContinuation { continuation in submit(order) { continuation.resume(returning: $0) } }
    }

    /// Queues one article; `finish` is called once, on a thread of the pool.
    @discardableResult
    public func submit(_ order: AnalysisOrder, finish: @escaping @Sendable (AnalysisReport) -> Void) -> AnalysisRun {
        let run = AnalysisRun(order, in: registry, finish: finish)
        submit([run])
        return run
    }

    /// Queues articles in one go.
    func submit(_ runs: [AnalysisRun]) { enqueue(runs.count) { queue in for run in runs { queue.add(run) } } }

    /// Takes back the runs that have not begun; their `finish` is never called.
    public func withdraw() -> [AnalysisRun] { state.withLock { $0.queue.withdraw() } }

    /// Keeps fresh runs back and returns when none is under way.
    func beginAlone() async {
        await withCheckedContinuation { continuation in
            let isQuiet = state.withLock { state in
                state.queue.isClosed = true
                guard state.queue.active > 0 else { return true }
                state.quiet = continuation
                return false
            }
            if isQuiet { continuation.resume() }
        }
    }

    /// Queues one article past the closed queue; only between ``beginAlone()`` and ``endAlone()``.
    func submitAlone(_ order: AnalysisOrder, finish: @escaping @Sendable (AnalysisReport) -> Void) -> AnalysisRun {
        let run = AnalysisRun(order, in: registry, finish: finish)
        enqueue { $0.addAlone(run) }
        return run
    }

    /// Lets fresh runs start again.
    func endAlone() {
        state.withLock { $0.queue.isClosed = false }
        wake()
    }

    /// Threads lost to analyzers that do not stop.
    public var stuck: Int { state.withLock { $0.stuck } }

    /// Lets idle slots look again whether they may start: what `mayStart` answers has changed.
    public func wake() { signal(state.withLock { $0.takeIdle(Int.max) }) }

    /// Ends the threads as they become free. Nothing may be submitted any more.
    public func stop() {
        let idle = state.withLock { state in
            state.isStopped = true
            return state.takeIdle(Int.max)
        }
        signal(idle)
    }

    /// Puts runs where slots find them, and sees that there are slots.
    private func enqueue(_ count: Int = 1, _ add: (inout RunQueue) -> Void) {
        let (idle, fresh) = state.withLock { state in
            add(&state.queue)
            let idle = state.takeIdle(count)
            let fresh = min(count - idle, max(0, concurrency - state.slots))
            state.slots += fresh
            return (idle, fresh)
        }
        signal(idle)
        for _ in 0..<fresh { startSlot() }
    }

    private func signal(_ slots: Int) { for _ in 0..<slots { work.signal() } }

    private func startSlot() { Thread.start { [self] in serve() } }
}

// MARK: - Slots

extension AnalysisPool {
    /// A slot's life: takes runs until the pool stops or its thread is given up.
    private func serve() {
        while true {
            let maySucceed = mayStart()
            let next: (run: AnalysisRun?, ends: Bool, wakesWatch: Bool) = state.withLock { state in
                if let run = state.queue.take(mayStart: maySucceed) {
                    state.underWay[ObjectIdentifier(run)] = run
                    defer { state.isWatching = true }
                    return (run, false, !state.isWatching)
                }
                if state.isStopped {
                    state.slots -= 1
                    return (nil, true, false)
                }
                state.idleSlots += 1
                return (nil, false, false)
            }
            if next.ends { return }
            if next.wakesWatch { startWatch() }
            guard let run = next.run else {
                work.wait()
                continue
            }
            guard advance(run) else { return }
        }
    }

    /// Works on a run until it is through, waits for something, or has cost this thread.
    ///
    /// - Returns: `false` when the deadline watch gave this thread up and started another.
    private func advance(_ run: AnalysisRun) -> Bool {
        while let (position, earlier) = run.next() {
            guard enterGate(position, run) else { return true }
            let analyzer = registry.analyzers[position]
            let execution = Execution(of: run, position: position, limits: analyzer.limits)
            switch analyzer.work {
            case .onSlot(let analyze):
                run.begin(execution)
                let result = Cancellation.$current.withValue(execution.flag) {
                    Result { try analyze(run.article, earlier) }
                }
                guard end(execution, result) else {
                    state.withLock { $0.stuck -= 1 }
                    return false
                }
            case .asTask(let analyze):
                run.begin(execution)
                let task = Task { [self] in
                    let result: Result<RegisteredAnalyzer.Made, any Error>
                    do {
                        result = .success(
                            try await Cancellation.$current.withValue(execution.flag) { try await analyze(run.article, earlier) })
                    } catch { result = .failure(error) }
                    if end(execution, result) { enqueue { $0.resume(run) } }
                }
                execution.attach(task)
                return true
            case .none:
                preconditionFailure("the registry lets no analyzer in that cannot run")
            }
        }
        let quiet = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.queue.finished()
            state.underWay[ObjectIdentifier(run)] = nil
            guard state.queue.active == 0 else { return nil }
            defer { state.quiet = nil }
            return state.quiet
        }
        quiet?.resume()
        return true
    }

    private func enterGate(_ position: Int, _ run: AnalysisRun) -> Bool {
        guard registry.analyzers[position].limits.concurrency != nil else { return true }
        return state.withLock { $0.gates[position]?.enter(run) ?? true }
    }

    private func leaveGate(_ position: Int) {
        guard registry.analyzers[position].limits.concurrency != nil else { return }
        if let next = state.withLock({ $0.gates[position]?.leave() }) { enqueue { $0.resume(next) } }
    }

    /// Records the result, unless the watch was quicker.
    private func end(_ execution: Execution, _ result: Result<RegisteredAnalyzer.Made, any Error>) -> Bool {
        guard execution.end() else { return false }
        let elapsed = execution.startedAt.duration(to: .now)
        execution.run.record(result, of: execution, elapsed: elapsed)
        observe(execution.position, Self.outcome(of: result, execution), elapsed)
        leaveGate(execution.position)
        return true
    }

    private static func outcome(of result: Result<RegisteredAnalyzer.Made, any Error>, _ execution: Execution) -> AnalysisOutcome {
        switch result {
        case .success: .finding
        case .failure where execution.isOverdue: .deadline
        case .failure(is CannotAnalyze): .cannotAnalyze
        case .failure(is RetryLater): .retryLater
        case .failure(is CancellationError): .cancelled
        case .failure: .error
        }
    }
}

// MARK: - Deadlines

extension AnalysisPool {
    /// How often the watch looks; a deadline is kept to about this.
    private static var watchInterval: Duration { .milliseconds(50) }

    /// The watch lives while anything is at work: an idle pool has no timer.
    private func startWatch() {
        Thread.start { [self] in
            while true {
                Thread.sleep(for: Self.watchInterval)
                let (runs, rests) = state.withLock { state in
                    let rests = state.underWay.isEmpty
                    if rests { state.isWatching = false }
                    return (Array(state.underWay.values), rests)
                }
                if rests { return }
                let now = ContinuousClock.now
                for execution in runs.compactMap(\.execution) where execution.deadline < now {
                    execution.expire()
                    if execution.deadline.advanced(by: patience) < now { abandon(execution) }
                }
            }
        }
    }

    /// Gives up on an analyzer that did not stop: its run goes on without it, its thread is replaced.
    private func abandon(_ execution: Execution) {
        guard end(execution, .failure(CancellationError())) else { return }
        if case .onSlot = registry.analyzers[execution.position].work {
            state.withLock { $0.stuck += 1 }
            startSlot()
        }
        enqueue { $0.resume(execution.run) }
    }
}
