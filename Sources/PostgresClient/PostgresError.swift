/// What went wrong between this process and PostgreSQL.
public struct PostgresError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of trouble a caller tells apart; safe as labels of a metric.
    public enum Code: String, Sendable, CaseIterable {
        /// The connection string cannot be understood.
        case invalidTarget = "invalid_target"
        /// No session could be had: nobody listens, no such database, TLS refused, too many connections …
        case connectionFailed = "connection_failed"
        /// The server refused the user name or the password.
        case authentication
        /// The server is there but takes no writes.
        case readOnly = "read_only"
        /// The session ended under us.
        case connectionLost = "connection_lost"
        /// The connection was closed by this process.
        case closed
        /// The statement cannot be sent: a NUL in a text, too many parameters, too big.
        case invalidStatement = "invalid_statement"
        /// The server refused the statement; `sqlState` says why.
        case server
        /// A column does not hold what the program asked it for.
        case decoding
    }

    /// The kind of trouble.
    public var code: Code
    /// What happened and, where there is something to do, what to do. Messages of the server may quote values: see ``description``.
    public var message: String
    /// The server's error code, where the server spoke.
    public var sqlState: SQLState?
    /// The server's DETAIL: it quotes rows, so it is never part of ``description``.
    public var detail: String?
    /// The server's HINT.
    public var hint: String?
    /// The table the error is about.
    public var table: String?
    /// The constraint that was violated.
    public var constraint: String?
    /// The statement was sent and its answer never came: it may have been carried out, or not.
    public var outcomeUnknown: Bool

    /// An error of this side, or of the server where there is a SQLSTATE.
    public init(
        _ code: Code, _ message: String, sqlState: SQLState? = nil, detail: String? = nil, hint: String? = nil, table: String? = nil,
        constraint: String? = nil, outcomeUnknown: Bool = false
    ) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.detail = detail
        self.hint = hint
        self.table = table
        self.constraint = constraint
        self.outcomeUnknown = outcomeUnknown
    }

    /// Whether the same statement may well succeed later, with nothing changed but time.
    public var isTransient: Bool {
        switch code {
        case .connectionFailed, .connectionLost: return sqlState != .invalidCatalogName
        case .readOnly: return true
        case .authentication, .invalidTarget, .closed, .invalidStatement, .decoding: return false
        case .server:
            guard let sqlState else { return false }
            // 08 connection, 53 resources, 40 rollback, 57P0x operator intervention, 55P03 lock timeout, 58 system (I/O).
            return ["08", "53", "40", "58"].contains(sqlState.category) || sqlState.rawValue.hasPrefix("57P")
                || sqlState == .lockNotAvailable || sqlState == .readOnlyTransaction
        }
    }

    /// One sentence that is safe to log: no password, no row, no bound value.
    public var description: String {
        let suffix = sqlState.map { " (\($0))" } ?? ""
        let doubt = outcomeUnknown ? " Whether the statement took effect is unknown." : ""
        return safeMessage + suffix + doubt
    }

    /// The message without what data exceptions quote: `invalid input syntax for type integer: "…"`.
    private var safeMessage: String {
        guard sqlState?.category == "22", let quote = message.utf8.firstRange(of: ": \"".utf8) else { return message }
        return message[..<quote.lowerBound] + ": \"…\""
    }
}
