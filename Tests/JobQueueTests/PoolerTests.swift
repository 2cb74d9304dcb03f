import Foundation
import JobQueue
import PostgresClient
import PrivatePostgres
import Testing

/// A pgbouncer in transaction mode in front of the test server, until `stop()`.
final class Pooler: Sendable {
    /// Where pgbouncer is, if it is installed.
    static let binary = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Its folder, which holds its socket.
    let folder: URL
    /// The process.
    private let process: Process

    /// Starts it.
    init(_ binary: String) async throws {
        let server = try await TestServer.shared.server
        folder = FileManager.default.temporaryDirectory.appending(path: "pooler-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        let ini = """
            [databases]
            * = host=\(server.folder) port=\(server.port) user=postgres
            [pgbouncer]
            listen_addr =
            listen_port = 6432
            unix_socket_dir = \(folder.path)
            auth_type = any
            pool_mode = transaction
            default_pool_size = 3
            logfile = \(folder.path)/log
            ignore_startup_parameters = extra_float_digits,options
            """
        try ini.write(to: folder.appending(path: "ini"), atomically: true, encoding: .utf8)
        process = Process()
        // Like the server, pgbouncer refuses to run as root.
        let isRoot = getuid() == 0
        process.executableURL = URL(fileURLWithPath: isRoot ? "/usr/sbin/runuser" : binary)
        process.arguments = (isRoot ? ["-u", "postgres", "--", binary] : []) + ["-q", folder.appending(path: "ini").path]
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// A target behind the pooler.
    func target(database: String) throws -> ConnectionTarget {
        try ConnectionTarget("host=\(folder.path) port=6432 user=postgres dbname=\(database)")
    }

    /// Ends it.
    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}

@Suite(.timeLimit(.minutes(10))) struct PoolerTests {
    @Test(
        "The queue works behind a pooler in transaction mode, by polling or with a direct address to listen at",
        .enabled(if: Pooler.binary != nil))
    func transactionMode() async throws {
        let fixture = try await QueueFixture()
        let database = try #require(try await fixture.text("SELECT current_database()"))
        let pooler = try await Pooler(try #require(Pooler.binary))
        defer { pooler.stop() }
        for listens in [false, true] {
            let queue = PostgresWorkQueue(target: try pooler.target(database: database), listenTarget: listens ? fixture.target : nil)
            let running = Task { await queue.run() }
            let worker = try await queue.register(.test("w\(listens)"))
            if listens { for await bell in queue.bells where bell == .work { break } }
            await queue.publishIdle(true, for: worker)
            let job = try await fixture.enqueue("x")
            if listens { for await bell in queue.bells where bell == .work { break } }
            await queue.publishIdle(false, for: worker)
            let claimed = try await queue.claim(upTo: 5, for: worker).jobs
            #expect(claimed.map(\.held.job) == [job])
            #expect(try await queue.tend(worker, running: claimed.map(\.held)).leaseHeld)
            #expect(try await queue.settle(claimed.map { $0.settlement(.done, ["language": "{}"]) }) == [.settled])
            #expect(
                try await fixture.number("SELECT count(*) FROM dragoman.worker_leases WHERE locked_on IS NOT NULL") == (listens ? 1 : 0))
            try await queue.deregister(worker)
            running.cancel()
            await running.value
        }
    }
}
