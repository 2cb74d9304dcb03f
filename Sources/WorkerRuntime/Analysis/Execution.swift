internal import ArticleAnalysis
internal import Synchronization

/// One analyzer at work on one article. It ends once: by its own answer, or abandoned by the deadline watch.
final class Execution: Sendable {
    let run: AnalysisRun
    let position: Int
    let startedAt: ContinuousClock.Instant
    /// When it is asked to stop.
    let deadline: ContinuousClock.Instant
    let flag = Cancellation.Flag()
    private let state = Mutex(State())

    private struct State {
        var hasEnded = false
        var isOverdue = false
        var isStopped = false
        var task: Task<Void, Never>?
    }

    init(of run: AnalysisRun, position: Int, limits: AnalyzerLimits, now: ContinuousClock.Instant = .now) {
        self.run = run
        self.position = position
        startedAt = now
        deadline = now.advanced(by: limits.deadline)
    }

    /// Whether the deadline had passed when the watch last looked.
    var isOverdue: Bool { state.withLock { $0.isOverdue } }

    /// Claims the right to record the end; the loser's result is dropped.
    func end() -> Bool {
        state.withLock { state in
            guard !state.hasEnded else { return false }
            state.hasEnded = true
            state.task = nil
            return true
        }
    }

    /// Asks the analyzer to stop.
    func stop() {
        flag.raise()
        let task = state.withLock { state in
            state.isStopped = true
            return state.task
        }
        task?.cancel()
    }

    /// Ties the task that does the work, so that ``stop()`` cancels it.
    func attach(_ task: Task<Void, Never>) {
        let stopped = state.withLock { state in
            if !state.hasEnded { state.task = task }
            return state.isStopped
        }
        if stopped { task.cancel() }
    }

    /// Asks it to stop because its deadline has passed. Asking again changes nothing.
    func expire() {
        let first = state.withLock { state in
            defer { state.isOverdue = true }
            return !state.isOverdue
        }
        if first { stop() }
    }
}
