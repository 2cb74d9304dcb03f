import Foundation
import PostgresClient

/// W1: how fast a backlog is burnt down, against a server-side loop that has the same durable effect.
enum BurnDown {
    /// An article of 3 kB.
    static let text = String(String(repeating: "The ministers agreed on Tuesday to meet again in the capital. ", count: 60).prefix(3_000))

    /// What one round gave.
    struct Round {
        var rate = 0.0
        var walPerJob = 0.0
        var workerCPU = 0.0
        var serverCPU = 0.0
        var peakMiB = 0.0
        var rowWrites = 0.0
        var transactions = 0.0
        /// Milliseconds from the start of the process to its first claim.
        var firstClaim = 0.0
    }

    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        var ours: [Round] = []
        var bounds: [Round] = []
        var peers = try Peers(options)
        for _ in 0..<options.rounds {
            ours.append(try await dragoman(options, server, workers: 1))
            bounds.append(try await bound(options, server))
            try peers?.measure(jobs: options.jobs)
        }
        let rate = ours.map(\.rate).median
        report.line("w1", "burn-down, one worker process", rate, "jobs/s")
        report.line("w1", "bound: one server-side loop, same effect", bounds.map(\.rate).median, "jobs/s")
        report.line("w1", "ratio to bound (median of rounds)", zip(ours, bounds).map { $0.rate / $1.rate }.median, "×")
        peers?.report(ours.map(\.rate), report)
        report.line("w1", "WAL per job", ours.map(\.walPerJob).median, "bytes")
        report.line("w1", "WAL per job, bound", bounds.map(\.walPerJob).median, "bytes")
        report.line("w1", "worker CPU per 1,000 jobs", ours.map(\.workerCPU).median * 1_000, "s")
        report.line("w1", "server CPU per 1,000 jobs", ours.map(\.serverCPU).median * 1_000, "s")
        report.line("w1", "server CPU per 1,000 jobs, bound", bounds.map(\.serverCPU).median * 1_000, "s")
        report.line("w1", "row writes per job", ours.map(\.rowWrites).median, "rows")
        report.line("w1", "row writes per job, bound", bounds.map(\.rowWrites).median, "rows")
        report.line("w1", "round trips (transactions) per 1,000 jobs", ours.map(\.transactions).median * 1_000, "")
        report.line("w1", "process start to first claim", ours.map(\.firstClaim).median, "ms")
        report.line("w1", "peak memory of the worker", ours.map(\.peakMiB).max() ?? 0, "MiB")
        report.line("w1", "memory of an idle worker", try await idleMiB(options, server), "MiB")
    }

    /// What a worker holds that has had nothing to do.
    private static func idleMiB(_ options: Benchmark.Options, _ server: BenchServer) async throws -> Double {
        let url = try await server.migrated("bench_idle")
        let worker = try WorkerProcess(options.worker, on: url)
        let connection = try await Connection.open(ConnectionTarget(url))
        try await Latency.waitForWorker(connection)
        defer { worker.drain() }
        return ProcessFigures.residentMiB(worker.pid)
    }

    /// Fills a queue and lets workers drain it.
    static func dragoman(_ options: Benchmark.Options, _ server: BenchServer, workers count: Int) async throws -> Round {
        let url = try await server.migrated("bench_burn")
        let connection = try await Connection.open(ConnectionTarget(url))
        try await fill(connection, options.jobs)
        let walBefore = try await connection.number("pg_current_wal_lsn() - '0/0'::pg_lsn")
        let cpuBefore = try await server.cpuSeconds()
        let before = try await Writes.read(connection)
        let start = Date().timeIntervalSince1970
        let workers = try (0..<count).map { _ in try WorkerProcess(options.worker, on: url) }
        let looks = try await waitUntilDrained(connection)
        var round = Round()
        round.walPerJob = (try await connection.number("pg_current_wal_lsn() - '0/0'::pg_lsn") - walBefore) / Double(options.jobs)
        if let cpuBefore, let cpuAfter = try await server.cpuSeconds() { round.serverCPU = (cpuAfter - cpuBefore) / Double(options.jobs) }
        round.workerCPU = workers.map(\.cpuSeconds).reduce(0, +) / Double(options.jobs)
        round.peakMiB = workers.map(\.peakMiB).max() ?? 0
        for worker in workers { worker.drain() }
        // Sessions tell what they did when they end.
        let after = try await Writes.read(connection)
        round.rowWrites = (after.rows - before.rows) / Double(options.jobs)
        round.transactions = (after.transactions - before.transactions - Double(looks)) / Double(options.jobs)
        round.firstClaim =
            (try await connection.number("SELECT extract(epoch FROM min(started_at)) FROM dragoman.job_status") - start) * 1_000
        round.rate = Double(options.jobs) / (try await secondsOfWork(connection, options))
        await connection.close()
        try await server.drop("bench_burn")
        return round
    }

    /// From the first claim to the last settle, by the server's clock; every job's two findings must be there.
    static func secondsOfWork(_ connection: Connection, _ options: Benchmark.Options) async throws -> Double {
        let findings = try await connection.number("SELECT count(*) FROM dragoman.findings")
        guard findings == Double(2 * options.jobs) else { throw Wrong(description: "\(Int(findings)) findings for \(options.jobs) jobs") }
        return try await connection.number(
            "SELECT extract(epoch FROM max(finished_at) - min(started_at)) FROM dragoman.job_status WHERE state = 'done'")
    }

    /// Something that must not happen.
    struct Wrong: Error, CustomStringConvertible { var description: String }

    static func fill(_ connection: Connection, _ jobs: Int) async throws {
        var left = jobs
        while left > 0 {
            let count = min(left, 10_000)
            _ = try await connection.query(
                Statement(
                    """
                    SELECT count(*) FROM dragoman.enqueue_many(
                        (SELECT jsonb_agg(jsonb_build_object('body', $1::text)) FROM generate_series(1, $2::int)))
                    """, [.text(text), .int4(Int32(count))]))
            left -= count
        }
        _ = try await connection.query("VACUUM ANALYZE")
        _ = try await connection.query("CHECKPOINT")
    }

    /// Waits for the end of all jobs, and answers how often it looked.
    @discardableResult
    static func waitUntilDrained(_ connection: Connection) async throws -> Int {
        var looks = 1
        while try await connection.number("SELECT count(*) FROM (SELECT FROM dragoman.jobs LIMIT 1) j") > 0 {
            try await Task.sleep(for: .milliseconds(50))
            looks += 1
        }
        return looks
    }

    /// What a database has written so far.
    private struct Writes {
        var rows: Double
        var transactions: Double

        static func read(_ connection: Connection) async throws -> Writes {
            // A session tells its figures at most once a second, and this one then waits up to ten for more.
            try await Task.sleep(for: .seconds(1.2))
            if connection.serverVersion >= 150_000 { _ = try await connection.query("SELECT pg_stat_force_next_flush()") }
            return Writes(
                rows: try await connection.number("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"),
                transactions: try await connection.number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"))
        }
    }

    /// Claims 500, ends them, writes history and two findings each, all inside the server: nothing travels, nothing is analyzed.
    static func bound(_ options: Benchmark.Options, _ server: BenchServer) async throws -> Round {
        let url = try await server.fresh("bench_bound")
        let connection = try await Connection.open(ConnectionTarget(url))
        try await connection.run(script: BoundLoop.schema)
        _ = try await connection.query(
            Statement("INSERT INTO articles (body) SELECT $1 FROM generate_series(1, $2::int)", [.text(text), .int4(Int32(options.jobs))]))
        _ = try await connection.query("INSERT INTO jobs (article_id) SELECT article_id FROM articles")
        _ = try await connection.query("VACUUM ANALYZE")
        _ = try await connection.query("CHECKPOINT")
        let walBefore = try await connection.number("pg_current_wal_lsn() - '0/0'::pg_lsn")
        let cpuBefore = try await server.cpuSeconds()
        let before = try await Writes.read(connection)
        let start = ContinuousClock.now
        _ = try await connection.query(Statement(BoundLoop.loop))
        let elapsed = start.duration(to: .now)
        var round = Round()
        round.rate = Double(options.jobs) / (Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
        round.walPerJob = (try await connection.number("pg_current_wal_lsn() - '0/0'::pg_lsn") - walBefore) / Double(options.jobs)
        if let cpuBefore, let cpuAfter = try await server.cpuSeconds() { round.serverCPU = (cpuAfter - cpuBefore) / Double(options.jobs) }
        round.rowWrites = (try await Writes.read(connection).rows - before.rows) / Double(options.jobs)
        await connection.close()
        try await server.drop("bench_bound")
        return round
    }
}
