/// What can keep the detector from working at all; no article is at fault.
public struct LanguageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A short label, safe for metrics.
    public let code: String

    /// What happened and what to do.
    public let description: String

    /// The model file that was built in is none.
    static let noModel = LanguageError(
        code: "no_model", description: "the language model was built from a file that is none: check out model.bin again, and build anew")
}
