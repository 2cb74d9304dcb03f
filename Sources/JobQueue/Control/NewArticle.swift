/// An article to be enqueued: the parameters of `enqueue` in SQL.
public struct NewArticle: Sendable {
    /// The text; may be empty.
    public var body: String
    /// The title.
    public var title: String?
    /// The caller's own name for it: the same key with the same text is no new work.
    public var key: String?
    /// Where it was published.
    public var url: String?
    /// What its source says the language is.
    public var language: String?
    /// When it was published, in seconds since 1970-01-01 00:00 UTC.
    public var publishedAt: Double?
    /// The text of a JSON document.
    public var metadata: String?

    /// An article with just a text, unless more is said.
    public init(
        body: String, title: String? = nil, key: String? = nil, url: String? = nil, language: String? = nil, publishedAt: Double? = nil,
        metadata: String? = nil
    ) {
        self.body = body
        self.title = title
        self.key = key
        self.url = url
        self.language = language
        self.publishedAt = publishedAt
        self.metadata = metadata
    }
}

/// What is wanted of articles that are enqueued together.
public struct EnqueueOptions: Sendable {
    /// Keys of analyzers; `nil` for every analyzer of the worker that claims.
    public var analyzers: [String]?
    /// Higher first.
    public var priority: Int
    /// Not before, in seconds since 1970-01-01 00:00 UTC; `nil` for now.
    public var runAt: Double?
    /// Attempts after which a job has failed.
    public var maxAttempts: Int

    /// What `enqueue` in SQL takes when nothing is said.
    public init(analyzers: [String]? = nil, priority: Int = 0, runAt: Double? = nil, maxAttempts: Int = 5) {
        self.analyzers = analyzers
        self.priority = priority
        self.runAt = runAt
        self.maxAttempts = maxAttempts
    }
}
