import PostgresClient

/// W6, second half: claims, and the question how long the queue is, in front of many waiting jobs and behind many finished ones.
enum LongQueue {
    static func measure(_ server: BenchServer, _ report: Report) async throws {
        let short = try await claims(waiting: 10_000, finished: 0, server, report)
        let long = try await claims(waiting: 1_000_000, finished: 10_000_000, server, report)
        report.line("w6", "claim p99, long queue against short", long.percentile(0.99) / short.percentile(0.99), "×")
    }

    /// Times 400 claims of 25.
    ///
    /// - Returns: milliseconds per claim.
    private static func claims(waiting: Int, finished: Int, _ server: BenchServer, _ report: Report) async throws -> [Double] {
        let url = try await server.migrated("bench_long")
        let connection = try await Connection.open(ConnectionTarget(url), settings: .untouched)
        try await connection.run(
            script: """
                INSERT INTO dragoman.articles (body) SELECT 'text' FROM generate_series(1, \(waiting));
                INSERT INTO dragoman.jobs (job_id, article_id, run_at) SELECT job_id, article_id, now() FROM dragoman.articles;
                INSERT INTO dragoman.history_done (job_id, article_id, run_at, enqueued_at, started_at, finished_at, token, worker, priority,
                                                   analyzers, attempt, max_attempts, crashes)
                SELECT -n, -n, now(), now(), now(), now(), n, 1, 0, 0, 1, 5, 0 FROM generate_series(1, \(finished)) n
                """)
        _ = try await connection.query("VACUUM ANALYZE")
        _ = try await connection.query("CHECKPOINT")
        let worker = try await connection.query("SELECT dragoman.register_worker('bench', '1', 'here', '{\"noop\": 1}', 2, 600, 3)")[0]
            .int8(0)
        var claims: [Double] = []
        var depths: [Double] = []
        for round in 0..<400 {
            let start = ContinuousClock.now
            _ = try await connection.query(Statement("SELECT count(*) FROM dragoman.claim($1, 25)", [.int8(worker)]))
            claims.append(start.duration(to: .now) / .milliseconds(1))
            guard round % 10 == 0 else { continue }
            let asked = ContinuousClock.now
            _ = try await connection.query("SELECT ready FROM dragoman.depth()")
            depths.append(asked.duration(to: .now) / .milliseconds(1))
        }
        let name = "\(waiting) waiting, \(finished) finished"
        report.percentiles("w6", "claim of 25, \(name)", claims)
        report.line("w6", "depth(), \(name), median", depths.median, "ms")
        await connection.close()
        try await server.drop("bench_long")
        return claims
    }
}
