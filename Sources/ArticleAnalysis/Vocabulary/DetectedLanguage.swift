/// The language a text is written in, as the analyzer `language` finds it.
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

    public struct Candidate: Codable, Sendable, Equatable {
        public var language: String
        public var confidence: Double
        public init(language: String, confidence: Double) {
            self.language = language
            self.confidence = confidence
        }
    }

    public struct Span: Codable, Sendable, Equatable {
        /// Code points of the body, from 0.
        public var start: Int
        /// Exclusive.
        public var end: Int
        public var language: String
        public init(start: Int, end: Int, language: String) {
            self.start = start
            self.end = end
            self.language = language
        }
    }

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
