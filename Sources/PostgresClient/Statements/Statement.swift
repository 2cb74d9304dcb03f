/// One SQL statement with its bound values.
///
/// ```swift
/// let rows = try await connection.query(
///     Statement("SELECT id, body FROM dragoman.articles WHERE key = $1 LIMIT $2", [.text("bbc-1"), .int8(10)]))
/// ```
///
/// Values never become part of the text. On a direct connection the statement is prepared once and then executed by name, so keep
/// the text of statements that run often the same from call to call.
public struct Statement: Sendable, ExpressibleByStringLiteral {
    /// The text, with `$1`, `$2` … for the parameters.
    public var sql: String
    /// The values of `$1`, `$2` …
    public var parameters: [Parameter]

    /// A statement and the values of its parameters.
    public init(_ sql: String, _ parameters: [Parameter] = []) {
        self.sql = sql
        self.parameters = parameters
    }

    /// A statement without parameters.
    public init(stringLiteral value: String) { self.init(value) }
}

extension Statement {
    /// The most parameters the protocol can count.
    static let mostParameters = 65_535
    /// The most bytes PostgreSQL takes in one message: its own limit of an allocation, one byte short of 1 GiB.
    static let mostBytes = 0x3fff_ffff

    /// Finds what the server would refuse, or misread, before anything is sent.
    func validate() throws(PostgresError) {
        if sql.utf8.contains(0) {
            throw PostgresError(
                .invalidStatement, "The statement's text contains a NUL character (U+0000).", sqlState: .characterNotInRepertoire)
        }
        if parameters.count > Self.mostParameters {
            throw PostgresError(
                .invalidStatement, "The statement has \(parameters.count) parameters; PostgreSQL takes \(Self.mostParameters): pass arrays."
            )
        }
        var size = sql.utf8.count
        for (index, parameter) in parameters.enumerated() {
            size += parameter.size + 8
            if parameter.hasNUL {
                throw PostgresError(
                    .invalidStatement,
                    "Parameter $\(index + 1) contains a NUL character (U+0000), which PostgreSQL's text cannot hold: replace it.",
                    sqlState: .characterNotInRepertoire)
            }
        }
        if size > Self.mostBytes {
            throw PostgresError(
                .invalidStatement, "The statement has \(size) bytes; PostgreSQL takes \(Self.mostBytes) in one message.", sqlState: "54000")
        }
    }
}
