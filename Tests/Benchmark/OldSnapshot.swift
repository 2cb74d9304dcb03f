import Foundation
import PostgresClient

/// W6, first half: sessions that hold old snapshots must slow neither claims nor settlements, however long they stay.
enum OldSnapshot {
    /// Jobs a second: far from what the worker can do, so that only waiting shows.
    private static let rate = 800.0

    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        var undisturbed = 0.0
        for isHeld in [false, true] {
            let seconds = isHeld ? options.seconds : min(options.seconds, 60)
            let name = isHeld ? "old snapshots held" : "undisturbed"
            let pickups = try await run(options, seconds, isHeld: isHeld, server)
            let rate = Double(pickups.count) / Double(seconds)
            if !isHeld { undisturbed = rate }
            report.line("w6", "done a second of \(Int(Self.rate)) for \(seconds) s, \(name)", rate, "jobs/s")
            if isHeld { report.line("w6", "ratio of the two rates", rate / undisturbed, "×") }
            report.percentiles("w6", "enqueue committed → claimed, \(name)", pickups)
            guard isHeld else { continue }
            for fifth in 0..<5 {
                let part = Array(pickups[(pickups.count * fifth / 5)..<(pickups.count * (fifth + 1) / 5)])
                report.line("w6", "enqueue committed → claimed, fifth \(fifth + 1) of the time, p50", part.median, "ms")
                report.line("w6", "enqueue committed → claimed, fifth \(fifth + 1) of the time, p99", part.percentile(0.99), "ms")
            }
        }
        try await server.drop("bench_snapshot")
    }

    /// One worker and a steady stream of jobs.
    ///
    /// - Returns: milliseconds from the commit of `enqueue` to the claim, for each job that was done in time, in the order of enqueuing.
    private static func run(_ options: Benchmark.Options, _ seconds: Int, isHeld: Bool, _ server: BenchServer) async throws -> [Double] {
        let url = try await server.migrated("bench_snapshot")
        let connection = try await Connection.open(ConnectionTarget(url))
        let holder = try await Connection.open(ConnectionTarget(url), settings: .untouched)
        if isHeld, options.dead > 0 {
            _ = try await holder.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
            _ = try await holder.query("SELECT pg_current_xact_id()")
            try await leaveDead(options.dead, connection)
        }
        let worker = try WorkerProcess(options.worker, on: url)
        defer { worker.drain() }
        try await Latency.waitForWorker(connection)
        try await withThrowingTaskGroup(of: Void.self) { group in
            if isHeld {
                group.addTask { try await hold(url, for: .seconds(seconds + 60)) }
                let length = Duration.seconds(min(120, max(1, seconds / 3)))
                for reader in 0..<3 {
                    group.addTask {
                        try await Task.sleep(for: length * reader / 3)
                        while true { try await hold(url, for: length) }
                    }
                }
            }
            try await Task.sleep(for: .milliseconds(200))
            try await Latency.produce(connection, count: Int(rate) * seconds, rate: rate)
            group.cancelAll()
            do { try await group.waitForAll() } catch is CancellationError {}
        }
        try await Task.sleep(for: .milliseconds(500))
        let rows = try await connection.query(
            """
            SELECT (extract(epoch FROM h.started_at - pg_xact_commit_timestamp(a.xmin)) * 1000)::float8
            FROM dragoman.articles a JOIN dragoman.history_done h USING (article_id) ORDER BY a.article_id
            """)
        await connection.close()
        await holder.close()
        return try rows.map { try $0.float8(0) }
    }

    /// Leaves rows of finished jobs that the old snapshot keeps, as many as a while at this rate would: two a job.
    private static func leaveDead(_ rows: Int, _ connection: Connection) async throws {
        _ = try await connection.query(Statement("SELECT count(*) FROM dragoman.enqueue_texts(array_fill('x'::text, ARRAY[\(rows / 2)]))"))
        for statement in [
            "UPDATE dragoman.jobs SET state = 2", "DELETE FROM dragoman.jobs", "TRUNCATE dragoman.articles", "ANALYZE dragoman.jobs",
        ] {
            _ = try await connection.query(Statement(statement))
        }
    }

    /// A session in a transaction that has an id and a snapshot, for a while or until cancelled.
    private static func hold(_ url: String, for time: Duration) async throws {
        let holder = try await Connection.open(ConnectionTarget(url), settings: .untouched)
        _ = try await holder.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
        _ = try await holder.query("SELECT pg_current_xact_id(), count(*) FROM dragoman.jobs")
        let isCancelled = (try? await Task.sleep(for: time)) == nil
        await holder.close()
        if isCancelled { throw CancellationError() }
    }
}
