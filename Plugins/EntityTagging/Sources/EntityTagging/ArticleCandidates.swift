internal import ArticleAnalysis

/// An article walked from end to end: its candidates, and what the rules make of them.
struct ArticleCandidates {
    /// The body in Latin letters where it is Serbian in Cyrillic; the candidates are of this text then.
    let latin: LatinReading?
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
        let body = Array(article.body.utf8)
        var spans = detected?.spans ?? []
        latin = LatinReading(body, languages: LanguageCourse(language, spans: spans))
        if let latin {
            for index in spans.indices {
                spans[index].start = latin.codePoint(original: spans[index].start)
                spans[index].end = latin.codePoint(original: spans[index].end)
            }
        }
        finder = CandidateFinder(latin?.bytes ?? body, gazetteer: gazetteer, language: language)
        if isRead { finder.reading = Reading() }
        try finder.walk(spans: spans)
        finder.reading?.leaveOutArabicPrefixes(in: finder.bytes, gazetteer)
        let line = Array((article.title ?? "").utf8)
        let latinLine = LatinReading(line, languages: LanguageCourse(language, spans: []))
        var title = CandidateFinder(latinLine?.bytes ?? line, gazetteer: gazetteer, language: language)
        try title.walk(spans: [])
        self.title = title
        let rules = TypeRules(finder.candidates, title: title.candidates, evidence: finder.evidence, gazetteer: gazetteer)
        ruled = finder.candidates.map(rules.type(of:))
    }
}

extension CandidateFinder {
    /// Walks the whole text, in the language of the part at hand.
    mutating func walk(spans: [DetectedLanguage.Span]) throws {
        var languages = LanguageCourse(language, spans: spans)
        var scanner = TextScanner(bytes)
        var stretch: [Token] = []
        while scanner.next(into: &stretch) {
            try Cancellation.check()
            language = languages.language(at: Int(stretch[0].codePoint))
            find(in: stretch)
        }
    }
}
