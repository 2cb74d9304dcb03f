import Foundation
import PostgresClient

/// W7: real articles, all analyzers: how much of the CPU is analysis, how much the queue's.
enum RealArticles {
    static func measure(_ options: Benchmark.Options, _ server: BenchServer, _ report: Report) async throws {
        guard let folder = options.data else {
            FileHandle.standardError.write(Data("w7 skipped: it needs --data FOLDER with a docs.jsonl\n".utf8))
            return
        }
        struct Document: Decodable { var text: String }
        let lines = try String(contentsOfFile: folder + "/docs.jsonl", encoding: .utf8).split(separator: "\n")
        let texts = try lines.map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)).text }
        let copies = max(1, options.jobs / 10 / max(1, texts.count))
        let noop = try await cpu(options.worker, "noop,noop-2", texts, copies, server)
        let real = try await cpu(options.dragoman, nil, texts, copies, server)
        report.line("w7", "\(texts.count * copies) articles, worker CPU per article, all analyzers", real * 1e3, "ms")
        report.line("w7", "worker CPU per article, no-op analyzers (the queue's own cost)", noop * 1e3, "ms")
        report.line("w7", "the queue's share of the worker's CPU", 100 * noop / real, "%")
    }

    private static func cpu(_ program: String, _ analyzers: String?, _ texts: [String], _ copies: Int, _ server: BenchServer) async throws
        -> Double
    {
        let url = try await server.migrated("bench_real")
        let connection = try await Connection.open(ConnectionTarget(url))
        for _ in 0..<copies {
            _ = try await connection.query(
                Statement(
                    "SELECT count(*) FROM dragoman.enqueue_many((SELECT jsonb_agg(jsonb_build_object('body', t)) FROM unnest($1::text[]) t))",
                    [.textArray(texts)]))
        }
        let worker = try WorkerProcess(program, on: url, analyzers: analyzers)
        try await BurnDown.waitUntilDrained(connection)
        let seconds = worker.cpuSeconds
        worker.drain()
        await connection.close()
        return seconds / Double(texts.count * copies)
    }
}
