import Foundation
import PostgresClient

/// W2: from the commit of `enqueue` to the commit of the finding, by the server's commit timestamps.
enum Latency {
    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        for (rate, count) in [(1.0, 30), (100.0, 1_000), (2_000.0, 10_000)] {
            let url = try await server.migrated("bench_latency")
            let worker = try WorkerProcess(options.worker, on: url)
            let connection = try await Connection.open(ConnectionTarget(url))
            try await waitForWorker(connection)
            let latencies = try await enqueue(connection, count: count, rate: rate)
            report.percentiles("w2", "enqueue committed → finding committed, \(Int(rate))/s", latencies)
            if rate < 1_000 { report.line("w2", "SELECT 1 after as much rest, p50", try await roundTrips(connection, rate).median, "ms") }
            worker.drain()
            await connection.close()
        }
        try await server.drop("bench_latency")
    }

    /// Milliseconds of the least that a client can ask for, at the same pace: what waking up costs on this machine.
    private static func roundTrips(_ connection: Connection, _ rate: Double) async throws -> [Double] {
        var trips: [Double] = []
        for _ in 0..<(rate < 10 ? 10 : 200) {
            try await Task.sleep(for: .seconds(1 / rate))
            let start = ContinuousClock.now
            _ = try await connection.query("SELECT 1")
            trips.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return trips
    }

    /// The worker has registered, and had the time to fall asleep.
    static func waitForWorker(_ connection: Connection) async throws {
        while try await connection.number("SELECT count(*) FROM dragoman.workers") < 1 { try await Task.sleep(for: .milliseconds(20)) }
        try await Task.sleep(for: .seconds(2))
    }

    /// Enqueues at a steady rate and waits for the findings.
    ///
    /// - Returns: milliseconds per article.
    static func enqueue(_ connection: Connection, count: Int, rate: Double) async throws -> [Double] {
        try await produce(connection, count: count, rate: rate)
        try await BurnDown.waitUntilDrained(connection)
        let rows = try await connection.query(
            """
            SELECT extract(epoch FROM max(pg_xact_commit_timestamp(f.xmin)) - pg_xact_commit_timestamp(a.xmin))::float8 * 1000
            FROM dragoman.articles a JOIN dragoman.findings f USING (article_id) GROUP BY a.article_id, a.xmin
            """)
        return try rows.map { try $0.float8(0) }
    }

    /// Enqueues at a steady rate.
    static func produce(_ connection: Connection, count: Int, rate: Double) async throws {
        let start = ContinuousClock.now
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<count {
                let due = start.advanced(by: .seconds(Double(number) / rate))
                if due > .now { try await Task.sleep(until: due, clock: .continuous) }
                group.addTask { _ = try await connection.query(Statement("SELECT dragoman.enqueue($1)", [.text(BurnDown.text)])) }
            }
        }
    }
}
