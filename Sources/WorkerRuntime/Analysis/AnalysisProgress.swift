internal import ArticleAnalysis
internal import JobQueue

/// How far one article has come through its analyzers: decides what runs next, runs nothing itself.
struct AnalysisProgress: Sendable {
    /// Where one analyzer stands.
    private enum Standing: Sendable {
        /// Neither asked for nor needed.
        case left
        case pending
        case made
        /// Failed or postponed: a later attempt may bring it.
        case missing
        case impossible
    }

    /// What to do now.
    enum Step: Sendable {
        case analyze(position: Int, earlier: Findings)
        case finished(AnalysisReport)
    }

    private let registry: AnalyzerRegistry
    private var standings: [Standing]
    private let asked: [Bool]
    private var findings: [(any Finding)?]
    private var report = AnalysisReport()
    private var cursor = 0

    init(of order: AnalysisOrder, in registry: AnalyzerRegistry) {
        self.registry = registry
        let count = registry.analyzers.count
        findings = Array(repeating: nil, count: count)
        guard let keys = order.asked else {
            asked = Array(repeating: true, count: count)
            standings = Array(repeating: .pending, count: count)
            recall(order)
            return
        }
        var asked = Array(repeating: false, count: count)
        var standings = Array(repeating: Standing.left, count: count)
        for key in keys { if let position = registry.positions[key] { asked[position] = true } }
        // Backwards, since needs stand before those who need them.
        for position in stride(from: count - 1, through: 0, by: -1) where asked[position] || standings[position] == .pending {
            standings[position] = .pending
            for maker in registry.makers[position].joined() { standings[maker] = .pending }
        }
        self.asked = asked
        self.standings = standings
        recall(order)
    }

    /// Takes over what earlier attempts found. A finding that no longer decodes is simply made again.
    private mutating func recall(_ order: AnalysisOrder) {
        for stored in order.earlier {
            guard let position = registry.positions[stored.analyzer], registry.analyzers[position].revision == stored.revision,
                let finding = try? registry.analyzers[position].decode(stored.json)
            else { continue }
            findings[position] = finding
            standings[position] = .made
        }
        for key in order.impossible { if let position = registry.positions[key] { standings[position] = .impossible } }
    }

    /// The next analyzer that can run, or the end.
    mutating func next() -> Step {
        while cursor < standings.count, !report.wasCancelled {
            let position = cursor
            guard standings[position] == .pending else {
                cursor += 1
                continue
            }
            switch readiness(of: position) {
            case .pending, .made, .left:
                return .analyze(position: position, earlier: Findings(findings.compactMap { $0 }))
            case .missing:
                standings[position] = .missing
                if asked[position] { report.postponed.append(registry.analyzers[position].key) }
            case .impossible:
                fail(position, .cannotAnalyze, "a finding it needs cannot be made for this article")
            }
        }
        return .finished(report)
    }

    /// Notes what the analyzer at `position` made.
    mutating func record(_ made: RegisteredAnalyzer.Made, at position: Int, elapsed: Duration) {
        let analyzer = registry.analyzers[position]
        findings[position] = made.finding
        standings[position] = .made
        guard asked[position] else { return }
        report.findings.append(MadeFinding(analyzer: analyzer.key, revision: analyzer.revision, json: made.json, elapsed: elapsed))
    }

    /// Notes an error of the analyzer at `position`; `timedOut` when its deadline had passed by then.
    mutating func record(_ error: any Error, at position: Int, timedOut: Bool) {
        if timedOut {
            let deadline = registry.analyzers[position].limits.deadline
            return fail(position, .deadline, "it had not finished after \(deadline)")
        }
        switch error {
        case let refusal as CannotAnalyze: fail(position, .cannotAnalyze, refusal.reason)
        case let later as RetryLater: fail(position, .retryLater, later.reason, retryAfter: later.after)
        default: fail(position, .error, "\(error)")
        }
    }

    /// Ends the run before its next analyzer.
    mutating func cancel() { report.wasCancelled = true }

    private mutating func fail(_ position: Int, _ code: AnalysisFailure.Code, _ message: String, retryAfter: Duration? = nil) {
        standings[position] = code == .cannotAnalyze ? .impossible : .missing
        report.failures.append(
            AnalysisFailure(analyzer: registry.analyzers[position].key, code: code, message: message, retryAfter: retryAfter))
    }

    /// `pending` when all needs are met, else what is worst among them.
    private func readiness(of position: Int) -> Standing {
        var worst = Standing.pending
        for makers in registry.makers[position] where !makers.contains(where: { findings[$0] != nil }) {
            if makers.contains(where: { standings[$0] == .missing }) { return .missing }
            worst = .impossible
        }
        return worst
    }
}
