import Foundation
import PrivatePostgres

/// pgbouncer in transaction mode before a server.
final class Pooler: Sendable {
    /// Debian's place for it.
    static let program = "/usr/sbin/pgbouncer"
    /// Whether it is there.
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    private let process: Process
    private let folder: String

    /// Starts one that shares `size` sessions among everybody.
    init(before server: PrivatePostgres, size: Int = 2) async throws {
        folder = server.folder + "/pool-\(UInt32.random(in: 0 ... .max))"
        let settings = """
            [databases]
            * = host=\(server.folder) port=\(server.port) user=postgres
            [pgbouncer]
            listen_addr =
            listen_port = 6432
            unix_socket_dir = \(folder)
            auth_type = any
            pool_mode = transaction
            default_pool_size = \(size)
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
        let socket = folder + "/.s.PGSQL.6432"
        try await eventually("pgbouncer listens") { FileManager.default.fileExists(atPath: socket) }
    }

    /// Where to connect.
    func url(database: String) -> String { "postgresql://postgres@/\(database)?host=\(folder)&port=6432" }

    /// Ends it; not by SIGTERM, which it inherits as blocked from the threads that run tests.
    func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
