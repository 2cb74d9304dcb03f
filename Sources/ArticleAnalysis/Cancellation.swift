internal import Synchronization

/// Whether the work at hand should stop: its job was cancelled, its deadline passed, or the worker is shutting down.
///
/// A CPU-bound analyzer that may run for long asks now and then:
///
/// ```swift
/// for paragraph in paragraphs {
///     try Cancellation.check()
///     …
/// }
/// ```
public enum Cancellation {
    /// A flag one analysis listens to. The worker sets it; analyzers read it through ``Cancellation``.
    public final class Flag: Sendable {
        /// Only ever goes up.
        private let raised = Atomic<Bool>(false)
        /// A flag that is not raised.
        public init() {}
        /// Asks the analysis to stop; it stays raised.
        public func raise() { raised.store(true, ordering: .relaxed) }
        /// Whether somebody asked.
        public var isRaised: Bool { raised.load(ordering: .relaxed) }
    }

    /// The flag of the analysis that runs on this thread or in this task.
    @TaskLocal public static var current: Flag?

    /// Whether the work at hand should stop.
    public static var isRequested: Bool { current?.isRaised == true || Task.isCancelled }

    /// - Throws: `CancellationError` when the work at hand should stop.
    public static func check() throws { if isRequested { throw CancellationError() } }
}
