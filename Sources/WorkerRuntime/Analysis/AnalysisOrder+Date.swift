internal import FoundationEssentials

extension AnalysisOrder {
    /// The queue counts seconds so that it needs no Foundation; plugin authors get a `Date`.
    static func date(secondsSince1970 seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }
}
