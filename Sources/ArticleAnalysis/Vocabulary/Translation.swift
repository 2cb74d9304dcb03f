/// An article in another language, as the analyzer `translation` makes it.
public struct Translation: Finding, Equatable {
    /// BCP 47 of the translation.
    public var target: String
    /// BCP 47 of the article.
    public var source: String
    /// Who translated: `stub`, `libretranslate`, `apertium`, …
    public var engine: String
    public var engineVersion: String
    public var title: String?
    public var body: String
    /// Source span → its translation, in text order.
    public var segments: [Segment]

    public struct Segment: Codable, Sendable, Equatable {
        /// Code points of the article's body, from 0.
        public var start: Int
        /// Exclusive.
        public var end: Int
        public var text: String
        public init(start: Int, end: Int, text: String) {
            self.start = start
            self.end = end
            self.text = text
        }
    }

    private enum CodingKeys: String, CodingKey {
        case target, source, engine
        case engineVersion = "engine_version"
        case title, body, segments
    }

    public init(
        target: String, source: String, engine: String, engineVersion: String, title: String? = nil, body: String, segments: [Segment]
    ) {
        self.target = target
        self.source = source
        self.engine = engine
        self.engineVersion = engineVersion
        self.title = title
        self.body = body
        self.segments = segments
    }
}
