internal import Glibc

/// A program whose standard input and output are one channel to us.
struct ChildProcess {
    /// Its process id.
    var pid: pid_t
    /// Writes to its standard input and reads its standard output. A socket and no pipe, because it can be made so that no other child
    /// ever inherits it: one that did would keep the program's input open after our end.
    var channel: Int32

    /// Starts `command[0]`, looked up in PATH, in a session of its own, with no other file of ours open.
    static func spawn(_ command: [String]) throws(PrivatePostgresError) -> ChildProcess {
        let (ours, theirs) = try channel()
        defer { close(theirs) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, theirs, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, theirs, 1)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // Our caller may block or ignore signals, which would be inherited.
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        let newSession: Int16 = 0x80
        unsafe posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var words: [UnsafeMutablePointer<CChar>?] = unsafe command.map { unsafe strdup($0) }
        defer { unsafe words.forEach { unsafe free($0) } }
        unsafe words.append(nil)
        var pid: pid_t = 0
        let code = unsafe posix_spawnp(&pid, command[0], &actions, &attributes, words, environ)
        guard code == 0 else {
            close(ours)
            throw PrivatePostgresError("\(command[0]) could not be started: \(unsafe String(cString: strerror(code))).")
        }
        return ChildProcess(pid: pid, channel: ours)
    }

    /// Runs `command` to its end, and answers its exit status; blocks.
    static func status(of command: [String]) throws(PrivatePostgresError) -> Int32 {
        let process = try spawn(command)
        shutdown(process.channel, Int32(SHUT_WR))
        while readLine(from: process.channel) != nil {}
        close(process.channel)
        var status: Int32 = 0
        while unsafe waitpid(process.pid, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Two sockets that are connected with each other.
    private static func channel() throws(PrivatePostgresError) -> (ours: Int32, theirs: Int32) {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw PrivatePostgresError("No socket could be made: \(Folder.reason()).")
        }
        return (ends[0], ends[1])
    }

    /// Writes all of `text`; `false` when nobody reads any more.
    static func write(_ text: String, to channel: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { unsafe send(channel, $0.baseAddress! + done, $0.count - done, Int32(MSG_NOSIGNAL)) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    /// The next line, without its end; `nil` when there is none.
    static func readLine(from file: Int32) -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(file, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
    }
}
