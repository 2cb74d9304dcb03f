import Foundation
import Synchronization

/// The programs this package builds, run as a user would run them.
struct Binary {
    /// Where it is.
    let url: URL

    /// The command line with every analyzer.
    static let dragoman = Binary(named: "dragoman")
    /// A worker that does what its articles say.
    static let testWorker = Binary(named: "TestWorker")

    private init(named name: String) {
        // Beside this test bundle, wherever the build folder is.
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folders = [bundle, own, root.appending(path: ".build/debug"), root.appending(path: ".build/release")]
        url = folders.map { $0.appending(path: name) }.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? folders[0]
    }

    /// What a run ended with.
    struct Result: Sendable {
        /// The exit code, or 128 and the signal's number.
        var code: Int32
        /// What it said.
        var output: String, errors: String

        /// The lines of the output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs a script of bash; without --norc it takes a socket at its input for a remote shell and reads the start-up file.
    static func bash(_ script: String, input: Data) async throws -> Result {
        try await RunningBinary(URL(fileURLWithPath: "/bin/bash"), ["--norc", "-c", script], ["PATH": "/usr/bin:/bin"], input).end()
    }

    /// Runs it to its end.
    func run(_ arguments: String..., database: String? = nil, environment: [String: String] = [:], input: Data = Data()) async throws
        -> Result
    {
        let process = try start(arguments, database: database, environment: environment, input: input)
        return await process.end()
    }

    /// Starts it; the environment has only what is said and where programs are.
    func start(_ arguments: [String], database: String? = nil, environment: [String: String] = [:], input: Data = Data()) throws
        -> RunningBinary
    {
        var environment = environment
        environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        environment["DATABASE_URL"] = environment["DATABASE_URL"] ?? database
        return try RunningBinary(url, arguments, environment, input)
    }
}

/// A pipe that no process started meanwhile inherits: it would keep the reader waiting for the end.
struct TestPipe: Sendable {
    /// Its ends.
    let reading: FileHandle, writing: FileHandle

    init() throws {
        var ends: [CInt] = [0, 0]
        // Sockets, because Glibc shows Swift no pipe2: closing on exec must be theirs from the first moment.
        guard unsafe socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw POSIXError(.EMFILE)
        }
        reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        writing = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    }
}

/// A process that runs.
final class RunningBinary: Sendable {
    /// Its number.
    let pid: pid_t
    /// What came so far, who waits for a line, and whether it has ended.
    private let state = Mutex(State())

    /// What the threads share.
    private struct State {
        var output = Data(), errors = Data()
        var openStreams = 2
        var code: Int32?
        var waiting: [(text: String, wake: CheckedContinuation<Bool, Never>)] = []
        var ending: [CheckedContinuation<Void, Never>] = []
    }

    /// Starts the process and reads its streams on threads of their own: the cooperative pool may have two.
    init(_ url: URL, _ arguments: [String], _ environment: [String: String], _ input: Data) throws {
        let output = try TestPipe(), errors = try TestPipe(), source = try TestPipe()
        let ends = [source.reading, output.writing, errors.writing].map(\.fileDescriptor)
        pid = try Self.spawn([url.path] + arguments, environment.map { "\($0.key)=\($0.value)" }, streams: ends)
        // The child has its own: with ours open, the end would never come.
        for end in [output.writing, errors.writing, source.reading] { try end.close() }
        Thread.detachNewThread { [self] in
            var status: CInt = 0
            while unsafe waitpid(pid, &status, 0) < 0 && errno == EINTR {}
            // The low seven bits are the signal that ended it; above them is the exit code.
            change { $0.code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F }
        }
        // A program that ends without reading its input must not end the tests.
        signal(SIGPIPE, SIG_IGN)
        Thread.detachNewThread {
            try? source.writing.write(contentsOf: input)
            try? source.writing.close()
        }
        for (pipe, isOutput) in [(output, true), (errors, false)] {
            Thread.detachNewThread { [self] in
                while case let data = pipe.reading.availableData, !data.isEmpty {
                    change { if isOutput { $0.output += data } else { $0.errors += data } }
                }
                change { $0.openStreams -= 1 }
            }
        }
    }

    /// Starts a program. Foundation's `Process` learns of an end by a socket that others' children may inherit, so it is not used here.
    private static func spawn(_ words: [String], _ environment: [String], streams: [CInt]) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in streams.enumerated() { unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, CInt(number)) }
        // Signals that this process ignores would be ignored there too.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        unsafe sigfillset(&defaults)
        unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        let variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let failure = unsafe posix_spawn(&pid, words[0], &actions, &attributes, arguments, variables)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
        return pid
    }

    /// Sends a signal.
    func send(_ number: Int32) { _ = kill(pid, number) }

    /// Waits until it has said `text` on standard error; `false` when it ended without.
    func says(_ text: String) async -> Bool {
        await withCheckedContinuation { wake in change { $0.waiting.append((text, wake)) } }
    }

    /// What it has said on standard error so far.
    var said: String { state.withLock { String(decoding: $0.errors, as: UTF8.self) } }

    /// Waits for its end.
    func end() async -> Binary.Result {
        await withCheckedContinuation { wake in change { $0.ending.append(wake) } }
        return state.withLock {
            Binary.Result(
                code: $0.code ?? -1, output: String(decoding: $0.output, as: UTF8.self), errors: String(decoding: $0.errors, as: UTF8.self))
        }
    }

    /// Changes the state and wakes whoever waited for that.
    private func change(_ body: (inout State) -> Void) {
        let (said, ended, hasEnded) = state.withLock { state in
            body(&state)
            let hasEnded = state.code != nil && state.openStreams == 0
            let text = state.waiting.isEmpty ? "" : String(decoding: state.errors, as: UTF8.self)
            let said = state.waiting.filter { hasEnded || text.contains($0.text) }.map { ($0.wake, text.contains($0.text)) }
            state.waiting.removeAll { hasEnded || text.contains($0.text) }
            let ended = hasEnded ? state.ending : []
            if hasEnded { state.ending = [] }
            return (said, ended, hasEnded)
        }
        for (wake, isSaid) in said { wake.resume(returning: isSaid) }
        if hasEnded { for wake in ended { wake.resume() } }
    }
}
