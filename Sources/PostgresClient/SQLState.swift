/// A five-character error code of PostgreSQL (its manual's appendix A).
public struct SQLState: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The five characters, as the server sent them.
    public var rawValue: String

    /// Any code, known here or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `error.sqlState == "23505"` reads well enough in a test.
    public init(stringLiteral value: String) { rawValue = value }

    /// The five characters.
    public var description: String { rawValue }

    /// The first two characters, which name a family of errors.
    public var category: Substring { rawValue.prefix(2) }
}

extension SQLState {
    /// The server's clock of `statement_timeout` ran out, or somebody called `pg_cancel_backend`.
    public static let queryCanceled: SQLState = "57014"
    /// `lock_timeout` ran out, or NOWAIT met a lock.
    public static let lockNotAvailable: SQLState = "55P03"
    /// An administrator ended this session, or the server stops.
    public static let adminShutdown: SQLState = "57P01"
    /// Another backend crashed, and the server resets itself.
    public static let crashShutdown: SQLState = "57P02"
    /// The server starts, stops or recovers: come back later.
    public static let cannotConnectNow: SQLState = "57P03"
    /// `max_connections`, or the role's or database's own limit, is reached.
    public static let tooManyConnections: SQLState = "53300"
    /// The disk is full.
    public static let diskFull: SQLState = "53100"
    /// A concurrent transaction made this one impossible: run it again.
    public static let serializationFailure: SQLState = "40001"
    /// Two transactions waited for each other: run this one again.
    public static let deadlockDetected: SQLState = "40P01"
    /// The server is a standby, or the session was set to read only.
    public static let readOnlyTransaction: SQLState = "25006"
    /// An earlier statement of this transaction failed.
    public static let inFailedTransaction: SQLState = "25P02"
    /// A unique constraint was violated.
    public static let uniqueViolation: SQLState = "23505"
    /// A foreign key was violated.
    public static let foreignKeyViolation: SQLState = "23503"
    /// A CHECK was violated.
    public static let checkViolation: SQLState = "23514"
    /// A column that must have a value got none.
    public static let notNullViolation: SQLState = "23502"
    /// The role lacks a right.
    public static let insufficientPrivilege: SQLState = "42501"
    /// There is no such table or view.
    public static let undefinedTable: SQLState = "42P01"
    /// There is no such column.
    public static let undefinedColumn: SQLState = "42703"
    /// There is no such function, with these types.
    public static let undefinedFunction: SQLState = "42883"
    /// There is no such schema.
    public static let invalidSchemaName: SQLState = "3F000"
    /// There is no such database.
    public static let invalidCatalogName: SQLState = "3D000"
    /// The server refused the password.
    public static let invalidPassword: SQLState = "28P01"
    /// `pg_hba.conf` refuses, or the role does not exist or may not log in.
    public static let invalidAuthorization: SQLState = "28000"
    /// A text holds bytes that are not of the database's encoding; byte 0 is in none.
    public static let characterNotInRepertoire: SQLState = "22021"
    /// A JSON text holds an escape that no text can (`\u0000`, a lone surrogate).
    public static let untranslatableCharacter: SQLState = "22P05"
    /// The name of a prepared statement is not known.
    static let invalidStatementName: SQLState = "26000"
    /// The name of a prepared statement is taken.
    static let duplicatePreparedStatement: SQLState = "42P05"
    /// Among others: the columns of a prepared statement changed under it.
    static let featureNotSupported: SQLState = "0A000"
}
