import ArticleAnalysis
import DragomanCommand

/// A worker that does what its articles say: the chaos suite's victim and the benchmark's no-op.
@main struct TestWorker {
    static func main() async { await Dragoman.main(analyzers: [Obedient(), NoOp(), SecondNoOp()]) }
}

/// Finds next to nothing, at once: leaves the queue's own cost.
struct NoOp: Analyzer {
    /// As long as a language finding.
    struct Nothing: Finding {
        var language = "en"
        var confidence = 0.99
    }
    static let key: AnalyzerKey = "noop"
    static let revision = 1
    func analyze(_ article: Article, knowing earlier: Findings) throws -> Nothing { Nothing() }
}

/// The second result row of a job.
struct SecondNoOp: Analyzer {
    /// As long as a language finding.
    struct Nothing: Finding {
        var language = "en"
        var confidence = 0.99
    }
    static let key: AnalyzerKey = "noop-2"
    static let revision = 1
    func analyze(_ article: Article, knowing earlier: Findings) throws -> Nothing { Nothing() }
}
