public import ArticleAnalysis

/// Tells how long an adult reads at an article, silently and for content.
public struct ReadingTime: Analyzer {
    /// The finding: `{"minutes": 3.2}`.
    public struct Estimate: Finding, Equatable {
        public var minutes: Double

        public init(minutes: Double) { self.minutes = minutes }
    }

    public static let key: AnalyzerKey = "reading-time"
    public static let revision = 1
    public static let needs: [any Finding.Type] = [DetectedLanguage.self]

    public init() {}

    public func analyze(_ article: Article, knowing earlier: Findings) throws -> Estimate {
        var language = earlier[DetectedLanguage.self]?.language ?? "und"
        if let hyphen = language.firstIndex(of: "-") { language = String(language[..<hyphen]) }  // zh-Hant reads as zh

        // Characters rather than words: Chinese, Japanese and Thai put no space between words.
        let characters = article.body.unicodeScalars.count { !$0.properties.isWhitespace }
        let minutes = Double(characters) / (Self.charactersPerMinute[language] ?? Self.elsewhere)
        return Estimate(minutes: (minutes * 100).rounded() / 100)
    }

    /// Characters a minute, without spaces: S. Trauzettel-Klosinski and K. Dietz, "Standardized Assessment of Reading
    /// Performance: The New International Reading Speed Texts IReST", IOVS 53 (2012), table 2.
    private static let charactersPerMinute: [String: Double] = [
        "ar": 612, "de": 920, "en": 987, "es": 1025, "fi": 1078, "fr": 998, "he": 833, "it": 950, "ja": 357, "nl": 978,
        "pl": 916, "pt": 913, "ru": 986, "sl": 885, "sv": 917, "tr": 1054, "zh": 255,
    ]

    /// For a language the study did not read: the mean of those with an alphabet.
    private static let elsewhere = 937.0
}
