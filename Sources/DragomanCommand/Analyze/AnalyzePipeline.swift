internal import ArticleAnalysis
internal import WorkerRuntime

/// Lines in, lines out: all cores busy, answers in order, a bounded number of lines in memory.
struct AnalyzePipeline: Sendable {
    /// Analyzes.
    let pool: AnalysisPool
    /// Keys asked for; `nil` for all.
    let asked: [String]?
    /// How an answer is written.
    let render: @Sendable (AnalyzedArticle) -> [UInt8]
    /// Where answers go.
    let output: Output
    /// Counts on the terminal.
    let progress: Progress
    /// Lines between the oldest unanswered one and the newest read one, at most: one slow article must not leave cores idle at once.
    let window: Int
    /// Bytes of lines and answers in memory beyond which nothing more is read.
    let byteBudget = 64 * 1024 * 1024

    /// What can happen while lines are under way.
    private enum Event: Sendable {
        /// Lines were read; none: the input is at its end.
        case read([[UInt8]])
        /// A line's answer is ready.
        case answered(Int, [UInt8], isFailure: Bool, cost: Int)
        /// What was written has left.
        case written
    }

    /// What is under way.
    private struct State {
        /// Answers that wait for their turn, by the number of their line.
        var waiting: [Int: [UInt8]] = [:]
        /// Numbers of the next line to read and of the next to write.
        var nextRead = 0, nextWrite = 0
        /// Bytes of lines and answers in memory.
        var bytes = 0
        /// Answers whose turn has come, for the next write.
        var ready: [UInt8] = []
        var isReading = false, isWriting = false, isAtEnd = false
    }

    /// Analyzes every line of `reader`.
    ///
    /// - Returns: how many lines there were and how many failed.
    func run(_ reader: LineReader) async throws -> Tally {
        try await withThrowingTaskGroup(of: Event.self) { group in
            var state = State()
            var tally = Tally()
            while true {
                let room = window - (state.nextRead - state.nextWrite)
                if !state.isReading, !state.isAtEnd, room > 0, state.bytes < byteBudget {
                    state.isReading = true
                    group.addTask { .read(try await reader.next(upTo: room)) }
                }
                if !state.isWriting, !state.ready.isEmpty {
                    let bytes = state.ready
                    (state.ready, state.isWriting) = ([], true)
                    group.addTask {
                        try await output.writeLater(bytes)
                        return .written
                    }
                }
                guard let event = try await group.next() else { return tally }
                switch event {
                case .read(let lines):
                    state.isReading = false
                    state.isAtEnd = lines.isEmpty
                    for line in lines {
                        let number = state.nextRead
                        state.nextRead += 1
                        state.bytes += line.count
                        group.addTask { await answer(to: line, number) }
                    }
                case .answered(let number, let bytes, let isFailure, let cost):
                    tally.count(isFailure: isFailure)
                    state.bytes += bytes.count - cost
                    state.waiting[number] = bytes
                    while let turn = state.waiting.removeValue(forKey: state.nextWrite) {
                        state.ready += turn
                        state.bytes -= turn.count
                        state.nextWrite += 1
                    }
                    progress.advance()
                case .written: state.isWriting = false
                }
            }
        }
    }

    /// Reads one line, has it analyzed, and writes its answer.
    private func answer(to line: [UInt8], _ number: Int) async -> Event {
        let analyzed: AnalyzedArticle
        do {
            let (id, article) = try Self.article(of: line)
            let report = await pool.analyze(AnalysisOrder(article: article, asked: asked))
            analyzed = .report(id: id, article: article, report: report)
        } catch { analyzed = .unreadable(id: error.id ?? Array("null".utf8), reason: error.reason) }
        return .answered(number, render(analyzed), isFailure: analyzed.isFailure, cost: line.count)
    }

    /// The article of a line, and its id as JSON.
    static func article(of line: [UInt8]) throws(JSONLine.Fault) -> (id: [UInt8], article: Article) {
        let line = try JSONLine(line)
        let published = line.members["published_at"].flatMap { value in
            value.kind == .string ? ISOTime.parse(JSONString.decode(line.bytes[value.range])) : nil
        }
        let article = Article(
            title: try line.text("title"), body: try line.body(), claimedLanguage: try line.text("language"), publishedAt: published)
        return (line.id ?? Array("null".utf8), article)
    }
}

/// How much there was and how much of it failed.
struct Tally: Sendable, Equatable {
    /// Inputs.
    var all = 0
    /// Those among them that failed.
    var failed = 0

    /// Counts one input.
    mutating func count(isFailure: Bool) {
        all += 1
        if isFailure { failed += 1 }
    }
}
