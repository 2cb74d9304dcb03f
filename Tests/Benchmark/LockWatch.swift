import PostgresClient

/// Looks every few milliseconds who waits for whose lock.
struct LockWatch {
    /// The longest wait seen, in milliseconds.
    private(set) var longest = 0.0
    /// How often somebody waited when it looked, and how often it looked.
    private(set) var waits = 0, looks = 0

    /// Sessions of this database that wait for a lock of a row, page, relation or transaction, by how long; the shortest waits are not seen.
    private static let waiting: Statement = """
        SELECT coalesce(max(extract(epoch FROM clock_timestamp() - l.waitstart)) * 1000, 0)::float8
        FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE NOT l.granted AND a.datname = current_database()
        """

    /// Watches until `isOver` says so.
    static func watch(_ connection: Connection, until isOver: () async throws -> Bool) async throws -> LockWatch {
        var watch = LockWatch()
        while try await !isOver() {
            let wait = try await connection.query(waiting)[0].float8(0)
            watch.looks += 1
            if wait > 0 { watch.waits += 1 }
            watch.longest = max(watch.longest, wait)
            try await Task.sleep(for: .milliseconds(5))
        }
        return watch
    }
}
