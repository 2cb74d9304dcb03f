public import FoundationEssentials

/// One article as an analyzer sees it.
///
/// ```swift
/// let finding = try ReadingTime().analyze(Article(title: "Budget adopted", body: text), knowing: Findings())
/// ```
public struct Article: Sendable {
    /// `dragoman.articles.article_id`; 0 for text that came without a database.
    public var id: Int64
    /// The enqueuer's own name for the article; the same key may have several versions.
    public var key: String?
    /// Counts the texts enqueued under one key, from 1.
    public var version: Int
    /// The headline, if there is one; offsets never count in it.
    public var title: String?
    /// The text that offsets of findings count in, in Unicode code points.
    public var body: String
    /// Where the article was found; nobody fetches it.
    public var url: String?
    /// What the source says the language is, BCP 47. Only a hint: read ``DetectedLanguage`` for what it is.
    public var claimedLanguage: String?
    /// When the source says it was published.
    public var publishedAt: Date?
    /// The enqueuer's metadata: the text of a JSON document. Decode it with ``decodeMetadata(_:)``.
    public var metadata: String

    /// An article from its parts; a body alone is enough.
    public init(
        id: Int64 = 0, key: String? = nil, version: Int = 1, title: String? = nil, body: String, url: String? = nil,
        claimedLanguage: String? = nil, publishedAt: Date? = nil, metadata: String = "{}"
    ) {
        self.id = id
        self.key = key
        self.version = version
        self.title = title
        self.body = body
        self.url = url
        self.claimedLanguage = claimedLanguage
        self.publishedAt = publishedAt
        self.metadata = metadata
    }

    /// The metadata as a type of the caller's.
    ///
    /// ```swift
    /// struct Desk: Decodable { var desk: String? }
    /// let desk = try article.decodeMetadata(Desk.self).desk
    /// ```
    /// - Throws: `DecodingError` when the metadata has another shape.
    public func decodeMetadata<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(metadata.utf8))
    }
}
