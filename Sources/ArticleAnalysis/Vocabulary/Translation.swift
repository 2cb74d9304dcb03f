/// An article in another language, as the analyzer `translation` makes it.
///
/// ```swift
/// let english = earlier[Translation.self]?.body ?? article.body
/// ```
public struct Translation: Finding, Equatable {
    /// BCP 47 of the translation.
    public var target: String
    /// BCP 47 of the article.
    public var source: String
    /// Who translated: `stub`, `libretranslate`, `apertium`, …
    public var engine: String
    /// Changes whenever the engine translates differently.
    public var engineVersion: String
    /// The title's translation; absent where the article has no title.
    public var title: String?
    /// The whole body's translation, paragraphs kept.
    public var body: String
    /// Source span → its translation, in text order.
    public var segments: [Segment]

    /// A part of the article's body, mostly a sentence, and its translation.
    public struct Segment: Codable, Sendable, Equatable {
        /// Code points of the article's body, from 0.
        public var start: Int
        /// Exclusive.
        public var end: Int
        /// The translation of that part.
        public var text: String
        /// A segment from its parts.
        public init(start: Int, end: Int, text: String) {
            self.start = start
            self.end = end
            self.text = text
        }
    }

    /// The JSON's keys, where they differ from Swift's names.
    private enum CodingKeys: String, CodingKey {
        case target, source, engine
        case engineVersion = "engine_version"
        case title, body, segments
    }

    /// A translation from its parts.
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
