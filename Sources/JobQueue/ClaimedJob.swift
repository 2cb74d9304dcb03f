/// `dragoman.job_status.job_id`.
public struct JobID: Sendable, Hashable, Comparable, RawRepresentable, CustomStringConvertible {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public var description: String { String(rawValue) }
    public static func < (left: JobID, right: JobID) -> Bool { left.rawValue < right.rawValue }
}

/// Proof of a claim: drawn from a sequence for each claim, so that no two claims ever share one.
public struct ClaimToken: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public var description: String { String(rawValue) }
}

/// A registration of a worker process; a process that lost its lease registers anew.
public struct WorkerID: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public var description: String { String(rawValue) }
}

/// A job in a worker's hands: what every write about it must match.
public struct HeldJob: Sendable, Hashable {
    public var job: JobID
    public var token: ClaimToken
    public init(job: JobID, token: ClaimToken) {
        self.job = job
        self.token = token
    }
}

/// A job as `claim` hands it over, with its article's text.
public struct ClaimedJob: Sendable {
    public var held: HeldJob
    public var article: ClaimedArticle
    /// Keys of the analyzers asked for; `nil` for every analyzer of this worker.
    public var analyzers: [String]?
    /// This run's number, from 1; releases and rescues do not count.
    public var attempt: Int
    public var maxAttempts: Int
    public var crashes: Int
    /// It was in the hands of a worker that died: run it alone, after ``WorkQueue/mark(suspect:for:)``.
    public var isSuspect: Bool
    /// What earlier attempts of this job found: kept, not made again.
    public var earlier: [StoredFinding]
    /// Analyzers that said in an earlier attempt that they can never analyze this article.
    public var impossible: [String]

    public init(
        held: HeldJob, article: ClaimedArticle, analyzers: [String]? = nil, attempt: Int = 1, maxAttempts: Int = 5, crashes: Int = 0,
        isSuspect: Bool = false, earlier: [StoredFinding] = [], impossible: [String] = []
    ) {
        self.held = held
        self.article = article
        self.analyzers = analyzers
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        self.crashes = crashes
        self.isSuspect = isSuspect
        self.earlier = earlier
        self.impossible = impossible
    }
}

/// A row of `dragoman.articles`.
public struct ClaimedArticle: Sendable {
    public var id: Int64
    public var key: String?
    public var version: Int
    public var title: String?
    public var body: String
    public var url: String?
    public var language: String?
    /// Seconds since 1970-01-01 00:00 UTC.
    public var publishedAt: Double?
    /// The text of a JSON document.
    public var metadata: String

    public init(
        id: Int64, key: String? = nil, version: Int = 1, title: String? = nil, body: String, url: String? = nil, language: String? = nil,
        publishedAt: Double? = nil, metadata: String = "{}"
    ) {
        self.id = id
        self.key = key
        self.version = version
        self.title = title
        self.body = body
        self.url = url
        self.language = language
        self.publishedAt = publishedAt
        self.metadata = metadata
    }
}

/// A finding read back: its analyzer, and its JSON as UTF-8.
public struct StoredFinding: Sendable {
    public var analyzer: String
    public var revision: Int
    public var json: [UInt8]
    public init(analyzer: String, revision: Int, json: [UInt8]) {
        self.analyzer = analyzer
        self.revision = revision
        self.json = json
    }
}

/// What a claim brought.
public struct ClaimAnswer: Sendable {
    public var jobs: [ClaimedJob]
    /// How soon to look again though nobody rings: when the next scheduled job is due, or a look at all that is ready.
    public var lookAgain: Duration?
    public init(jobs: [ClaimedJob], lookAgain: Duration? = nil) {
        self.jobs = jobs
        self.lookAgain = lookAgain
    }
}
