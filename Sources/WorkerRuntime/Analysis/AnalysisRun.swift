internal import ArticleAnalysis
internal import Synchronization

/// One article on its way through the analyzers. Whoever holds it works on it; it is handed from slot to task and back.
public final class AnalysisRun: Sendable {
    let article: Article
    private let progress: Mutex<State>
    private let finish: @Sendable (AnalysisReport) -> Void

    /// What changes while the article is analyzed.
    private struct State {
        var progress: AnalysisProgress
        var current: Execution?
        var isCancelled = false
    }

    init(_ order: AnalysisOrder, in registry: AnalyzerRegistry, finish: @escaping @Sendable (AnalysisReport) -> Void) {
        article = order.article
        progress = Mutex(State(progress: AnalysisProgress(of: order, in: registry)))
        self.finish = finish
    }

    /// Asks the analyzer at work to stop, and starts no other. The report still comes.
    public func cancel() {
        let current = progress.withLock { state in
            state.isCancelled = true
            return state.current
        }
        current?.stop()
    }

    /// The next analyzer, or `nil` when the report was handed over.
    func next() -> (position: Int, earlier: Findings)? {
        let step = progress.withLock { state in
            if state.isCancelled { state.progress.cancel() }
            return state.progress.next()
        }
        switch step {
        case .analyze(let position, let earlier): return (position, earlier)
        case .finished(let report):
            finish(report)
            return nil
        }
    }

    /// The analyzer at work.
    var execution: Execution? { progress.withLock { $0.current } }

    /// Says who works now, so that ``cancel()`` reaches it.
    func begin(_ execution: Execution) {
        let isCancelled = progress.withLock { state in
            state.current = execution
            return state.isCancelled
        }
        if isCancelled { execution.stop() }
    }

    /// Notes how an execution ended.
    func record(_ result: Result<RegisteredAnalyzer.Made, any Error>, of execution: Execution, elapsed: Duration) {
        progress.withLock { state in
            state.current = nil
            switch result {
            case .success(let made): state.progress.record(made, at: execution.position, elapsed: elapsed)
            case .failure where state.isCancelled: state.progress.cancel()
            case .failure(let error): state.progress.record(error, at: execution.position, timedOut: execution.isOverdue)
            }
        }
    }
}
