/// What can keep the detector from working at all; no article is at fault.
public struct LanguageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A short label, safe for metrics.
    public let code: String

    /// What happened and what to do.
    public let description: String

    /// The library was loaded without its full tables.
    static let smallTables = LanguageError(
        code: "small_tables",
        description: "CLD2 runs without its full tables: link cld2_full before cld2, and install Debian's libcld2-0 beside the program")

    /// The model file that was built in is none.
    static let noModel = LanguageError(
        code: "no_model", description: "the language model was built from a file that is none: check out model.bin again, and build anew")

    /// CLD2 would not read a text that was cleaned for it.
    static let textRefused = LanguageError(
        code: "text_refused", description: "CLD2 refused a text or ran out of memory: report this with the article's id")
}
