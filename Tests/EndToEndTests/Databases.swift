import PostgresClient
import PrivatePostgres
import Testing

/// Databases for these tests.
enum Databases {
    /// One with the schema.
    static func migrated() async throws -> String {
        try await TestServer.shared.freshDatabase(template: "end-to-end") { url in
            let result = try await Binary.dragoman.run("migrate", database: url)
            #expect(result.code == 0, "\(result.errors)")
        }
    }

    /// Runs statements of SQL on a connection of its own, and answers the rows of the last as text.
    @discardableResult
    static func sql(_ statement: String, _ parameters: [Parameter] = [], on url: String) async throws -> [[String]] {
        let connection = try await Connection.open(ConnectionTarget(url))
        defer { Task { await connection.close() } }
        return try await connection.query(Statement(statement, parameters)).map { row in
            try (0..<row.count).map { try row.text(ifPresent: $0) ?? "NULL" }
        }
    }

    /// Waits until `statement`, a query for one boolean, answers true. The queue has no event for "this job has ended".
    static func until(_ statement: String, on url: String) async throws {
        let connection = try await Connection.open(ConnectionTarget(url))
        defer { Task { await connection.close() } }
        for _ in 0..<3_000 {
            if try await connection.query(Statement(statement))[0].bool(0) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("in a minute this never became true: \(statement)")
    }

    /// Waits until no job is live, or only `rest` are.
    static func untilDrained(_ url: String, rest: Int = 0) async throws {
        try await until("SELECT count(*) = \(rest) FROM dragoman.job_status WHERE state IN ('ready', 'scheduled', 'running')", on: url)
    }
}
