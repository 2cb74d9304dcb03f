internal import CLibpq

/// A `PGresult`, freed with its last owner.
///
/// `@unchecked Sendable`: libpq documents a result as read-only once made, and free to be used by any thread; the pointer itself is
/// a `let`, and `deinit` runs once.
@safe
final class QueryResult: @unchecked Sendable {
    /// The result, owned.
    private let pointer: OpaquePointer
    /// Rows in it.
    let rowCount: Int
    /// The types of its columns.
    let types: [TypeID]

    /// Takes over a result from `PQgetResult`.
    @unsafe
    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
        rowCount = Int(unsafe PQntuples(pointer))
        let columns = unsafe PQnfields(pointer)
        types = (0..<columns).map { column in
            let oid = unsafe PQftype(pointer, column)
            return TypeID(rawValue: oid)
        }
    }

    deinit { unsafe PQclear(pointer) }

    /// What kind of result it is.
    var status: ExecStatusType { unsafe PQresultStatus(pointer) }

    /// The bytes of a field, or `nil` for NULL; valid as long as this object. Row and column must exist.
    @unsafe
    func field(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        let (row, column) = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column))
        guard let start = unsafe PQgetvalue(pointer, row, column) else { return nil }
        let length = Int(unsafe PQgetlength(pointer, row, column))
        if length == 0, unsafe PQgetisnull(pointer, row, column) == 1 { return nil }
        return unsafe UnsafeRawBufferPointer(start: start, count: length)
    }

    /// The name of a column that exists.
    func name(ofColumn column: Int) -> String {
        unsafe PQfname(pointer, Int32(truncatingIfNeeded: column)).map { unsafe String(cString: $0) } ?? ""
    }

    /// `INSERT 0 3`, `SELECT 12`, `COMMIT` …
    var commandTag: String { unsafe PQcmdStatus(pointer).map { unsafe String(cString: $0) } ?? "" }

    /// Rows inserted, updated, deleted, moved or selected.
    var affected: Int { unsafe PQcmdTuples(pointer).flatMap { unsafe Int(String(cString: $0)) } ?? 0 }

    /// One field of an error report.
    private func report(_ field: Int32) -> String? {
        unsafe PQresultErrorField(pointer, field).map { unsafe String(cString: $0) }
    }

    /// What libpq itself has to say, where the server said nothing.
    private var ownMessage: String { unsafe PQresultErrorMessage(pointer).map { unsafe String(cString: $0) } ?? "" }

    /// The error it reports, as the server worded it.
    var error: ServerReport {
        ServerReport(
            severity: report(Int32(UInt8(ascii: "V"))) ?? "ERROR",
            error: PostgresError(
                .server, report(Int32(UInt8(ascii: "M"))) ?? ownMessage,
                sqlState: report(Int32(UInt8(ascii: "C"))).map(SQLState.init(rawValue:)), detail: report(Int32(UInt8(ascii: "D"))),
                hint: report(Int32(UInt8(ascii: "H"))), table: report(Int32(UInt8(ascii: "t"))),
                constraint: report(Int32(UInt8(ascii: "n")))),
            routine: report(Int32(UInt8(ascii: "R"))))
    }
}

/// An error or notice as the server sent it.
struct ServerReport: Sendable, Equatable {
    /// `ERROR`, `FATAL`, `PANIC`, `WARNING` …, never translated.
    var severity: String
    /// Message, SQLSTATE and the rest.
    var error: PostgresError
    /// The function of the server that raised it.
    var routine: String?

    /// The session ends with it.
    var endsSession: Bool { severity == "FATAL" || severity == "PANIC" }
}
