/// Settings of the session that a program depends on, set after connecting, so that what an administrator set for the role or the
/// database (a short `statement_timeout`, `default_transaction_isolation`, `idle_session_timeout` …) cannot break it.
///
/// Only direct connections get them. Behind a pooler in transaction mode a session belongs to nobody.
public struct SessionSettings: Sendable, Equatable {
    /// The longest one statement may take; zero for no limit, `nil` to leave it as it is.
    public var statementTimeout: Duration?
    /// The longest a statement may wait for a lock; zero for no limit, `nil` to leave it as it is.
    public var lockTimeout: Duration?
    /// The longest a transaction may stay open doing nothing; zero for no limit, `nil` to leave it as it is.
    public var idleInTransactionTimeout: Duration?
    /// Anything else by its name: `["plan_cache_mode": "force_custom_plan"]`.
    public var others: [String: String]

    /// Settings that suit short statements.
    public init(
        statementTimeout: Duration? = .seconds(60), lockTimeout: Duration? = .seconds(20),
        idleInTransactionTimeout: Duration? = .seconds(60),
        others: [String: String] = [:]
    ) {
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
        self.others = others
    }

    /// Leaves everything as the server has it.
    public static let untouched = SessionSettings(statementTimeout: nil, lockTimeout: nil, idleInTransactionTimeout: nil)

    /// Names and values for `set_config`, for a server of this version.
    func values(serverVersion: Int) -> [(name: String, value: String)] {
        guard self != .untouched else { return [] }
        var values = ["default_transaction_isolation": "read committed", "default_transaction_deferrable": "off"]
        // Since 14: would end a connection that only listens.
        if serverVersion >= 140_000 { values["idle_session_timeout"] = "0" }
        if let statementTimeout { values["statement_timeout"] = milliseconds(statementTimeout) }
        if let lockTimeout { values["lock_timeout"] = milliseconds(lockTimeout) }
        if let idleInTransactionTimeout { values["idle_in_transaction_session_timeout"] = milliseconds(idleInTransactionTimeout) }
        values.merge(others) { _, mine in mine }
        return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// PostgreSQL counts timeouts in milliseconds, and takes 0 for none: what is shorter than one counts as one.
    private func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let value = min(max(seconds, 0), 2_000_000) * 1000 + attoseconds / 1_000_000_000_000_000
        return duration > .zero ? "\(max(1, value))ms" : "0"
    }
}
