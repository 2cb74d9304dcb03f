internal import ArticleAnalysis
internal import WorkerRuntime

/// `dragoman analyze`: findings without a database.
struct AnalyzeVerb {
    /// What was asked.
    let settings: Settings
    /// Where it goes.
    let console: Console
    /// What there is.
    let analyzers: [any AnalyzerPlugin]

    /// Analyzes every input in turn.
    func run() async throws -> ExitCode {
        let (names, forced) = try InputSource.names(settings)
        let asked = settings.keys(.analyzers)
        let registry = try AnalyzerSet.prepared(analyzers, only: asked, console: console)
        let concurrency = settings.integer(.concurrency) ?? ProcessorCount.usable
        let pool = AnalysisPool(registry: registry, concurrency: concurrency)
        defer { pool.stop() }
        if names == ["-"], Terminal.isOne(console.input) {
            console.say("Reading an article from the terminal; end it with Ctrl-D on a line of its own.")
        }
        let isJSON = settings.has(.json) || !console.output.isTerminal
        let pipeline = AnalyzePipeline(
            pool: pool, asked: asked, render: renderer(isJSON: isJSON), output: console.output,
            progress: Progress("articles", on: console.output.isTerminal ? Output.silent : console.messages),
            window: max(256, 64 * concurrency))
        var tally = Tally()
        for name in names {
            let source = try InputSource.open(name, input: console.input, forced: forced)
            defer { source.close() }
            let counted = try await analyze(source, with: pipeline)
            tally.all += counted.all
            tally.failed += counted.failed
        }
        pipeline.progress.finish()
        guard tally.failed > 0 else { return .success }
        console.say("dragoman: \(tally.failed) of \(tally.all) \(tally.all == 1 ? "article" : "articles") failed; the output says why.")
        return .workFailed
    }

    /// Analyzes one input: an article, or a line each.
    private func analyze(_ source: InputSource, with pipeline: AnalyzePipeline) async throws -> Tally {
        if source.content == .jsonLines { return try await pipeline.run(source.lines()) }
        let article = Article(title: settings.text(.title), body: try source.text(), claimedLanguage: settings.text(.language))
        let report = await pipeline.pool.analyze(AnalysisOrder(article: article, asked: pipeline.asked))
        let analyzed = AnalyzedArticle.report(id: JSONText.quotedBytes(source.name), article: article, report: report)
        try await console.output.writeLater(pipeline.render(analyzed))
        var tally = Tally()
        tally.count(isFailure: analyzed.isFailure)
        return tally
    }

    /// How answers are written: JSON lines, or text for a person.
    private func renderer(isJSON: Bool) -> @Sendable (AnalyzedArticle) -> [UInt8] {
        if isJSON { return { @Sendable in $0.json } }
        let text = FindingsText(columns: console.output.columns, style: console.output.style)
        return { @Sendable analyzed in
            let lines: [String]
            switch analyzed {
            case .unreadable(let id, let reason):
                lines = text.lines(name: String(decoding: id, as: UTF8.self), findings: [], wrong: [reason])
            case .report(let id, let article, let report):
                let id = JSONString.decode(id[...])
                lines = text.lines(
                    name: article.title ?? (id == "-" ? String(article.body.prefix(200)) : id),
                    findings: report.findings.map { ($0.analyzer, $0.json) },
                    missing: report.failures.filter(\.isPermanent).map { "\($0.analyzer): \($0.message)" },
                    wrong: report.failures.filter { !$0.isPermanent }.map { "\($0.analyzer): \($0.message)" })
            }
            return Array((lines.joined(separator: "\n") + "\n\n").utf8)
        }
    }
}
