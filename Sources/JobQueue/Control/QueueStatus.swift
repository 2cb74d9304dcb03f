/// The queue as people ask about it.
public struct QueueStatus: Sendable {
    /// Jobs by state, finished ones included as far as their history is kept.
    public var byState: [String: Int]
    /// Nobody claims until `resume`.
    public var isPaused: Bool
    /// How long the oldest ready job has waited.
    public var oldestReady: Duration?
    /// Ready jobs that need an analyzer no live worker has.
    public var unclaimable: Int
    /// Live workers, the oldest first.
    public var workers: [LiveWorker]
    /// What went wrong in the last day, the most frequent first.
    public var failing: [FailingAnalyzer]
}

/// A row of `dragoman.workers`.
public struct LiveWorker: Sendable {
    /// Its name.
    public var name: String
    /// The version of its program.
    public var version: String
    /// Where it runs.
    public var host: String
    /// Keys and revisions of its analyzers, as `language 1, entities 2`.
    public var analyzers: String
    /// Articles it analyzes at once.
    public var concurrency: Int
    /// Jobs in its hands.
    public var runningJobs: Int
    /// Until its lease ends.
    public var leaseLeft: Duration
}

/// Failures of one analyzer with one code.
public struct FailingAnalyzer: Sendable {
    /// The analyzer; `nil` for failures of whole runs.
    public var analyzer: String?
    /// What kind of failure.
    public var code: String
    /// How many.
    public var count: Int
    /// The newest message.
    public var lastMessage: String
}

/// A row of `dragoman.findings`, or of its article.
public struct ArticleFinding: Sendable {
    /// The article.
    public var articleID: Int64
    /// The finding.
    public var finding: StoredFinding
    /// How long the analyzer took.
    public var elapsed: Duration
}
