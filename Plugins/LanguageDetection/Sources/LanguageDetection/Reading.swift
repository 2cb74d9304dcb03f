internal import ArticleAnalysis

/// What the model makes of a body: which part is in which language, and how much its words say for each.
struct Reading {
    /// Short lines have no say where there are so many other words.
    private static let enoughWords = 10

    private(set) var spans: LanguageSpans
    /// Whether lines of few words have no say.
    let ignoresShortLines: Bool

    init(of text: Prose, by model: LanguageModel) throws {
        var spans = LanguageSpans(by: model)
        try model.memories.lend(for: model) { memory in
            var passages = Passages(of: text, by: model, memory)
            while try passages.readBlock() { spans.add(passages) }
        }
        self.spans = spans
        ignoresShortLines = spans.shares.lazy.filter { !$0.isShort }.reduce(0) { $0 + $1.sum.words } >= Reading.enoughWords
    }

    /// The shares that have a say.
    var shares: some Sequence<LanguageSpans.Share> { spans.shares.lazy.filter { [ignoresShortLines] in !$0.isShort || !ignoresShortLines } }

    /// What the words of a script add up to; `nil` where there are none.
    func sum(of script: ScriptTable.Script) -> Ranking.Sum? {
        let script = LanguageModel.group[Int(script)]
        let own = shares.filter { $0.sum.script == script }.map(\.sum)
        // A script may stand in short lines only.
        let all = own.isEmpty ? spans.shares.filter { $0.sum.script == script }.map(\.sum) : own
        guard var sum = all.first else { return nil }
        for other in all.dropFirst() { sum.add(other) }
        return sum
    }
}
