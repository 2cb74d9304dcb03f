/// What translates: an HTTP service, a program beside this one, or the stub.
///
/// ```swift
/// struct Shouting: TranslationEngine {
///     let name = "shouting"
///     let version = "1"
///     func supports(from source: String, to target: String) -> Bool { source == "en" && target == "en-x-loud" }
///     func translate(_ segments: [String], from source: String, to target: String) async throws -> [String] {
///         segments.map { $0.uppercased() }
///     }
/// }
/// let translator = Translator(engine: Shouting(), target: "en-x-loud")
/// ```
public protocol TranslationEngine: Sendable {
    /// A short lowercase name, stored as `engine` in every finding.
    var name: String { get }

    /// Changes whenever the engine would translate differently, stored as `engine_version`.
    var version: String { get }

    /// Whether there is a way from one language to the other, both BCP 47. Answers at once: asked for every article.
    func supports(from source: String, to target: String) -> Bool

    /// Translates some segments, each a sentence or a few; up to ``Translator/batch`` at once.
    ///
    /// - Returns: one translation for each segment, in the same order; another number fails the attempt.
    /// - Throws: `RetryLater` when the service is busy or away, `CannotAnalyze` when it will never take this text; anything else is retried
    ///   with backoff. Stop soon when the task is cancelled.
    func translate(_ segments: [String], from source: String, to target: String) async throws -> [String]
}
