internal import HealthEndpoint
internal import JobQueue
internal import PostgresClient
internal import PrivatePostgres

extension CommandError {
    /// Another module's error as a sentence and an exit code.
    init(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as QueueError:
            // A database that is not there is nothing a later try would find.
            let isMissing = error.sqlState == SQLState.invalidCatalogName.rawValue
            self.init(isMissing ? .configuration : Self.exitCode(for: error.code), error.message)
        case let error as PostgresError: self.init(Self.exitCode(for: error), error.description)
        case let error as PrivatePostgresError: self.init(.unavailable, error.message)
        case let error as HTTPEndpointError: self.init(.inputOutput, error.message)
        default: self.init(.internalFault, "\(error)")
        }
    }

    /// The exit code for what the queue says.
    private static func exitCode(for code: QueueError.Code) -> ExitCode {
        switch code {
        case .unavailable, .readOnly: .unavailable
        case .authentication, .forbidden: .permission
        case .schemaMissing, .schemaNewer, .schemaOlder, .encoding: .configuration
        case .refused: .workFailed
        }
    }

    /// The exit code for what PostgreSQL says.
    private static func exitCode(for error: PostgresError) -> ExitCode {
        switch error.code {
        case .invalidTarget: .usage
        case .authentication: .permission
        case .connectionFailed, .connectionLost, .closed, .readOnly: error.sqlState == .invalidCatalogName ? .configuration : .unavailable
        case .server: error.sqlState == .insufficientPrivilege ? .permission : .workFailed
        case .invalidStatement, .decoding: .internalFault
        }
    }
}
