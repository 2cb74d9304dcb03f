/// The rows one statement answered with, decoded when asked for.
///
/// ```swift
/// for row in try await connection.query("SELECT id, title FROM dragoman.articles") {
///     print(try row.int8(0), try row.text(ifPresent: 1) ?? "–")
/// }
/// ```
public struct Rows: RandomAccessCollection, Sendable {
    /// libpq's result, which holds all bytes.
    let result: QueryResult

    public var startIndex: Int { 0 }
    public var endIndex: Int { result.rowCount }

    /// The row at `position`, from 0.
    public subscript(position: Int) -> Row {
        precondition(position >= 0 && position < result.rowCount, "There is no row \(position) of \(result.rowCount)")
        return Row(result: result, index: position)
    }

    /// What the server says it did: `INSERT 0 3`, `SELECT 12` …
    public var commandTag: String { result.commandTag }

    /// Rows inserted, updated, deleted or selected.
    public var affected: Int { result.affected }

    /// The names of the columns.
    public var columns: [String] { result.types.indices.map { result.name(ofColumn: $0) } }
}
