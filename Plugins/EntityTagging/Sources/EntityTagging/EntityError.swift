/// What can keep the tagger from working at all; no article is at fault.
public struct EntityError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A short label, safe for metrics.
    public let code: String

    /// What happened and what to do.
    public let description: String

    /// A model file that was built in is none.
    static let noModel = EntityError(
        code: "no_model",
        description: "a model of the entity tagger was built from a file that is none: check out *.bin again, and build anew")

    /// The table of places that was built in is none.
    static let noTable = EntityError(
        code: "no_table", description: "the table of places was built from a file that is none: check out places.bin again, and build anew")

    /// The table of links that was built in is none.
    static let noLinks = EntityError(
        code: "no_links", description: "the table of links was built from a file that is none: check out links.bin again, and build anew")
}
