import Foundation
import PostgresClient

/// W5: what enqueuing costs, against plain inserts into twins of the same tables.
enum EnqueueCost {
    /// Bare twins: the same columns and indexes, no function, no bell.
    private static let twins = """
        CREATE SCHEMA twin;
        CREATE TABLE twin.articles (LIKE dragoman.articles INCLUDING ALL);
        CREATE TABLE twin.jobs (LIKE dragoman.jobs INCLUDING ALL);
        CREATE SEQUENCE twin.ids;
        """
    private static let insert = """
        WITH a AS (INSERT INTO twin.articles (body, job_id) VALUES ($1, nextval('twin.ids')) RETURNING article_id, job_id)
        INSERT INTO twin.jobs (job_id, article_id, run_at) SELECT job_id, article_id, now() FROM a
        """

    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        let url = try await server.migrated("bench_enqueue")
        let connection = try await Connection.open(ConnectionTarget(url))
        try await connection.run(script: twins)
        for clients in [1, 16, 64] {
            try await compare("no worker", clients, url, options, report)
        }
        let worker = try WorkerProcess(options.worker, on: url)
        try await Latency.waitForWorker(connection)
        try await compare("worker idle at first", 64, url, options, report)
        worker.drain()
        try await many(connection, options, report)
        await connection.close()
        try await server.drop("bench_enqueue")
    }

    /// Alternates enqueue and bare inserts for some seconds each.
    private static func compare(_ name: String, _ clients: Int, _ url: String, _ options: Benchmark.Options, _ report: Report) async throws
    {
        var enqueued: [Double] = []
        var bare: [Double] = []
        for _ in 0..<options.rounds {
            enqueued.append(try await rate("SELECT dragoman.enqueue($1)", clients, url))
            bare.append(try await rate(insert, clients, url))
        }
        report.line("w5", "enqueue, \(clients) clients, \(name)", enqueued.median, "articles/s")
        report.line("w5", "bare inserts, \(clients) clients, \(name)", bare.median, "articles/s")
        report.line("w5", "ratio, \(clients) clients, \(name)", zip(enqueued, bare).map { $0 / $1 }.median, "×")
    }

    private static func rate(_ sql: String, _ clients: Int, _ url: String) async throws -> Double {
        let seconds = 3.0
        let connections = try await withThrowingTaskGroup(of: Connection.self) { group in
            for _ in 0..<clients { group.addTask { try await Connection.open(ConnectionTarget(url)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for connection in connections {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < end {
                        _ = try await connection.query(Statement(sql, [.text(BurnDown.text)]))
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        for connection in connections { await connection.close() }
        return Double(count) / seconds
    }

    /// `enqueue_many` of 100,000 against inserting the same from a temporary table.
    private static func many(_ connection: Connection, _ options: Benchmark.Options, _ report: Report) async throws {
        _ = try await connection.query("CREATE TEMPORARY TABLE input (articles jsonb)")
        _ = try await connection.query(
            Statement(
                "INSERT INTO input SELECT jsonb_agg(jsonb_build_object('body', $1::text || n)) FROM generate_series(1, 100000) n",
                [.text(BurnDown.text)]))
        _ = try await connection.query(
            "CREATE TEMPORARY TABLE plain AS SELECT e->>'body' AS body FROM input, jsonb_array_elements(articles) e")
        var many: [Double] = []
        var bare: [Double] = []
        for _ in 0..<options.rounds {
            many.append(try await time { _ = try await connection.query("SELECT count(*) FROM input, dragoman.enqueue_many(articles)") })
            bare.append(
                try await time {
                    _ = try await connection.query(
                        """
                        WITH a AS (INSERT INTO twin.articles (body, job_id) SELECT body, nextval('twin.ids') FROM plain RETURNING article_id, job_id)
                        INSERT INTO twin.jobs (job_id, article_id, run_at) SELECT job_id, article_id, now() FROM a
                        """)
                })
        }
        report.line("w5", "enqueue_many of 100,000", 100_000 / many.median, "articles/s")
        report.line("w5", "bare INSERT … SELECT of 100,000", 100_000 / bare.median, "articles/s")
        report.line("w5", "ratio, enqueue_many", zip(many, bare).map { $1 / $0 }.median, "×")
    }

    private static func time(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        let elapsed = start.duration(to: .now)
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
}
