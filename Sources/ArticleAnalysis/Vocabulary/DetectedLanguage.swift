/// The language a text is written in, as the analyzer `language` finds it.
///
/// ```swift
/// guard let language = earlier[DetectedLanguage.self], language.language == "ar" else { throw CannotAnalyze("only Arabic is read") }
/// let english = language.spans.filter { $0.language == "en" }
/// ```
public struct DetectedLanguage: Finding, Equatable {
    /// BCP 47; `und` where no language can be told.
    public var language: String
    /// ISO 15924 of most of the letters, for instance `Latn`; absent for text without letters.
    public var script: String?
    /// The probability that `language` is right, 0…1.
    public var confidence: Double
    /// Whether the detector would stand by its answer.
    public var reliable: Bool
    /// Best first; empty for `und`.
    public var candidates: [Candidate]
    /// Which part of the body is in which language, in text order, not overlapping.
    public var spans: [Span]

    /// One language the text may be in, or is in for a part.
    public struct Candidate: Codable, Sendable, Equatable {
        /// BCP 47.
        public var language: String
        /// The probability that it is the text's language, 0…1.
        public var confidence: Double
        /// A candidate from its parts.
        public init(language: String, confidence: Double) {
            self.language = language
            self.confidence = confidence
        }
    }

    /// A stretch of the body in one language.
    public struct Span: Codable, Sendable, Equatable {
        /// Code points of the body, from 0.
        public var start: Int
        /// Exclusive.
        public var end: Int
        /// BCP 47.
        public var language: String
        /// A span from its parts.
        public init(start: Int, end: Int, language: String) {
            self.start = start
            self.end = end
            self.language = language
        }
    }

    /// A finding from its parts.
    public init(
        language: String, script: String? = nil, confidence: Double, reliable: Bool, candidates: [Candidate] = [], spans: [Span] = []
    ) {
        self.language = language
        self.script = script
        self.confidence = confidence
        self.reliable = reliable
        self.candidates = candidates
        self.spans = spans
    }
}
