internal import Glibc

/// Where PostgreSQL's server programs are on this machine.
public struct ServerBinaries: Sendable, Equatable {
    /// The folder with `initdb`, `pg_ctl` and `postgres`.
    public var folder: String

    /// The folder `DRAGOMAN_PG_BIN` names, or else the first of `PATH`, or else Debian's newest.
    ///
    /// - Throws: ``PrivatePostgresError`` that says what to install.
    public static func find(in environment: [String: String] = Self.environment) throws(PrivatePostgresError) -> ServerBinaries {
        if let named = environment["DRAGOMAN_PG_BIN"], !named.isEmpty {
            guard isComplete(named) else {
                throw PrivatePostgresError("DRAGOMAN_PG_BIN names \(named), but initdb, pg_ctl and postgres are not there.")
            }
            return ServerBinaries(folder: named)
        }
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        if let folder = (path + debianFolders()).first(where: isComplete) { return ServerBinaries(folder: folder) }
        throw PrivatePostgresError(
            "PostgreSQL's server programs were not found in PATH or /usr/lib/postgresql. Install them (Debian: apt-get install postgresql), "
                + "or name their folder in DRAGOMAN_PG_BIN.")
    }

    /// Where `psql` is: beside the server's programs, or beside what they are links to, or else wherever PATH finds it.
    var psql: String {
        var folders = [folder]
        if let real = unsafe realpath("\(folder)/postgres", nil) {
            folders.append(String((unsafe String(cString: real)).split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }))
            unsafe free(real)
        }
        return folders.map { "\($0)/psql" }.first { unsafe access($0, X_OK) == 0 } ?? "psql"
    }

    /// Whether the folder has all that is needed.
    private static func isComplete(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres"].allSatisfy { unsafe access("\(folder)/\($0)", X_OK) == 0 }
    }

    /// `/usr/lib/postgresql/17/bin`, `…/15/bin`: the newest version first.
    private static func debianFolders() -> [String] {
        Folder.names(in: "/usr/lib/postgresql").compactMap { Int($0) }.sorted(by: >).map { "/usr/lib/postgresql/\($0)/bin" }
    }

    /// The process's environment, as far as it matters here.
    public static var environment: [String: String] {
        var found: [String: String] = [:]
        for name in ["DRAGOMAN_PG_BIN", "PATH", "TMPDIR"] {
            if let value = unsafe getenv(name) { found[name] = unsafe String(cString: value) }
        }
        return found
    }
}

/// Why a private server could not be had, and what to do.
public struct PrivatePostgresError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One or two sentences.
    public var message: String
    /// An error with this to say.
    public init(_ message: String) { self.message = message }
    /// The message.
    public var description: String { message }
}
