/// What the analyzers made of one article.
public struct AnalysisReport: Sendable {
    /// In running order.
    public var findings: [MadeFinding] = []
    /// In running order.
    public var failures: [AnalysisFailure] = []
    /// Analyzers that were not tried because one they need failed for now; they have no failure of their own.
    public var postponed: [String] = []
    /// The run was cut short: its job was cancelled, or the worker gave it back.
    public var wasCancelled = false

    public init() {}
}

/// A finding with the JSON it is stored as.
public struct MadeFinding: Sendable {
    public let analyzer: String
    public let revision: Int
    /// UTF-8 of one JSON document.
    public let json: [UInt8]
    public let elapsed: Duration
}

/// Why an analyzer made no finding.
public struct AnalysisFailure: Sendable, Equatable {
    public let analyzer: String
    public let code: Code
    /// Free of NUL, at most 4,000 bytes.
    public let message: String
    /// How long ``RetryLater`` asked to wait.
    public let retryAfter: Duration?

    /// The closed vocabulary of failures; the raw value is stored in `dragoman.failures.code`.
    public enum Code: String, Sendable {
        case error
        case retryLater = "retry_later"
        case cannotAnalyze = "cannot_analyze"
        case deadline
    }

    /// Whether trying again may help.
    public var isPermanent: Bool { code == .cannotAnalyze }

    init(analyzer: String, code: Code, message: String, retryAfter: Duration? = nil) {
        self.analyzer = analyzer
        self.code = code
        self.message = Self.storable(message)
        self.retryAfter = retryAfter
    }

    /// PostgreSQL's text has no NUL, and a history wants no megabytes. Works on bytes: an error may quote a whole article.
    static func storable(_ message: String) -> String {
        let limit = 4_000
        var bytes = message.utf8.prefix(limit).map { $0 == 0 ? UInt8(ascii: "?") : $0 }
        if message.utf8.count > limit {
            // Do not end in the middle of a code point.
            while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
            if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
