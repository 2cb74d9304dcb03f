/// What became of a claimed job in one run: its findings, its failures, and whether it is over.
public struct Settlement: Sendable {
    public var held: HeldJob
    public var articleID: Int64
    public var end: End
    public var findings: [NewFinding]
    public var failures: [NewFailure]

    public enum End: Sendable, Equatable {
        /// Everything that can be found was found.
        case done
        /// Attempts are used up.
        case failed
        /// What is missing is tried again after this long.
        case retry(after: Duration)
    }

    public init(held: HeldJob, articleID: Int64, end: End, findings: [NewFinding] = [], failures: [NewFailure] = []) {
        self.held = held
        self.articleID = articleID
        self.end = end
        self.findings = findings
        self.failures = failures
    }
}

/// A finding to be written.
public struct NewFinding: Sendable {
    public var analyzer: String
    public var revision: Int
    /// UTF-8 of one JSON document, free of NUL and lone surrogates.
    public var json: [UInt8]
    public var elapsed: Duration
    public init(analyzer: String, revision: Int, json: [UInt8], elapsed: Duration) {
        self.analyzer = analyzer
        self.revision = revision
        self.json = json
        self.elapsed = elapsed
    }
}

/// A row for `dragoman.failures`.
public struct NewFailure: Sendable, Equatable {
    public var analyzer: String?
    /// A short word: `error`, `retry_later`, `cannot_analyze`, `deadline`, `crash`, or a SQLSTATE.
    public var code: String
    /// Stored with NUL replaced, at most 4,000 characters.
    public var message: String
    public init(analyzer: String?, code: String, message: String) {
        self.analyzer = analyzer
        self.code = code
        self.message = message
    }

    /// The code of an analyzer's permanent refusal.
    public static let cannotAnalyze = "cannot_analyze"
}

/// What became of a settlement.
public enum SettleAnswer: Sendable, Equatable {
    /// Written, by this call or by an earlier one whose answer was lost.
    case settled
    /// The claim no longer held: cancelled or rescued. Nothing was written.
    case lost
    /// Another session has locked the job's row. Nothing was written, the job is still held: settle it again, a little later.
    case blocked
    /// PostgreSQL refused this very settlement (a CHECK, a trigger, a value it cannot store). Nothing was written, the job is still
    /// held: settle it again, without findings, as a failure with this code.
    case refused(sqlState: String, message: String)
}
