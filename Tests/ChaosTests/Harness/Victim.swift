import Foundation
import Synchronization

/// A worker in a process of its own: the real program with obedient analyzers.
///
/// ```swift
/// let victim = try Victim(on: arena.url, ["DRAGOMAN_LEASE": "2s"])
/// try await victim.said("registered")
/// victim.send(SIGKILL)
/// ```
final class Victim: Sendable {
    /// How a process ended.
    enum Ending: Equatable { case exited(Int32), killed(by: Int32) }

    /// Its process id.
    let pid: pid_t
    /// What its reader saw.
    private let state = Mutex(State())

    /// What its reader saw.
    private struct State {
        /// Lines of standard error.
        var lines: [String] = []
        /// How it ended; `nil` while it lives.
        var ending: Ending?
    }

    /// Those that live. A storm that fails leaves its workers to the end of this process.
    private static let living: Mutex<Set<pid_t>> = {
        atexit { for pid in Victim.living.withLock({ $0 }) { kill(pid, SIGKILL) } }
        return Mutex([])
    }()

    /// The program under test, beside this one.
    static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("TestWorker").path

    /// Starts a worker on a database.
    ///
    /// - Parameters:
    ///   - settings: variables, over those that suit a test: a short poll, probes on a free port.
    ///   - verb: the command line.
    ///   - wrapper: a program that ends in an `exec` of what follows.
    init(on url: String, _ settings: [String: String] = [:], verb: [String] = ["run"], wrapper: [String] = []) throws {
        var variables = [
            "PATH": "/usr/bin:/bin", "DATABASE_URL": url, "DRAGOMAN_ANALYZERS": "obedient", "DRAGOMAN_LOG_FORMAT": "json",
            "DRAGOMAN_POLL": "200ms", "DRAGOMAN_HTTP": "127.0.0.1:0", "SWIFT_BACKTRACE": "enable=no",
        ]
        variables.merge(settings) { $1 }
        // Sockets and no pipe, because they can be made so that no other child ever inherits them.
        var pipe: [Int32] = [0, 0]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pipe) == 0 else {
            throw POSIXError(.EMFILE)
        }
        pid = try Self.spawn(wrapper + [Self.program] + verb, variables, errors: pipe[1])
        close(pipe[1])
        _ = Self.living.withLock { $0.insert(pid) }
        let output = pipe[0]
        Thread.detachNewThread { @Sendable [self] in follow(output) }
    }

    /// Sends it a signal, unless it has ended: its number may be another's by then.
    func send(_ signal: Int32) { if ending == nil { kill(pid, signal) } }

    /// All it has said.
    var log: [String] { state.withLock(\.lines) }

    /// How it ended; `nil` while it lives.
    var ending: Ending? { state.withLock(\.ending) }

    /// Waits for its end.
    @discardableResult
    func ended() async throws -> Ending {
        try await eventually("the worker ends", otherwise: { tail }) { ending != nil }
        return ending ?? .exited(-1)
    }

    /// Waits for a line with `text`, the `count`th of them, and answers it.
    @discardableResult
    func said(_ text: String, times count: Int = 1) async throws -> String {
        var found: [String] = []
        try await eventually("the worker says \(text)", otherwise: { tail }) {
            found = log.filter { $0.contains(text) }
            return found.count >= count || ending != nil
        }
        guard found.count >= count else {
            throw NeverHappened(description: "The worker ended with \(try await ended()) before it said \(text). \(tail)")
        }
        return found[count - 1]
    }

    /// The end of its log, for messages.
    var tail: String { "Its log ends:\n" + log.suffix(12).joined(separator: "\n") }

    /// SIGTERM, and how it ends.
    @discardableResult
    func drain() async throws -> Ending {
        send(SIGTERM)
        return try await ended()
    }

    /// Where its probes are answered.
    func probes() async throws -> Int {
        let line = try await said("\"http\":\":")
        let digits = line.split(separator: "\"http\":\":").last?.prefix { $0.isNumber } ?? ""
        return Int(digits) ?? 0
    }

    /// Reads its standard error to the end, and then how it ended. On a thread of its own.
    private func follow(_ output: Int32) {
        var rest: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            rest += buffer[..<count]
            guard let last = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            let lines = rest[..<last].split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            rest.removeSubrange(...last)
            state.withLock { $0.lines += lines }
        }
        close(output)
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        _ = Self.living.withLock { $0.remove(pid) }
        let signal = status & 0x7f
        state.withLock { $0.ending = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(by: signal) }
    }

    /// Starts a program with no signal blocked or ignored, whatever this process does with its own: Foundation's `Process` would
    /// hand down the mask of the thread that happens to call it.
    static func spawn(_ command: [String], _ variables: [String: String], errors: Int32) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = unsafe command.map { unsafe strdup($0) } + [nil]
        var pairs: [UnsafeMutablePointer<CChar>?] = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (words + pairs).forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let code = unsafe posix_spawnp(&pid, command[0], &actions, &attributes, &words, &pairs)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
        return pid
    }
}
