/// What can go wrong between a worker or the command line and the queue.
public struct QueueError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// PostgreSQL cannot be reached, or the connection was lost.
        case unavailable
        /// User name or password refused.
        case authentication
        /// The schema is not there: `dragoman migrate` makes it.
        case schemaMissing = "schema_missing"
        /// The schema was made by a newer version than this.
        case schemaNewer = "schema_newer"
        /// The schema is older than this version needs: `dragoman migrate`.
        case schemaOlder = "schema_older"
        /// The role lacks a right.
        case forbidden
        /// The database's encoding is not UTF-8.
        case encoding
        /// The server is read-only: a standby, or `default_transaction_read_only`.
        case readOnly = "read_only"
        /// PostgreSQL said no for another reason; `sqlState` tells.
        case refused
    }

    public var code: Code
    /// What happened and what to do, in one or two sentences; free of passwords and article text.
    public var message: String
    public var sqlState: String?

    public init(_ code: Code, _ message: String, sqlState: String? = nil) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
    }

    public var description: String { message }
}
