/// What an engine did wrong; retried with backoff like any error.
public struct TranslationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A short label, safe for metrics.
    public let code: String

    /// What happened and what to do; quotes no text.
    public let description: String

    /// An engine answered another number of texts than it was given.
    static func segmentCount(engine: String, asked: Int, answered: Int) -> TranslationError {
        TranslationError(
            code: "segment_count",
            description:
                "the engine \(engine) answered \(answered) texts for \(asked) segments: it must answer one for each, in their order")
    }
}
