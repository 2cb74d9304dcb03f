/// Throw it to be asked again no sooner than `after`: a service said it is busy, a quota is used up.
///
/// The attempt counts; use ``CannotAnalyze`` when waiting will not help.
///
/// ```swift
/// if response.status == 429 { throw RetryLater(after: .seconds(30), reason: "the service is busy") }
/// ```
public struct RetryLater: Error, Sendable, Equatable, CustomStringConvertible {
    /// How long to wait at least, from now.
    public var after: Duration
    /// Stored in `dragoman.failures`: name the cause, quote no article text.
    public var reason: String

    /// A wish to be tried again, and why.
    public init(after: Duration, reason: String = "asked to be tried again later") {
        self.after = after
        self.reason = reason
    }

    /// The reason, bare.
    public var description: String { reason }
}

/// Throw it when this analyzer will never have a finding for this article. Permanent, for this analyzer only:
/// the other analyzers of the job go on, and the job still ends as `done`.
///
/// ```swift
/// guard engine.supports(language) else { throw CannotAnalyze("no engine translates \(language)") }
/// ```
public struct CannotAnalyze: Error, Sendable, Equatable, CustomStringConvertible {
    /// Stored in `dragoman.failures`: name the cause, quote no article text.
    public var reason: String

    /// A refusal for good, and why.
    public init(_ reason: String) { self.reason = reason }

    /// The reason, bare.
    public var description: String { reason }
}
