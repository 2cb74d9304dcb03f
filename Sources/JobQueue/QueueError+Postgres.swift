internal import PostgresClient

extension QueueError {
    /// What PostgreSQL or the connection said, in this module's terms.
    init(_ error: PostgresError) {
        let state = error.sqlState?.rawValue
        switch (error.code, error.sqlState) {
        case (.authentication, _):
            self.init(.authentication, error.description, sqlState: state)
        case (.readOnly, _), (.server, .readOnlyTransaction):
            self = .readOnly
        case (_, .insufficientPrivilege):
            self.init(
                .forbidden,
                "PostgreSQL refuses: \(error.description). Grant the role \(RoleScript.worker) to the role that connects, or use another.",
                sqlState: state)
        case (.server, .invalidSchemaName), (.server, .undefinedTable), (.server, .undefinedFunction), (.server, .undefinedColumn):
            self.init(
                .schemaMissing, "The schema is not as this program needs it: \(error.description). Run \"dragoman migrate\".",
                sqlState: state)
        case (.connectionFailed, _), (.connectionLost, _), (.closed, _):
            self.init(.unavailable, error.description, sqlState: state)
        case (.server, _) where error.isTransient || error.sqlState == .queryCanceled:
            self.init(.unavailable, error.description, sqlState: state)
        default:
            self.init(.refused, error.description, sqlState: state)
        }
    }

    /// The server takes no writes.
    static var readOnly: QueueError {
        QueueError(
            .readOnly,
            "The server takes no writes: it is a standby, or set to read only. Connect to the primary, for instance with target_session_attrs=read-write.",
            sqlState: SQLState.readOnlyTransaction.rawValue)
    }
}
