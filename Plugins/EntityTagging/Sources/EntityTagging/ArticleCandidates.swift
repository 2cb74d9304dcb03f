internal import ArticleAnalysis

/// An article walked from end to end: its candidates, and what the rules make of them.
struct ArticleCandidates {
    var finder: CandidateFinder
    /// The candidates of the title, which are evidence only.
    let title: CandidateFinder
    /// What the rules make of each candidate of the body, `nil` where it is no name to them.
    let ruled: [TypedMention?]

    /// Walks an article.
    ///
    /// - Parameter isRead: whether the trained tagger will read it.
    init(_ article: Article, language detected: DetectedLanguage?, gazetteer: Gazetteer, isRead: Bool) throws {
        let language = LanguageTag(detected?.language ?? "und")
        finder = CandidateFinder(Array(article.body.utf8), gazetteer: gazetteer, language: language)
        if isRead { finder.reading = Reading() }
        try finder.walk(spans: detected?.spans ?? [])
        var title = CandidateFinder(Array((article.title ?? "").utf8), gazetteer: gazetteer, language: language)
        try title.walk(spans: [])
        self.title = title
        let rules = TypeRules(finder.candidates, title: title.candidates, evidence: finder.evidence, gazetteer: gazetteer)
        ruled = finder.candidates.map(rules.type(of:))
    }
}

extension CandidateFinder {
    /// Walks the whole text, in the language of the part at hand.
    mutating func walk(spans: [DetectedLanguage.Span]) throws {
        let main = language
        var scanner = TextScanner(bytes)
        var stretch: [Token] = []
        var span = 0
        while scanner.next(into: &stretch) {
            try Cancellation.check()
            let position = Int(stretch[0].codePoint)
            while span + 1 < spans.count, spans[span].end <= position { span += 1 }
            if span < spans.count, spans.count > 1, spans[span].start <= position, position < spans[span].end {
                let local = LanguageTag(spans[span].language)
                language = local.code == "und" ? main : local
            }
            find(in: stretch)
        }
    }
}
