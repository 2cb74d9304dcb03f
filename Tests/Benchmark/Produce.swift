import PostgresClient

/// W3: producers and one worker at the same time.
enum Produce {
    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        let url = try await server.migrated("bench_produce")
        let worker = try WorkerProcess(options.worker, on: url)
        let connection = try await Connection.open(ConnectionTarget(url))
        try await Latency.waitForWorker(connection)
        let end = ContinuousClock.now.advanced(by: .seconds(options.seconds))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let producer = try await Connection.open(ConnectionTarget(url))
                    while ContinuousClock.now < end {
                        _ = try await producer.query(Statement("SELECT dragoman.enqueue($1)", [.text(BurnDown.text)]))
                    }
                    await producer.close()
                }
            }
            try await group.waitForAll()
        }
        try await BurnDown.waitUntilDrained(connection)
        let done = try await connection.number("SELECT count(*) FROM dragoman.job_status WHERE state = 'done'")
        let seconds = try await connection.number("SELECT extract(epoch FROM max(finished_at) - min(enqueued_at)) FROM dragoman.job_status")
        report.line("w3", "8 producers, one worker, single-row enqueue", done / seconds, "jobs/s")
        worker.drain()
        await connection.close()
        try await server.drop("bench_produce")
    }
}
