internal import CLibpq

/// Where and as whom to connect: what libpq's connection strings, URIs, service files and `PG*` variables can say.
///
/// ```swift
/// let target = try ConnectionTarget("postgresql://dragoman@db1,db2/news?target_session_attrs=read-write", applicationName: "dragoman")
/// ```
public struct ConnectionTarget: Sendable, Hashable, CustomStringConvertible {
    /// What the connection string itself says, by libpq's keywords.
    private(set) var options: [String: String]
    /// Shown in `pg_stat_activity` unless the string or `PGAPPNAME` names another.
    public var applicationName: String?
    /// How long each host gets, unless the string says `connect_timeout`.
    public var connectTimeout: Duration

    /// A target from a connection string or URI; an empty one leaves everything to the `PG*` variables and libpq's defaults.
    ///
    /// - Throws: ``PostgresError`` with the code `invalidTarget`.
    public init(
        _ connectionString: String = "", applicationName: String? = nil, connectTimeout: Duration = .seconds(10)
    ) throws(PostgresError) {
        options = try ConnectionString.parse(connectionString)
        self.applicationName = applicationName
        self.connectTimeout = connectTimeout
    }

    /// The same server and user, another database.
    public func with(database: String) -> ConnectionTarget {
        var copy = self
        copy.options["dbname"] = database
        return copy
    }

    /// What to hand to libpq: the string's own words first, then ours where it is silent.
    var parameters: [(keyword: String, value: String)] {
        var merged = options
        for (keyword, value) in Self.defaults where merged[keyword] == nil { merged[keyword] = value }
        // Rows are decoded as UTF-8, so this one is not the string's to say.
        merged["client_encoding"] = "UTF8"
        if let applicationName { merged["fallback_application_name"] = applicationName }
        return merged.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// A dead peer is noticed in about 25 s when idle, in 15 s when data is under way; Linux alone would take two hours.
    private static let defaults = [
        "keepalives": "1", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "15000",
    ]

    /// Server, database and user as far as the string names them; never a password.
    public var description: String {
        let shown = ["host", "hostaddr", "port", "dbname", "user", "service", "sslmode", "target_session_attrs"]
        let words = shown.compactMap { keyword in options[keyword].map { "\(keyword)=\($0)" } }
        return words.isEmpty ? "the server named by the PG* variables" : words.joined(separator: " ")
    }
}

/// libpq's own parser of connection strings.
enum ConnectionString {
    /// Keywords and values that `string` names.
    static func parse(_ string: String) throws(PostgresError) -> [String: String] {
        if string.utf8.contains(0) { throw PostgresError(.invalidTarget, "The connection string contains a NUL character.") }
        var complaint: UnsafeMutablePointer<CChar>?
        guard let first = unsafe PQconninfoParse(string, &complaint) else {
            let text = unsafe complaint.map { unsafe String(cString: $0) } ?? "out of memory"
            unsafe PQfreemem(complaint)
            throw PostgresError(
                .invalidTarget,
                "The connection string cannot be understood: \(withoutSecrets(text)). "
                    + "Write it as postgresql://user@host:port/database or as host=… port=… dbname=… user=….")
        }
        defer { unsafe PQconninfoFree(first) }
        return unsafe values(first)
    }

    /// The options that have a value, of a list that ends with a null keyword.
    @unsafe
    static func values(_ first: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var values: [String: String] = [:]
        var option = unsafe first
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val { unsafe values[String(cString: keyword)] = unsafe String(cString: value) }
            unsafe option += 1
        }
        return values
    }

    /// libpq's complaint, without what it quotes: that can be any part of the string, a password too. Names of options are kept.
    static func withoutSecrets(_ complaint: String) -> String {
        let text = complaint.split(separator: "\n").joined(separator: " ")
        if text.hasPrefix("invalid connection option") || text.hasPrefix("invalid URI query parameter") { return text }
        guard let quote = text.utf8.firstIndex(of: UInt8(ascii: "\"")) else { return text }
        let head = String(text[..<quote])
        let tail = text.utf8.lastIndex(of: UInt8(ascii: "\"")).map { String(text[text.utf8.index(after: $0)...]) } ?? ""
        return head + "\"…\"" + tail
    }
}
