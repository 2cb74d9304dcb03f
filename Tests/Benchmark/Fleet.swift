import PostgresClient

/// W4: one, two, four, eight workers on one database.
enum Fleet {
    /// What one round gave.
    private struct Round {
        var rate = 0.0, emptyShare = 0.0, jobsPerClaim = 0.0, longestWait = 0.0, deadlocks = 0.0
    }

    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        var rounds: [Int: [Round]] = [:]
        // Counts alternate, so that the machine's moods fall on all alike.
        for _ in 0..<min(options.rounds, 3) {
            for count in [1, 2, 4, 8] { rounds[count, default: []].append(try await burn(options, server, workers: count)) }
        }
        for (count, rounds) in rounds.sorted(by: { $0.key < $1.key }) {
            let name = count == 1 ? "1 worker" : "\(count) workers"
            report.line("w4", "burn-down, \(name)", rounds.map(\.rate).median, "jobs/s")
            report.line("w4", "claims that came back empty, \(name)", rounds.map(\.emptyShare).median * 100, "%")
            report.line("w4", "jobs a claim, \(name)", rounds.map(\.jobsPerClaim).median, "jobs")
            report.line("w4", "longest wait for a lock, \(name)", rounds.map(\.longestWait).max() ?? 0, "ms")
            report.line("w4", "deadlocks, \(name)", rounds.map(\.deadlocks).reduce(0, +), "")
        }
    }

    private static func burn(_ options: Benchmark.Options, _ server: BenchServer, workers count: Int) async throws -> Round {
        let url = try await server.migrated("bench_fleet")
        let connection = try await Connection.open(ConnectionTarget(url))
        try await BurnDown.fill(connection, options.jobs)
        let addresses = (0..<count).map { _ in WorkerMetrics.address() }
        let workers = try addresses.map { try WorkerProcess(options.worker, on: url, environment: ["DRAGOMAN_HTTP": $0]) }
        let watch = try await LockWatch.watch(connection) {
            try await connection.number("SELECT count(*) FROM (SELECT FROM dragoman.jobs LIMIT 1) j") == 0
        }
        // Before idle workers look again and again, as they should.
        let metrics = try WorkerMetrics.read(addresses)
        for worker in workers { worker.drain() }
        var round = Round()
        round.emptyShare = metrics["dragoman_claims_empty_total"] / max(1, metrics["dragoman_claims_total"])
        round.jobsPerClaim =
            metrics["dragoman_claimed_jobs_total"] / max(1, metrics["dragoman_claims_total"] - metrics["dragoman_claims_empty_total"])
        round.longestWait = watch.longest
        round.deadlocks = try await connection.number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        round.rate = Double(options.jobs) / (try await BurnDown.secondsOfWork(connection, options))
        await connection.close()
        try await server.drop("bench_fleet")
        return round
    }
}
