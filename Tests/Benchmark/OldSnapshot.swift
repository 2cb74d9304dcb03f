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
    }
}
