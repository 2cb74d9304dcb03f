/// How one analyzer's work on one article ended, for counters.
public enum AnalysisOutcome: String, Sendable, CaseIterable {
    case finding
    case error
    case retryLater = "retry_later"
    case cannotAnalyze = "cannot_analyze"
    case deadline
    case cancelled

    /// Its place among all cases: hashing the raw value for each analysis would cost more than counting.
    var position: Int {
        switch self {
        case .finding: 0
        case .error: 1
        case .retryLater: 2
        case .cannotAnalyze: 3
        case .deadline: 4
        case .cancelled: 5
        }
    }
}
