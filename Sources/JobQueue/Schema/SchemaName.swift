internal import PostgresClient

/// The schema everything lives in: any identifier PostgreSQL takes.
public struct SchemaName: Sendable, Hashable, CustomStringConvertible {
    /// The name as it is, unquoted: `We"ird`.
    public let name: String
    /// The name as SQL spells it: `"We""ird"`.
    public let quoted: String

    /// `dragoman`, unless somebody asked for another.
    public static let standard = SchemaName(unchecked: "dragoman")

    /// - Throws: ``QueueError`` when PostgreSQL would not take the name, or would cut it.
    public init(_ name: String) throws(QueueError) {
        guard !name.isEmpty, name.utf8.count <= 63, !name.unicodeScalars.contains("\0") else {
            throw QueueError(.refused, "The schema's name must have 1 to 63 bytes: set DRAGOMAN_SCHEMA to a shorter one.")
        }
        guard !name.hasPrefix("pg_"), name != "information_schema" else {
            throw QueueError(
                .refused, "The schema cannot be named \(name): PostgreSQL keeps such names for itself. Set DRAGOMAN_SCHEMA to another.")
        }
        self.init(unchecked: name)
    }

    /// A name known to be good.
    private init(unchecked name: String) {
        self.name = name
        quoted = quoteIdentifier(name)
    }

    /// What the name stands for in messages.
    public var description: String { name }

    /// What a session's `search_path` is set to: nothing of anybody else's comes first.
    var searchPath: String { "\(quoted), pg_temp" }
}
