import Foundation
import PostgresClient

/// W6: a session that holds an old snapshot must not slow the claims; neither must a long queue.
enum OldSnapshot {
    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        for isHeld in [false, true] {
            let url = try await server.migrated("bench_snapshot")
            let worker = try WorkerProcess(options.worker, on: url)
            let connection = try await Connection.open(ConnectionTarget(url))
            try await Latency.waitForWorker(connection)
            let holder = try await Connection.open(ConnectionTarget(url), settings: .untouched)
            if isHeld {
                _ = try await holder.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
                _ = try await holder.query("SELECT pg_current_xact_id(), count(*) FROM dragoman.jobs")
            }
            let latencies = try await Latency.enqueue(connection, count: 800 * options.seconds, rate: 800)
            report.percentiles("w6", "800 jobs/s for \(options.seconds) s, old snapshot \(isHeld ? "held" : "absent")", latencies)
            worker.drain()
            await holder.close()
            await connection.close()
        }
        try await server.drop("bench_snapshot")
        for waiting in [10_000, 1_000_000] { try await longQueue(waiting, server, report) }
    }

    /// What claims, and the question how long the queue is, cost in front of so many waiting jobs.
    private static func longQueue(_ waiting: Int, _ server: BenchServer, _ report: Report) async throws {
        let url = try await server.migrated("bench_long")
        let connection = try await Connection.open(ConnectionTarget(url))
        try await connection.run(
            script: """
                INSERT INTO dragoman.articles (body) SELECT 'text' FROM generate_series(1, \(waiting));
                INSERT INTO dragoman.jobs (job_id, article_id, run_at) SELECT job_id, article_id, now() FROM dragoman.articles
                """)
        _ = try await connection.query("VACUUM ANALYZE")
        _ = try await connection.query("CHECKPOINT")
        let worker = try await connection.query("SELECT dragoman.register_worker('bench', '1', 'here', '{\"noop\": 1}', 2, 600, 3)")[0]
            .int8(0)
        var claims: [Double] = []
        var depths: [Double] = []
        for round in 0..<200 {
            let start = ContinuousClock.now
            _ = try await connection.query(Statement("SELECT count(*) FROM dragoman.claim($1, 25)", [.int8(worker)]))
            claims.append((start.duration(to: .now)) / .milliseconds(1))
            guard round % 10 == 0 else { continue }
            let asked = ContinuousClock.now
            _ = try await connection.query("SELECT ready FROM dragoman.depth()")
            depths.append(asked.duration(to: .now) / .milliseconds(1))
        }
        report.percentiles("w6", "claim of 25, \(waiting) waiting", claims)
        report.line("w6", "depth(), \(waiting) waiting, median", depths.median, "ms")
        await connection.close()
        try await server.drop("bench_long")
    }
}
