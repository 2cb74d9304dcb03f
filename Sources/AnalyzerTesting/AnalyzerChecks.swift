public import ArticleAnalysis
internal import FoundationEssentials

/// Checks that an analyzer keeps the promises every analyzer makes. Run it in your plugin's tests:
///
/// ```swift
/// import AnalyzerTesting
/// import Testing
///
/// @Test("Reading time keeps the promises of an analyzer")
/// func conformance() async {
///     #expect(await AnalyzerChecks().faults(in: ReadingTime()) == [])
/// }
/// ```
///
/// Each fault is a sentence that names the article by its key. What is checked: the key and the revision; that preparing succeeds; that
/// no article makes the analyzer throw anything but ``ArticleAnalysis/CannotAnalyze`` and ``ArticleAnalysis/RetryLater``; that a finding
/// encodes to a JSON object without nulls and decodes back to the same; that its spans lie within the body, come in text order and
/// quote it letter for letter; that confidences and saliences lie in 0…1; that the same article gives the same answer, again and from
/// many threads at once; that none takes longer than the analyzer's deadline.
///
/// A trap cannot be caught: it ends the test process, and the article at fault is the one to look for with `swift test --no-parallel`.
public struct AnalyzerChecks: Sendable {
    /// The articles to try.
    public var articles: [Article]

    /// What the analyzer is to know of an article: give it the findings it needs.
    public var knowing: @Sendable (Article) -> Findings

    /// Arrays, by their key in the JSON, whose elements have a `text` that is not the body's: a translation's `segments`.
    public var ownText: Set<String>

    /// Whether the analyzer stops with `CancellationError` when the work is cancelled before it begins.
    public var stopsWhenCancelled: Bool

    /// Checks over the hostile articles, plus your own where you have some.
    ///
    /// ```swift
    /// let checks = AnalyzerChecks(
    ///     articles: HostileArticles.all + samples,
    ///     knowing: { _ in Findings([DetectedLanguage(language: "en", confidence: 1, reliable: true)]) })
    /// ```
    public init(
        articles: [Article] = HostileArticles.all, knowing: @escaping @Sendable (Article) -> Findings = { _ in Findings() },
        ownText: Set<String> = [], stopsWhenCancelled: Bool = false
    ) {
        self.articles = articles
        self.knowing = knowing
        self.ownText = ownText
        self.stopsWhenCancelled = stopsWhenCancelled
    }

    /// One sentence for each promise that a CPU-bound analyzer breaks; empty when it keeps them all.
    public func faults<Checked: Analyzer>(in analyzer: Checked) async -> [String] {
        await faults(of: analyzer) { try analyzer.analyze($0, knowing: $1) }
    }

    /// One sentence for each promise that a waiting analyzer breaks; empty when it keeps them all.
    public func faults<Checked: AsyncAnalyzer>(in analyzer: Checked) async -> [String] {
        await faults(of: analyzer) { try await analyzer.analyze($0, knowing: $1) }
    }

    /// How either kind of analyzer is asked.
    private typealias Ask<Output> = @Sendable (Article, Findings) async throws -> Output

    /// All faults, whichever way the analyzer is asked.
    private func faults<Checked: AnalyzerPlugin>(of analyzer: Checked, ask: @escaping Ask<Checked.Output>) async -> [String] {
        var faults = declarationFaults(of: analyzer)
        do {
            try analyzer.prepare()
        } catch {
            return faults + ["preparing it fails: \(error)"]
        }
        var answers: [Answer] = []
        for article in articles {
            let (answer, found) = await examined(article, limits: analyzer.limits, ask)
            answers.append(answer)
            faults += found
        }
        faults += await concurrencyFaults(answers, ask)
        if stopsWhenCancelled { faults += await cancellationFaults(ask) }
        return faults
    }

    /// What is wrong with the analyzer before it sees an article.
    private func declarationFaults<Checked: AnalyzerPlugin>(of analyzer: Checked) -> [String] {
        var faults: [String] = []
        let key = Checked.key.name
        if !AnalyzerKey.isWellFormed(key) { faults.append("its key '\(key)' is not lowercase letters, digits and hyphens") }
        if Checked.revision < 1 { faults.append("its revision is \(Checked.revision): begin with 1") }
        if Checked.needs.contains(where: { $0 == Checked.Output.self }) { faults.append("it needs the finding that it makes") }
        if analyzer.limits.deadline <= .zero { faults.append("its deadline is \(analyzer.limits.deadline): no article can meet it") }
        if let concurrency = analyzer.limits.concurrency, concurrency < 1 { faults.append("its concurrency limit is \(concurrency)") }
        return faults
    }

    /// How an analyzer ended with an article, in a form that can be compared.
    private enum Answer: Sendable, Equatable {
        case finding(Data)
        case cannotAnalyze
        case retryLater
        case error(String)
    }

    /// Asks once for the answer and what is wrong with it, and once more whether it stays the same.
    private func examined<Output: Finding>(_ article: Article, limits: AnalyzerLimits, _ ask: Ask<Output>) async -> (Answer, [String]) {
        let clock = ContinuousClock()
        let start = clock.now
        var faults: [String] = []
        var answer: Answer
        do {
            let finding = try await ask(article, knowing(article))
            let json = try FindingFaults.encode(finding)
            answer = .finding(json)
            faults += FindingFaults(body: article.body, ownText: ownText).faults(in: finding, encoded: json)
        } catch {
            answer = AnalyzerChecks.answer(for: error)
            faults += errorFaults(error, article)
        }
        if clock.now - start > limits.deadline { faults.append("it takes longer than its deadline of \(limits.deadline)") }
        if await self.answer(article, ask) != answer { faults.append("asked again, it answers differently") }
        return (answer, faults.map { "\(AnalyzerChecks.name(article)): \($0)" })
    }

    /// The answer alone.
    private func answer<Output: Finding>(_ article: Article, _ ask: Ask<Output>) async -> Answer {
        do {
            return .finding(try FindingFaults.encode(try await ask(article, knowing(article))))
        } catch {
            return AnalyzerChecks.answer(for: error)
        }
    }

    /// The answer that an error is.
    private static func answer(for error: any Error) -> Answer {
        switch error {
        case is CannotAnalyze: .cannotAnalyze
        case is RetryLater: .retryLater
        default: .error("\(error)")
        }
    }

    /// What is wrong with an error that an article led to.
    private func errorFaults(_ error: any Error, _ article: Article) -> [String] {
        switch error {
        case let cannot as CannotAnalyze:
            if cannot.reason.isEmpty { return ["it cannot analyze and does not say why"] }
            return cannot.reason.utf8.count > 200 ? ["its reason has \(cannot.reason.utf8.count) bytes: name the cause, quote no text"] : []
        case let later as RetryLater:
            return later.after < .zero ? ["it asks to be tried again \(later.after) from now"] : []
        default:
            return ["it throws \(type(of: error)) (\(error)): throw CannotAnalyze for a text that it cannot do anything with"]
        }
    }

    /// Asks for all articles at once, for most of them four times, and compares with the answers of before.
    private func concurrencyFaults<Output: Finding>(_ answers: [Answer], _ ask: @escaping Ask<Output>) async -> [String] {
        await withTaskGroup(of: (Int, Bool).self) { group in
            for index in articles.indices {
                // Large articles are asked for once more only: what threads share shows on small ones as well.
                for _ in 0..<(articles[index].body.utf8.count > 65_536 ? 1 : 4) {
                    group.addTask { (index, await answer(articles[index], ask) == answers[index]) }
                }
            }
            var different: Set<Int> = []
            for await (index, isSame) in group where !isSame { different.insert(index) }
            return different.sorted().map {
                "\(AnalyzerChecks.name(articles[$0])): asked from many threads at once, it answers differently"
            }
        }
    }

    /// Asks with the flag raised: the largest article must not be analyzed to its end.
    private func cancellationFaults<Output: Finding>(_ ask: Ask<Output>) async -> [String] {
        guard let largest = articles.max(by: { $0.body.utf8.count < $1.body.utf8.count }) else { return [] }
        let flag = Cancellation.Flag()
        flag.raise()
        do {
            _ = try await Cancellation.$current.withValue(flag) { try await ask(largest, knowing(largest)) }
        } catch is CancellationError {
            return []
        } catch {
            return ["\(AnalyzerChecks.name(largest)): cancelled, it throws \(error) instead of CancellationError"]
        }
        return ["\(AnalyzerChecks.name(largest)): cancelled, it goes on to the end"]
    }

    /// How a fault names its article.
    private static func name(_ article: Article) -> String { "article '\(article.key ?? String(article.id))'" }
}
