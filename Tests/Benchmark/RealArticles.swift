import Foundation
import PostgresClient

/// W7: real articles, all analyzers: how much of the CPU is analysis, how much the queue's, and what each stage takes.
enum RealArticles {
    /// What one round gave, per article.
    private struct Round {
        var worker = 0.0, server = 0.0
        var rate = 0.0
        var stages: [(label: String, value: Double)] = []
        var claims = 0.0, settles = 0.0
    }

    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        guard let folder = options.data else {
            FileHandle.standardError.write(Data("w7 skipped: it needs --data FOLDER with a docs.jsonl\n".utf8))
            return
        }
        struct Document: Decodable { var text: String }
        let lines = try String(contentsOfFile: folder + "/docs.jsonl", encoding: .utf8).split(separator: "\n")
        let texts = try lines.map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)).text }
        let copies = max(1, options.jobs / 5 / max(1, texts.count))
        var real: [Round] = []
        var bare: [Round] = []
        for _ in 0..<min(options.rounds, 3) {
            bare.append(try await work(options.worker, "noop,noop-2", texts, copies, server))
            real.append(try await work(options.dragoman, nil, texts, copies, server))
        }
        let (whole, own) = (real.map(\.worker).median, bare.map(\.worker).median)
        let bytes = texts.map(\.utf8.count).reduce(0, +) / max(1, texts.count)
        report.line("w7", "articles a round, of \(bytes) bytes", Double(texts.count * copies), "")
        report.line("w7", "articles analyzed, all analyzers, one worker process", real.map(\.rate).median, "articles/s")
        report.line("w7", "worker CPU per article, all analyzers", whole * 1e3, "ms")
        report.line("w7", "worker CPU per article, no-op analyzers (the queue's own cost)", own * 1e3, "ms")
        report.line("w7", "the queue's own cost against the CPU spent on analysis", 100 * own / max(whole - own, .ulpOfOne), "%")
        report.line("w7", "server CPU per article, all analyzers", real.map(\.server).median * 1e3, "ms")
        for stage in real.last?.stages ?? [] { report.line("w7", "stage: \(stage.label), elapsed per article", stage.value * 1e3, "ms") }
        report.line("w7", "stage: claim, waited per article", real.map(\.claims).median * 1e3, "ms")
        report.line("w7", "stage: settle, waited per article", real.map(\.settles).median * 1e3, "ms")
    }

    private static func work(_ program: String, _ analyzers: String?, _ texts: [String], _ copies: Int, _ server: BenchServer) async throws
        -> Round
    {
        let url = try await server.migrated("bench_real")
        let connection = try await Connection.open(ConnectionTarget(url))
        for _ in 0..<copies {
            _ = try await connection.query(Statement("SELECT count(*) FROM dragoman.enqueue_texts($1)", [.textArray(texts)]))
        }
        let address = WorkerMetrics.address()
        let before = try await server.cpuSeconds()
        let worker = try WorkerProcess(program, on: url, analyzers: analyzers, environment: ["DRAGOMAN_HTTP": address])
        try await BurnDown.waitUntilDrained(connection)
        let articles = Double(texts.count * copies)
        var round = Round()
        round.worker = worker.cpuSeconds / articles
        if let before, let after = try await server.cpuSeconds() { round.server = (after - before) / articles }
        let metrics = try WorkerMetrics.read([address])
        worker.drain()
        round.stages = metrics.byLabel("dragoman_analysis_seconds_sum", "analyzer").map { ($0.label, $0.value / articles) }
        round.claims = metrics["dragoman_claim_seconds_sum"] / articles
        round.settles = metrics["dragoman_settle_seconds_sum"] / articles
        round.rate =
            articles
            / (try await connection.number(
                "SELECT extract(epoch FROM max(finished_at) - min(started_at)) FROM dragoman.job_status WHERE state = 'done'"))
        await connection.close()
        try await server.drop("bench_real")
        return round
    }
}
