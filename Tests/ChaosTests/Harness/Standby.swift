import Foundation
import PrivatePostgres

/// A streaming standby of a private server.
final class Standby: Sendable {
    /// Its data and its socket.
    let folder: String
    /// Its port, which is only part of the socket's name.
    let port = 5433
    /// Who runs it: the server's own user.
    private let owner: Int
    /// PostgreSQL's programs.
    private let programs: String

    /// Its connection string.
    var url: String { "postgresql://postgres@/postgres?host=\(folder)&port=\(port)" }

    /// Copies the server and starts following it.
    init(of server: PrivatePostgres) async throws {
        folder = server.folder + "/standby"
        programs = server.binaries.folder
        owner = try FileManager.default.attributesOfItem(atPath: server.folder)[.ownerAccountID] as? Int ?? 0
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.ownerAccountID: owner], ofItemAtPath: folder)
        try await run("pg_basebackup", "-d", server.connectionString(), "-D", folder + "/data", "-R", "-c", "fast")
        try await run(
            "pg_ctl", "-D", folder + "/data", "-w", "-l", folder + "/log", "-o", "-p \(port) -k \(folder) -c listen_addresses=''", "start")
    }

    /// A storm that failed leaves none behind.
    deinit {
        guard let text = try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8),
            let pid = pid_t(text.prefix { $0.isNumber })
        else { return }
        kill(pid, SIGQUIT)
    }

    /// Makes it a primary.
    func promote() async throws { try await run("pg_ctl", "-D", folder + "/data", "-w", "promote") }

    /// Ends it.
    func stop() async { try? await run("pg_ctl", "-D", folder + "/data", "-w", "-m", "immediate", "stop") }

    /// Runs one of PostgreSQL's programs to its end.
    private func run(_ program: String, _ arguments: String...) async throws {
        let drop = getuid() == 0 ? ["setpriv", "--reuid=\(owner)", "--clear-groups", "--"] : []
        let path = FileManager.default.isExecutableFile(atPath: "\(programs)/\(program)") ? "\(programs)/\(program)" : program
        // Not by Foundation's `Process`, which takes a program for running as long as the server that it started lives.
        let silence = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(silence) }
        let pid = try Victim.spawn(drop + [path] + arguments, ["PATH": "/usr/sbin:/usr/bin:/bin"], errors: silence)
        let status = await withCheckedContinuation { waiter in
            DispatchQueue.global().async { @Sendable in
                var status: Int32 = 0
                while unsafe waitpid(pid, &status, 0) < 0 && errno == EINTR {}
                waiter.resume(returning: status)
            }
        }
        guard status == 0 else { throw NeverHappened(description: "\(program) ended with the status \(status)") }
    }
}
