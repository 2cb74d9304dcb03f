import Foundation
import PostgresClient

/// W5: what enqueuing costs, against plain inserts into twins of the same tables.
enum EnqueueCost {
    /// Bare twins: the same columns, indexes, packing and storage options, no function, no bell.
    private static let twins = """
        CREATE SCHEMA twin;
        CREATE TABLE twin.articles (LIKE dragoman.articles INCLUDING ALL);
        CREATE TABLE twin.jobs (LIKE dragoman.jobs INCLUDING ALL);
        CREATE SEQUENCE twin.ids;
        DO $$ BEGIN
            EXECUTE (SELECT format('ALTER TABLE twin.jobs SET (%s)', array_to_string(reloptions, ', ')) FROM pg_class
                     WHERE oid = 'dragoman.jobs'::regclass);
        END $$;
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
        // All slots taken, and as much claimed ahead as may be: a worker that neither sleeps nor costs anything.
        _ = try await connection.query("SELECT count(dragoman.enqueue('#sleep 59000', priority => 9)) FROM generate_series(1, 2000)")
        let busy = try WorkerProcess(options.worker, on: url, analyzers: "obedient", environment: ["DRAGOMAN_GRACE": "100ms"])
        try await Latency.waitForWorker(connection)
        try await compare("worker busy", 64, url, options, report)
        busy.drain()
        _ = try await connection.query("TRUNCATE dragoman.jobs, dragoman.articles, twin.jobs, twin.articles")
        // It does what is enqueued meanwhile, on the same cores: the ratio is that of enqueuing and analyzing to inserting.
        let worker = try WorkerProcess(options.worker, on: url)
        try await Latency.waitForWorker(connection)
        try await compare("worker idle at first", 64, url, options, report)
        worker.drain()
        _ = try await connection.query("TRUNCATE dragoman.jobs, dragoman.articles, twin.jobs, twin.articles")
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
        // Sessions live long: what their first calls cost, plans and caches, is not what is measured.
        try await withThrowingTaskGroup { group in
            for connection in connections {
                group.addTask { for _ in 0..<20 { _ = try await connection.query(Statement(sql, [.text(BurnDown.text)])) } }
            }
            try await group.waitForAll()
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

    /// 100,000 articles in ten calls, as a jsonb array holds 256 MB at most, against COPY of the same into the twins.
    private static func many(_ connection: Connection, _ options: Benchmark.Options, _ report: Report) async throws {
        let folder = try await connection.query("SELECT current_setting('data_directory')")[0].text(0)
        let quoted = folder.replacingOccurrences(of: "'", with: "''")
        try await connection.run(
            script: """
                CREATE TEMPORARY TABLE plain (n integer PRIMARY KEY, body text); ALTER TABLE plain ALTER body SET STORAGE external;
                INSERT INTO plain SELECT n, '\(BurnDown.text)' || n FROM generate_series(0, 99999) n;
                CREATE TEMPORARY TABLE input (part integer, articles jsonb); ALTER TABLE input ALTER articles SET STORAGE external;
                INSERT INTO input SELECT n / 10000, jsonb_agg(jsonb_build_object('body', body) ORDER BY n) FROM plain GROUP BY 1;
                COPY (SELECT body, n FROM plain) TO '\(quoted)/bench_articles.copy';
                COPY (SELECT n, n, now() FROM plain) TO '\(quoted)/bench_jobs.copy';
                """)
        let batch = try await connection.query("SELECT articles::text FROM input WHERE part = 0")[0].text(0)
        let ways: [(name: String, statements: [Statement])] = [
            (
                "COPY into twins of the tables",
                [
                    Statement("COPY twin.articles (body, job_id) FROM '\(quoted)/bench_articles.copy'"),
                    Statement("COPY twin.jobs (job_id, article_id, run_at) FROM '\(quoted)/bench_jobs.copy'"),
                ]
            ),
            (
                "enqueue_many",
                (0..<10).map { Statement("SELECT count(*) FROM input, dragoman.enqueue_many(articles) WHERE part = \($0)") }
            ),
            (
                "enqueue_many, sent as JSON by a client",
                (0..<10).map { _ in Statement("SELECT count(*) FROM dragoman.enqueue_many($1)", [.jsonb(batch)]) }
            ),
            (
                "enqueue_texts",
                (0..<10).map {
                    Statement("SELECT count(*) FROM dragoman.enqueue_texts(ARRAY(SELECT body FROM plain WHERE n / 10000 = \($0)))")
                }
            ),
        ]
        var seconds = [[Double]](repeating: [], count: ways.count)
        for _ in 0..<options.rounds {
            for (index, way) in ways.enumerated() {
                _ = try await connection.query("TRUNCATE dragoman.jobs, dragoman.articles, twin.jobs, twin.articles")
                seconds[index].append(
                    try await time { for statement in way.statements { _ = try await connection.query(statement) } })
            }
        }
        for (index, way) in ways.enumerated() {
            report.line("w5", "\(way.name), 100,000", 100_000 / seconds[index].median, "articles/s")
            guard index > 0 else { continue }
            report.line("w5", "ratio to COPY, \(way.name)", zip(seconds[0], seconds[index]).map { $0 / $1 }.median, "×")
        }
    }

    private static func time(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        let elapsed = start.duration(to: .now)
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
}
