/// Makes sense of libpq's account of a connection that could not be had.
///
/// The account is verbose, so that it has SQLSTATEs, which do not depend on the server's language: `connection to server at "db" …
/// failed: FATAL:  28P01: password authentication failed for user "x"`, then a line `LOCATION: …`. Several hosts, several such.
enum ConnectFailure {
    /// The error to throw, with what to do about it.
    static func error(from account: String) -> PostgresError {
        var state: SQLState?
        let lines = account.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }.map { line in
            let (text, code) = withoutState(String(line))
            state = code ?? state
            return text.trimmingSpaces
        }
        let text = lines.joined(separator: "; ")
        let (code, advice) = judge(text, state)
        return PostgresError(code, "\(lead(code)): \(text). \(advice)", sqlState: state)
    }

    /// A line without its SQLSTATE, and the SQLSTATE.
    private static func withoutState(_ line: String) -> (String, SQLState?) {
        // `FATAL:  28P01: password …`: five characters between a severity's two spaces and a colon.
        guard let start = line.utf8.firstRange(of: ":  ".utf8)?.upperBound else { return (line, nil) }
        let candidate = line.utf8[start...].prefix(7)
        guard candidate.count == 7, candidate.suffix(2).elementsEqual(": ".utf8),
            candidate.prefix(5).allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        else { return (line, nil) }
        let state = SQLState(rawValue: String(decoding: candidate.prefix(5), as: UTF8.self))
        return (String(line[..<start]).dropLast() + String(line[candidate.endIndex...]), state)
    }

    /// How the sentence begins.
    private static func lead(_ code: PostgresError.Code) -> String {
        switch code {
        case .authentication: "PostgreSQL refused the user name or the password"
        case .readOnly: "PostgreSQL is read-only"
        default: "No connection to PostgreSQL"
        }
    }

    /// What kind of trouble it is, and what helps.
    private static func judge(_ text: String, _ state: SQLState?) -> (PostgresError.Code, String) {
        switch state {
        case .some(.invalidPassword):
            return (.authentication, "Check user and password in the connection string, PGPASSWORD or ~/.pgpass.")
        case .some(let state) where state.category == "28":
            return (.authentication, "Check the user's name, that it may log in, and the server's pg_hba.conf.")
        case .some(.invalidCatalogName): return (.connectionFailed, "Create the database (createdb), or name another.")
        case .some(.tooManyConnections): return (.connectionFailed, "Raise max_connections or the limit of the role, or run fewer clients.")
        case .some(.cannotConnectNow): return (.connectionFailed, "It is starting or stopping: it is tried again.")
        default: break
        }
        // libpq's own words, never translated unless a program calls setlocale.
        if text.contains("session is read-only") || text.contains("hot standby mode") {
            return (.readOnly, "Point the connection string at the primary server.")
        }
        if text.contains("no password supplied") {
            return (.authentication, "Give a password in the connection string, PGPASSWORD or ~/.pgpass.")
        }
        if text.contains("does not support SSL") {
            return (.connectionFailed, "The server offers no TLS: enable it there, or relax sslmode.")
        }
        if text.contains("certificate") || text.contains("SSL error") {
            return (.connectionFailed, "Check sslmode, sslrootcert and the server's certificate.")
        }
        if text.contains("could not translate host name") { return (.connectionFailed, "Check the host's name.") }
        return (.connectionFailed, "Check that the server runs and that host and port are right.")
    }
}

extension String {
    /// Without spaces and tabs at either end.
    fileprivate var trimmingSpaces: String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(drop(while: blank).reversed().drop(while: blank).reversed())
    }
}
