public import ArticleAnalysis
public import JobQueue

/// What is to be done with one article.
public struct AnalysisOrder: Sendable {
    public var article: Article
    /// Keys asked for; `nil` for all. What they need runs too, but only what was asked for is reported.
    public var asked: [String]?
    /// Findings that earlier attempts made: read, not made again.
    public var earlier: [StoredFinding]
    /// Keys that said in an earlier attempt that they never can.
    public var impossible: [String]

    public init(article: Article, asked: [String]? = nil, earlier: [StoredFinding] = [], impossible: [String] = []) {
        self.article = article
        self.asked = asked
        self.earlier = earlier
        self.impossible = impossible
    }

    /// The order a claimed job stands for.
    init(_ job: ClaimedJob) {
        let claimed = job.article
        self.init(
            article: Article(
                id: claimed.id, key: claimed.key, version: claimed.version, title: claimed.title, body: claimed.body, url: claimed.url,
                claimedLanguage: claimed.language, publishedAt: claimed.publishedAt.map { Self.date(secondsSince1970: $0) },
                metadata: claimed.metadata),
            asked: job.analyzers, earlier: job.earlier, impossible: job.impossible)
    }
}
