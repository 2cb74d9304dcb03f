import Foundation
import JobQueue
import PostgresClient
import PrivatePostgres

/// The server the benchmark runs on, and its databases.
struct BenchServer: Sendable {
    private let own: PrivatePostgres?
    private let admin: String

    /// A private server with the defaults of a production one, or the one a DSN names.
    static func start(_ databaseURL: String?) async throws -> BenchServer {
        if let databaseURL { return BenchServer(own: nil, admin: databaseURL) }
        let own = try await PrivatePostgres.start(
            PrivatePostgres.Options(isDurable: true, settings: ["track_commit_timestamp": "on", "max_connections": "200"]))
        return BenchServer(own: own, admin: own.connectionString())
    }

    func stop() async { await own?.stop() }

    /// Makes an empty database and answers how to reach it.
    func fresh(_ name: String) async throws -> String {
        let connection = try await Connection.open(ConnectionTarget(admin))
        _ = try await connection.query(Statement("DROP DATABASE IF EXISTS \(name) WITH (FORCE)"))
        _ = try await connection.query(Statement("CREATE DATABASE \(name) TEMPLATE template0"))
        await connection.close()
        return own?.connectionString(database: name) ?? Self.replacing(name, in: admin)
    }

    /// A fresh database with the schema in it.
    func migrated(_ name: String) async throws -> String {
        let url = try await fresh(name)
        _ = try await Migrator(target: ConnectionTarget(url)).migrate()
        return url
    }

    func drop(_ name: String) async throws {
        let connection = try await Connection.open(ConnectionTarget(admin))
        _ = try await connection.query(Statement("DROP DATABASE IF EXISTS \(name) WITH (FORCE)"))
        await connection.close()
    }

    /// CPU seconds of all the server's processes so far; `nil` where /proc does not tell.
    func cpuSeconds() async throws -> Double? {
        let connection = try await Connection.open(ConnectionTarget(admin))
        let rows = try await connection.query(Statement("SELECT current_setting('data_directory')"))
        await connection.close()
        let pidFile = try rows[0].text(0) + "/postmaster.pid"
        guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8), let pid = Int(text.prefix { $0 != "\n" }) else {
            return nil
        }
        return ProcessFigures.cpuSecondsOfTree(pid)
    }

    /// `url` with another database.
    private static func replacing(_ database: String, in url: String) -> String {
        guard var parts = URLComponents(string: url), parts.scheme != nil else { return url + " dbname=" + database }
        parts.path = "/" + database
        return parts.string ?? url
    }
}

extension Connection {
    /// The first column of the first row.
    func number(_ sql: String) async throws -> Double { try await query(Statement("SELECT (\(sql))::float8"))[0].float8(0) }
}
