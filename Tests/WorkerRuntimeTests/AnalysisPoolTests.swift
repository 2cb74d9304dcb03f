import ArticleAnalysis
import JobQueue
import Testing

@testable import WorkerRuntime

struct AnalysisPoolTests {
    /// A pool over these analyzers, stopped when the test is over.
    private func withPool<Answer>(
        _ plugins: [any AnalyzerPlugin], concurrency: Int = 2, patience: Duration = .seconds(2),
        _ body: (AnalysisPool) async throws -> Answer
    ) async throws -> Answer {
        let pool = AnalysisPool(registry: try AnalyzerRegistry(plugins), concurrency: concurrency, patience: patience)
        defer { pool.stop() }
        return try await body(pool)
    }

    private func texts(_ report: AnalysisReport) -> [String: String] {
        Dictionary(uniqueKeysWithValues: report.findings.map { ($0.analyzer, String(decoding: $0.json, as: UTF8.self)) })
    }

    @Test("An article gets the findings of CPU-bound and of waiting analyzers, those needed handed on")
    func findings() async throws {
        let report = try await withPool([Doubled(), Remote(), Length()]) { pool in
            await pool.analyze(AnalysisOrder(article: Article(id: 7, body: "four")))
        }
        #expect(texts(report) == ["length": #"{"bytes":4}"#, "doubled": #"{"bytes":8}"#, "remote": #"{"text":"7"}"#])
        #expect(report.failures.isEmpty)
    }

    @Test("Only what was asked for is reported, what it needs runs all the same")
    func asked() async throws {
        let report = try await withPool([Doubled(), Remote(), Length()]) { pool in
            await pool.analyze(AnalysisOrder(article: Article(body: "four"), asked: ["doubled"]))
        }
        #expect(texts(report) == ["doubled": #"{"bytes":8}"#])
    }

    @Test("A finding of an earlier attempt is read, not made again; one of another revision is made again")
    func earlier() async throws {
        let stored = StoredFinding(analyzer: "length", revision: 2, json: Array(#"{"bytes":50}"#.utf8))
        let old = StoredFinding(analyzer: "length", revision: 1, json: Array(#"{"bytes":50}"#.utf8))
        let reports = try await withPool([Doubled(), Length()]) { pool in
            (
                await pool.analyze(AnalysisOrder(article: Article(body: "four"), earlier: [stored])),
                await pool.analyze(AnalysisOrder(article: Article(body: "four"), earlier: [old]))
            )
        }
        #expect(texts(reports.0) == ["doubled": #"{"bytes":100}"#])
        #expect(texts(reports.1)["doubled"] == #"{"bytes":8}"#)
    }

    @Test("Errors become failures by the closed vocabulary, and neighbours are unharmed")
    func failures() async throws {
        func failure(_ error: any Error & Sendable) async throws -> AnalysisReport {
            try await withPool([Length(), Scripted { _ in throw error }, AfterScripted()]) { pool in
                await pool.analyze(AnalysisOrder(article: Article(body: "x")))
            }
        }
        let later = try await failure(RetryLater(after: .seconds(9)))
        #expect(later.failures.map(\.code) == [.retryLater] && later.failures.first?.retryAfter == .seconds(9))
        #expect(later.postponed == ["after-scripted"] && later.findings.map(\.analyzer) == ["length"])
        let never = try await failure(CannotAnalyze("no"))
        #expect(never.failures.map(\.code) == [.cannotAnalyze, .cannotAnalyze] && never.postponed.isEmpty)
        let other = try await failure(SomeError(description: "bad\u{0}" + String(repeating: "é", count: 5_000)))
        #expect(other.failures.first?.code == .error)
        let message = other.failures.first?.message ?? ""
        #expect(message.hasPrefix("bad?é") && message.utf8.count <= 4_000 && message.hasSuffix("é"))
    }

    @Test("An analyzer that heeds its deadline fails with it")
    func deadline() async throws {
        let door = Door()
        let slow = Scripted(limits: AnalyzerLimits(deadline: .milliseconds(20))) { _ in
            try door.pass(untilCancelled: true)
            return ""
        }
        let report = try await withPool([slow, Length()]) { pool in await pool.analyze(AnalysisOrder(article: Article(body: "x"))) }
        #expect(report.failures.map(\.code) == [.deadline])
        #expect(report.findings.map(\.analyzer) == ["length"])
    }

    @Test("The thread of an analyzer that ignores its deadline is replaced, and its run goes on")
    func stuck() async throws {
        let door = Door()
        // Long enough for the second article, which must not be late, on a machine that is busy with other tests.
        let deaf = Scripted(limits: AnalyzerLimits(deadline: .seconds(1))) { article in
            if article.id == 1 { try door.pass() }
            return "through"
        }
        try await withPool([deaf, Length()], concurrency: 1, patience: .seconds(1)) { pool in
            let first = await pool.analyze(AnalysisOrder(article: Article(id: 1, body: "x")))
            #expect(first.failures.map(\.code) == [.deadline] && first.findings.map(\.analyzer) == ["length"])
            #expect(pool.stuck == 1)
            let second = await pool.analyze(AnalysisOrder(article: Article(id: 2, body: "x")))
            #expect(second.findings.map(\.analyzer) == ["scripted", "length"])
            door.open()
        }
    }

    @Test("An analyzer's own limit holds while others fill the slots")
    func gate() async throws {
        let inside = Counter()
        let most = Gauge()
        let one = Scripted(limits: AnalyzerLimits(concurrency: 1)) { _ in
            inside.add()
            most.set(max(most.value, Double(inside.value)))
            inside.add(-1)
            return ""
        }
        try await withPool([one], concurrency: 4) { pool in
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<200 { group.addTask { await pool.analyze(AnalysisOrder(article: Article(body: "x"))).findings.count } }
                #expect(await group.reduce(0, +) == 200)
            }
        }
        #expect(most.value == 1)
    }

    @Test("A cancelled run stops its analyzer and reports that it was cancelled")
    func cancelled() async throws {
        let door = Door()
        let slow = Scripted { _ in
            try door.pass(untilCancelled: true)
            return ""
        }
        let report = try await withPool([slow, Length()]) { pool in
            await withCheckedContinuation { continuation in
                let run = pool.submit(AnalysisOrder(article: Article(body: "x"))) { continuation.resume(returning: $0) }
                run.cancel()
            }
        }
        #expect(report.wasCancelled && report.failures.isEmpty)
    }

    @Test("Ten thousand articles through two slots, each answered once")
    func many() async throws {
        let count = try await withPool([Doubled(), Length(), Remote()]) { pool in
            await withTaskGroup(of: Int.self) { group in
                for id in 0..<10_000 {
                    group.addTask { await pool.analyze(AnalysisOrder(article: Article(id: Int64(id), body: "x"))).findings.count }
                }
                return await group.reduce(0, +)
            }
        }
        #expect(count == 30_000)
    }
}
