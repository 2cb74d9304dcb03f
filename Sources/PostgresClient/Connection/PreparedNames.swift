/// Which statements are prepared on a connection, and under which names.
struct PreparedNames {
    /// How to send a statement.
    enum Plan: Equatable {
        /// It is prepared: by name.
        case execute(String)
        /// First time: prepare it under this name, then execute it by it.
        case prepare(String)
        /// Without a name.
        case unnamed
    }

    /// Names by the SQL they stand for.
    private var names: [String: String] = [:]
    /// Names in use, so that two texts with one hash never share one.
    private var taken: Set<String> = []
    /// The server lost or had names of its own: somebody between us and it multiplexes sessions.
    private var isGivenUp = false
    /// Each costs the server memory for the connection's life; programs have dozens.
    private static let most = 500

    /// How to send `sql`; counts it as prepared from now on, as what is sent later executes later.
    mutating func plan(_ sql: String) -> Plan {
        if isGivenUp { return .unnamed }
        if let name = names[sql] { return .execute(name) }
        let name = Self.name(of: sql)
        guard names.count < Self.most, !taken.contains(name) else { return .unnamed }
        names[sql] = name
        taken.insert(name)
        return .prepare(name)
    }

    /// The server refused to prepare it.
    mutating func preparationFailed(_ sql: String) {
        guard let name = names.removeValue(forKey: sql) else { return }
        taken.remove(name)
    }

    /// The server does not know the name, or knew it before us. A statement sent behind one whose preparation failed meets the former
    /// too: then the name is forgotten already, and it says nothing about the connection.
    mutating func nameWasWrong(_ sql: String) {
        if names[sql] != nil { isGivenUp = true }
    }

    /// The plan behind the name is stale beyond repair: the next time under another name would do, without one does too.
    mutating func planIsStale(_ sql: String) {
        // The name stays taken: on the server it still stands for the old plan.
        names.removeValue(forKey: sql)
    }

    /// A name from the text's 64-bit FNV-1a hash: equal texts have equal names in every process, which helps reading `pg_prepared_statements`.
    static func name(of sql: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return "s" + String(hash, radix: 36)
    }
}
