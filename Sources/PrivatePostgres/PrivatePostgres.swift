internal import Dispatch
internal import Glibc
internal import Synchronization

/// A PostgreSQL server of this process's own, in a temporary folder, gone with the process.
///
/// ```swift
/// let server = try await PrivatePostgres.start()
/// print("psql '\(server.connectionString(database: "postgres"))'")
/// await server.stop()
/// ```
///
/// It listens on a Unix socket in its folder, which only its own user and root can open, and trusts whoever does; its superuser is
/// `postgres`. However this process ends, the server stops and its files are removed.
public final class PrivatePostgres: Sendable {
    /// What can be chosen.
    public struct Options: Sendable {
        /// Listen on a free port of 127.0.0.1 too, where a password is asked for: other users of the machine reach it.
        public var listensOnTCP: Bool
        /// Keep committed data through a crash of the machine, which a throw-away server need not: `fsync`.
        public var isDurable: Bool
        /// More lines for `postgresql.conf`, by name: they win over this type's own.
        public var settings: [String: String]

        /// Options; without any, a server as fast as can be.
        public init(listensOnTCP: Bool = false, isDurable: Bool = false, settings: [String: String] = [:]) {
            self.listensOnTCP = listensOnTCP
            self.isDurable = isDurable
            self.settings = settings
        }
    }

    /// The folder of data, socket and log.
    public let folder: String
    /// The TCP port; also part of the socket's name.
    public let port: Int
    /// Whether it listens on TCP.
    public let listensOnTCP: Bool
    /// The superuser's password, for TCP; a new one for each server.
    public let password: String
    /// The server's programs.
    public let binaries: ServerBinaries
    /// Who runs it.
    private let guardian: Guardian
    /// One order at a time.
    private let orders = Mutex(())

    /// A server that its guardian is about to make.
    private init(folder: String, port: Int, password: String, listensOnTCP: Bool, binaries: ServerBinaries, guardian: Guardian) {
        self.folder = folder
        self.port = port
        self.password = password
        self.listensOnTCP = listensOnTCP
        self.binaries = binaries
        self.guardian = guardian
    }

    /// Makes a server and starts it, in about a second.
    ///
    /// - Throws: ``PrivatePostgresError`` that says what to do.
    public static func start(_ options: Options = Options()) async throws -> PrivatePostgres {
        try await Self.onThread { () throws(PrivatePostgresError) in try startBlocking(options) }
    }

    /// The same, blocking.
    private static func startBlocking(_ options: Options) throws(PrivatePostgresError) -> PrivatePostgres {
        let binaries = try ServerBinaries.find()
        let user = try ServerUser.choose()
        let root = ServerBinaries.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        Leftovers.remove(in: root)
        let folder = try Folder.make("\(root)/\(Leftovers.prefix)\(getpid())-XXXXXX")
        // A socket's path has at most 107 bytes.
        guard folder.utf8.count < 85 else {
            _ = unsafe rmdir(folder)
            throw PrivatePostgresError("The folder \(folder) has too long a name for a socket: set TMPDIR to a shorter one.")
        }
        let port = options.listensOnTCP ? try Socket.freePort() : 5432
        try Settings.write(options, port: port, folder: folder)
        let password = String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
        try Folder.write(password + "\n", to: "\(folder)/password")
        try user.own(folder)
        let guardian = try Guardian(binaries, folder: folder, user: user)
        let server = PrivatePostgres(
            folder: folder, port: port, password: password, listensOnTCP: options.listensOnTCP, binaries: binaries, guardian: guardian)
        guard try guardian.answer() else {
            let log = Folder.tail(of: "\(folder)/log") + Folder.tail(of: "\(folder)/initdb.log")
            guardian.finish()
            throw PrivatePostgresError("The private PostgreSQL did not start. Its log ends: \(log)")
        }
        return server
    }

    /// A URI for libpq and most other clients, over the Unix socket.
    public func connectionString(database: String = "postgres", user: String = "postgres") -> String {
        "postgresql://\(Self.percentEncoded(user))@/\(Self.percentEncoded(database))?host=\(folder)&port=\(port)"
    }

    /// A URI over TCP; `nil` when it does not listen there.
    public func tcpConnectionString(database: String = "postgres", user: String = "postgres", password: String? = nil) -> String? {
        guard listensOnTCP else { return nil }
        let secret = Self.percentEncoded(password ?? self.password)
        return "postgresql://\(Self.percentEncoded(user)):\(secret)@127.0.0.1:\(port)/\(Self.percentEncoded(database))"
    }

    /// Restarts it: `immediate` as a crash would, otherwise politely cutting sessions off.
    public func restart(immediate: Bool = false) async throws { try await order(immediate ? "immediate" : "fast") }

    /// Stops it, keeping its data: an outage.
    public func shutDown() async throws { try await order("stop") }

    /// Starts it again after ``shutDown()``.
    public func startAgain() async throws { try await order("start") }

    /// Stops it for good and removes its files.
    public func stop() async { await Self.onThread { [guardian] in guardian.finish() } }

    /// The end of the server's log.
    public var logTail: String { Folder.tail(of: "\(folder)/log") }

    /// Gives an order to the guardian.
    private func order(_ word: String) async throws {
        let done = try await Self.onThread { [self] () throws(PrivatePostgresError) in
            try orders.withLock { _ throws(PrivatePostgresError) in try guardian.give(word) }
        }
        guard done else { throw PrivatePostgresError("The private PostgreSQL failed to \(word). Its log ends: \(logTail)") }
    }

    /// Runs what blocks away from the cooperative pool.
    static func onThread<Value: Sendable, Failure: Error>(_ work: @escaping @Sendable () throws(Failure) -> Value) async throws(Failure)
        -> Value
    {
        let result: Result<Value, Failure> = await withCheckedContinuation { waiter in
            DispatchQueue.global().async { @Sendable in waiter.resume(returning: Result(catching: work)) }
        }
        return try result.get()
    }

    /// A word as a URI spells it.
    static func percentEncoded(_ word: String) -> String {
        var encoded = ""
        for byte in word.utf8 {
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
            let hex = String(byte, radix: 16, uppercase: true)
            encoded += isPlain ? String(UnicodeScalar(byte)) : "%" + (hex.utf8.count == 1 ? "0" : "") + hex
        }
        return encoded
    }
}
