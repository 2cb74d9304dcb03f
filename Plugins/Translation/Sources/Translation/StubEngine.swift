/// The engine for tests, demonstrations and pipelines to be: it translates nothing, but marks every segment it would translate.
///
/// ```swift
/// try await StubEngine().translate(["Guten Tag."], from: "de", to: "en")    // ["[de→en] Guten Tag."]
/// ```
public struct StubEngine: TranslationEngine {
    /// `stub`.
    public let name = "stub"
    /// Of the mark.
    public let version = "1"

    /// The stub has nothing to set.
    public init() {}

    /// Every two languages.
    public func supports(from source: String, to target: String) -> Bool { true }

    /// Each segment behind the mark `[source→target]`.
    public func translate(_ segments: [String], from source: String, to target: String) async throws -> [String] {
        segments.map { "[\(source)→\(target)] \($0)" }
    }
}
