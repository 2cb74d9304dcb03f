internal import Synchronization

/// The one private server of a test process: started by whoever asks first, gone with the process.
///
/// ```swift
/// let database = try await TestServer.shared.freshDatabase()
/// let migrated = try await TestServer.shared.freshDatabase(template: "queue") { url in try await migrate(url) }
/// ```
public actor TestServer {
    /// The server.
    public nonisolated let server: PrivatePostgres
    /// Templates that are made, or being made, by name.
    private var templates: [String: Task<String, any Error>] = [:]
    /// Numbers the databases.
    private var count = 0

    /// A test server on `server`.
    private init(_ server: PrivatePostgres) { self.server = server }

    /// Starts it, once.
    private static let starting = Task { try await TestServer(PrivatePostgres.start()) }

    /// The process's server.
    public static var shared: TestServer { get async throws { try await starting.value } }

    /// A new, empty database, and its connection string.
    public func freshDatabase() async throws -> String { try await create(from: "template0") }

    /// A new database that starts as a copy of what `prepare` made: it is called once per `name`, with the template's connection
    /// string, and must have closed its connections when it returns.
    public func freshDatabase(template name: String, prepare: @escaping @Sendable (String) async throws -> Void) async throws -> String {
        let template =
            templates[name]
            ?? Task {
                let template = try await createDatabase(from: "template0")
                try await prepare(server.connectionString(database: template))
                return template
            }
        templates[name] = template
        return try await create(from: template.value)
    }

    /// A new database as a connection string.
    private func create(from template: String) async throws -> String {
        server.connectionString(database: try await createDatabase(from: template))
    }

    /// A new database as its name.
    private func createDatabase(from template: String) async throws -> String {
        count += 1
        let name = "test_\(count)"
        try await PSQL.run("CREATE DATABASE \(name) TEMPLATE \(template)", on: server)
        return name
    }
}

/// SQL by way of psql: this module stands beside PostgresClient, not on it, as it serves that one's tests.
enum PSQL {
    /// Runs one statement in the database `postgres`.
    static func run(_ sql: String, on server: PrivatePostgres) async throws {
        let command = [
            server.binaries.psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", server.connectionString(), "-c", sql,
        ]
        try await PrivatePostgres.onThread { () throws(PrivatePostgresError) in
            guard try ChildProcess.status(of: command) == 0 else {
                throw PrivatePostgresError("psql failed at: \(sql). The server's log ends: \(server.logTail)")
            }
        }
    }
}
