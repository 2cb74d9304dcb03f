internal import ArticleAnalysis

/// What the model makes of a body: which part is in which language, and how much its words say for each.
struct Reading {
    /// Short lines have no say where there are so many other words.
    private static let enoughWords = 10

    let spans: LanguageSpans
    /// Whether lines of few words have no say.
    private let ignoresShortLines: Bool

    init(of text: Prose, by model: LanguageModel) throws {
        var spans = LanguageSpans(by: model)
        try model.memories.lend(for: model) { memory in
            var passages = Passages(of: text, by: model, memory)
            while try passages.readBlock() { spans.add(passages) }
        }
        self.spans = spans
        ignoresShortLines = spans.shares.lazy.filter { !$0.isShort }.reduce(0) { $0 + $1.sum.words } >= Reading.enoughWords
    }

    /// Whether a share has a say.
    func counts(_ share: LanguageSpans.Share) -> Bool { !share.isShort || !ignoresShortLines }

    /// What the words of a script add up to; `nil` where there are none.
    func sum(of script: ScriptTable.Script) -> Ranking.Sum? {
        let script = LanguageModel.group[Int(script)]
        let own = spans.shares.filter { $0.sum.script == script }
        let counted = own.filter(counts)
        // A script may stand in short lines only.
        let all = counted.isEmpty ? own : counted
        guard var sum = all.first?.sum else { return nil }
        for other in all.dropFirst() { sum.add(other.sum) }
        return sum
    }
}
