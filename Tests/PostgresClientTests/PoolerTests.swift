import Foundation
import PostgresClient
import PrivatePostgres
import Testing

/// pgbouncer in transaction mode before a server, for one test.
private final class Pooler: Sendable {
    /// Debian's place for it.
    static let program = "/usr/sbin/pgbouncer"
    /// Whether it is installed.
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    private let process: Process
    private let folder: String
    /// Where to connect.
    let connectionString: String

    /// Starts one with a pool of two sessions.
    init(before server: PrivatePostgres, database: String) throws {
        folder = server.folder + "/pooler"
        let port = 6432
        let settings = """
            [databases]
            * = host=\(server.folder) port=\(server.port) user=postgres
            [pgbouncer]
            listen_addr =
            listen_port = \(port)
            unix_socket_dir = \(folder)
            auth_type = any
            pool_mode = transaction
            default_pool_size = 2
            ignore_startup_parameters = extra_float_digits
            """
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try settings.write(toFile: folder + "/pgbouncer.ini", atomically: true, encoding: .utf8)
        // It refuses to run as root, as the server does.
        let owner = try FileManager.default.attributesOfItem(atPath: server.folder)[.ownerAccountID] as? Int ?? 0
        try FileManager.default.setAttributes([.ownerAccountID: owner], ofItemAtPath: folder)
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let drop = getuid() == 0 ? ["setpriv", "--reuid=\(owner)", "--clear-groups", "--"] : []
        process.arguments = drop + [Self.program, "-q", folder + "/pgbouncer.ini"]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        connectionString = "host=\(folder) port=\(port) user=postgres dbname=\(database)"
    }

    /// Ends it; not by SIGTERM, which it inherits as blocked from the threads that run tests.
    func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

@Suite("Behind a pooler in transaction mode", .enabled(if: Pooler.isInstalled, "pgbouncer is not installed: apt-get install pgbouncer"))
struct PoolerTests {
    @Test("Statements, transactions and scripts work, many at a time, and the pooler is noticed")
    func work() async throws {
        let server = try await PrivatePostgres.start()
        let pooler = try Pooler(before: server, database: "postgres")
        let target = try ConnectionTarget(pooler.connectionString, applicationName: "tester")
        let persistent = PersistentConnection(target, backoff: Backoff(first: .milliseconds(5)))
        let running = Task { await persistent.run() }
        let first = try await persistent.current(waiting: nil)
        #expect(first.isPooled)
        try await first.run(script: "CREATE TABLE t (id bigint); INSERT INTO t VALUES (0);")

        let connections = [first, try await Connection.open(target), try await Connection.open(target)]
        try await withThrowingTaskGroup { group in
            for connection in connections {
                for number in 1...1000 {
                    group.addTask {
                        let rows = try await connection.query(Statement("SELECT $1 * 2, pg_backend_pid()", [.int8(Int64(number))]))
                        #expect(try rows[0].int8(0) == Int64(number) * 2)
                        if number % 20 == 0 {
                            _ = try await connection.transaction([
                                Statement("INSERT INTO t VALUES ($1)", [.int8(Int64(number))]), "SELECT count(*) FROM t",
                            ])
                        }
                        if number % 50 == 0 {
                            let error = try await failure {
                                _ = try await connection.transaction(["INSERT INTO t VALUES (1)", "SELECT 1/0"])
                            }
                            #expect(error.sqlState == "22012")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await first.query("SELECT count(*) FROM t")[0].int8(0) == 151)
        for connection in connections { await connection.close() }
        running.cancel()
        await running.value
        pooler.stop()
        await server.stop()
    }
}
