/// What every plugin is: a value that turns an article into one kind of ``Finding``.
///
/// Conform to ``Analyzer`` for work on the CPU or to ``AsyncAnalyzer`` for work that waits for something else (an HTTP service,
/// a subprocess); this protocol holds what both share.
public protocol AnalyzerPlugin: Sendable {
    /// The finding this analyzer makes.
    associatedtype Output: Finding

    /// The name under which jobs ask for this analyzer and its findings are stored, for instance `"reading-time"`.
    static var key: AnalyzerKey { get }

    /// Raise it whenever the analyzer would answer differently for the same article, so that `dragoman.reanalyze` can find what is old.
    static var revision: Int { get }

    /// The findings this analyzer reads. It runs after their analyzers, and only where they all made a finding.
    static var needs: [any Finding.Type] { get }

    /// How long one article may take, and how many at once.
    var limits: AnalyzerLimits { get }

    /// Loads what the analyzer needs before its first article: models, tables, a connection test. Called once, at start.
    ///
    /// - Throws: whatever keeps the analyzer from working; the worker then refuses to start and says why.
    func prepare() throws
}

extension AnalyzerPlugin {
    /// Nothing: most analyzers read only the article.
    public static var needs: [any Finding.Type] { [] }
    /// A minute for an article, as many at once as the worker likes.
    public var limits: AnalyzerLimits { AnalyzerLimits() }
    /// Nothing to load.
    public func prepare() throws {}
}

/// An analyzer that works on the CPU. It runs on a thread of the worker's own, never on Swift's cooperative pool.
///
/// ```swift
/// public struct ReadingTime: Analyzer {
///     public struct Estimate: Finding { public var minutes: Double }
///     public static let key: AnalyzerKey = "reading-time"
///     public static let revision = 1
///
///     public func analyze(_ article: Article, knowing earlier: Findings) throws -> Estimate {
///         Estimate(minutes: Double(article.body.utf8.count) / 6 / 230)
///     }
/// }
/// ```
public protocol Analyzer: AnalyzerPlugin {
    // Named again so that the compiler infers it from `analyze`.
    associatedtype Output

    /// Analyzes one article.
    ///
    /// - Parameters:
    ///   - article: the article; offsets in the answer count Unicode code points of its `body`.
    ///   - earlier: the findings this analyzer ``AnalyzerPlugin/needs``, made for the same article.
    /// - Throws: ``RetryLater`` to be asked again later, ``CannotAnalyze`` when this article will never have this finding,
    ///   `CancellationError` from ``Cancellation/check()``. Any other error is retried with backoff.
    func analyze(_ article: Article, knowing earlier: Findings) throws -> Output
}

/// An analyzer that waits for something outside the process: an HTTP service, a subprocess.
///
/// ```swift
/// struct Summary: AsyncAnalyzer {
///     struct Text: Finding { var summary: String }
///     static let key: AnalyzerKey = "summary"
///     static let revision = 1
///     var limits: AnalyzerLimits { AnalyzerLimits(deadline: .seconds(20), concurrency: 4) }
///
///     func analyze(_ article: Article, knowing earlier: Findings) async throws -> Text {
///         try await service.summarize(article.body)
///     }
/// }
/// ```
public protocol AsyncAnalyzer: AnalyzerPlugin {
    // Named again so that the compiler infers it from `analyze`.
    associatedtype Output

    /// Analyzes one article; the rules of ``Analyzer/analyze(_:knowing:)`` hold. Cancelled as any Swift task is.
    func analyze(_ article: Article, knowing earlier: Findings) async throws -> Output
}

/// How long an analyzer may take for one article, and how many articles it may have in hand at once.
///
/// ```swift
/// var limits: AnalyzerLimits { AnalyzerLimits(deadline: .seconds(5), concurrency: 2) }
/// ```
public struct AnalyzerLimits: Sendable, Equatable {
    /// After this long the analyzer is asked to stop, and the attempt counts as failed with the code `deadline`.
    public var deadline: Duration

    /// Articles in this analyzer at once in one worker; `nil` leaves it to the worker's own concurrency.
    public var concurrency: Int?

    /// Limits; what is left out is as wide as can be.
    public init(deadline: Duration = .seconds(60), concurrency: Int? = nil) {
        self.deadline = deadline
        self.concurrency = concurrency
    }
}
