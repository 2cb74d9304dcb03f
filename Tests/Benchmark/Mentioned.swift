import Foundation
import PostgresClient

/// W8: "all articles that mention Q44329 this week" in front of many articles, and what it costs to be able to ask.
enum Mentioned {
    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        let url = try await server.migrated("bench_mentioned")
        let connection = try await Connection.open(ConnectionTarget(url), settings: .untouched)
        try await connection.run(script: MentionedData.dictionary)
        try await cost(options, server, connection, report)
        _ = try await connection.query("TRUNCATE dragoman.findings, dragoman.articles RESTART IDENTITY")
        try await fill(options.jobs, connection, report)
        try await sizes(options.jobs, connection, report)
        for question in MentionedData.questions { try await ask(question, options.rounds, connection, report) }
        await connection.close()
        try await server.drop("bench_mentioned")
    }

    /// What writing findings costs the server with rows of entities and without, alternating.
    private static func cost(_ options: Benchmark.Options, _ server: BenchServer, _ connection: Connection, _ report: Report) async throws {
        let articles = 5_000
        try await connection.run(script: MentionedData.articles(1, articles) + MentionedData.documents(articles))
        var cpu: [[Double]] = [[], []]
        var wal: [[Double]] = [[], []]
        for _ in 0..<options.rounds {
            for (way, isOn) in [false, true].enumerated() {
                _ = try await connection.query("TRUNCATE dragoman.findings")
                _ = try await connection.query(Statement("ALTER TABLE dragoman.findings \(isOn ? "ENABLE" : "DISABLE") TRIGGER USER"))
                _ = try await connection.query("CHECKPOINT")
                let walBefore = try await connection.number("pg_current_wal_lsn() - '0/0'::pg_lsn")
                let cpuBefore = try await server.cpuSeconds() ?? 0
                for first in stride(from: 1, to: articles, by: 100) {
                    _ = try await connection.query(Statement(MentionedData.settle, [.int8(Int64(first)), .int8(Int64(first + 99))]))
                }
                cpu[way].append((try await server.cpuSeconds() ?? 0) - cpuBefore)
                wal[way].append(try await connection.number("pg_current_wal_lsn() - '0/0'::pg_lsn") - walBefore)
            }
        }
        for (way, name) in ["without rows", "with rows of entities"].enumerated() {
            report.line("w8", "server CPU a finding, batches of 100, \(name)", cpu[way].median / Double(articles) * 1e6, "µs")
            report.line("w8", "WAL a finding, \(name)", wal[way].median / Double(articles), "bytes")
        }
    }

    /// Findings as an older schema left them, which then get their rows as a worker would give them.
    private static func fill(_ articles: Int, _ connection: Connection, _ report: Report) async throws {
        _ = try await connection.query("ALTER TABLE dragoman.findings DISABLE TRIGGER USER")
        let distinct = min(articles, 100_000)
        try await connection.run(script: MentionedData.articles(1, articles))
        for first in stride(from: 1, through: distinct, by: 5_000) {
            try await connection.run(script: MentionedData.findings(first, min(first + 4_999, distinct)))
        }
        if articles > distinct { try await connection.run(script: MentionedData.copies(of: distinct, upTo: articles)) }
        _ = try await connection.query("ALTER TABLE dragoman.findings ENABLE TRIGGER USER")
        _ = try await connection.query("VACUUM ANALYZE")
        try await ask(MentionedData.before, 3, connection, report)
        _ = try await connection.query("INSERT INTO dragoman.entity_filling VALUES (0)")
        let start = ContinuousClock.now
        var longest = Duration.zero
        var isMore = true
        while isMore {
            let began = ContinuousClock.now
            isMore = try await connection.query("SELECT dragoman.fill_entities()")[0].bool(0)
            longest = max(longest, began.duration(to: .now))
        }
        report.line("w8", "filling the rows of \(articles) older findings", start.duration(to: .now) / .seconds(1), "s")
        report.line("w8", "longest step of it", longest / .milliseconds(1), "ms")
        _ = try await connection.query("VACUUM ANALYZE")
        _ = try await connection.query("CHECKPOINT")
    }

    /// Bytes an article.
    private static func sizes(_ articles: Int, _ connection: Connection, _ report: Report) async throws {
        for (name, size) in [
            ("findings, all of it", "pg_total_relation_size('dragoman.findings')"),
            ("rows of entities", "pg_table_size('dragoman.entity_rows')"),
            ("their indexes", "pg_indexes_size('dragoman.entity_rows')"),
        ] {
            report.line("w8", "bytes an article: \(name)", try await connection.number(size) / Double(articles), "bytes")
        }
    }

    /// Asks a question about several keys, the first time and again.
    private static func ask(_ question: MentionedData.Question, _ rounds: Int, _ connection: Connection, _ report: Report) async throws {
        var first: [Double] = []
        var again: [Double] = []
        for key in question.keys {
            for round in 0..<max(rounds, 2) {
                let start = ContinuousClock.now
                _ = try await connection.query(Statement(question.sql.replacingOccurrences(of: "KEY", with: key)))
                let took = start.duration(to: .now) / .milliseconds(1)
                if round == 0 { first.append(took) } else { again.append(took) }
            }
        }
        report.line("w8", "\(question.name), asked first, median", first.median, "ms")
        report.line("w8", "\(question.name), asked again, median", again.median, "ms")
        report.line("w8", "\(question.name), asked again, longest", again.max() ?? 0, "ms")
    }
}
