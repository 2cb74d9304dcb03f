internal import ArticleAnalysis

/// The languages of an article from its beginning to its end.
struct LanguageCourse {
    private let main: LanguageTag
    private let parts: [Part]
    private var next = 0
    private var current: LanguageTag

    /// A part in one language, in code points.
    private struct Part {
        var start: Int
        var end: Int
        var language: LanguageTag
    }

    /// The course of an article whose main language is given; a single span says no more than that.
    init(_ main: LanguageTag, spans: [DetectedLanguage.Span]) {
        self.main = main
        current = main
        parts = spans.count < 2 ? [] : spans.map { Part(start: $0.start, end: $0.end, language: LanguageTag($0.language)) }
    }

    /// Whether any part can be Serbian.
    var mayBeSerbian: Bool {
        SerbianAlphabet.languages.contains(main.code) || parts.contains { SerbianAlphabet.languages.contains($0.language.code) }
    }

    /// The language at a code point, no earlier one than was asked for before; between two parts it is still that of the first.
    mutating func language(at position: Int) -> LanguageTag {
        while next + 1 < parts.count, parts[next].end <= position { next += 1 }
        if next < parts.count, parts[next].start <= position, position < parts[next].end {
            current = parts[next].language.code == "und" ? main : parts[next].language
        }
        return current
    }
}
