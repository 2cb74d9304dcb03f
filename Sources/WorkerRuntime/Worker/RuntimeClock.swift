/// The time a worker lives by; tests own theirs.
public struct RuntimeClock: Sendable {
    /// A monotonic reading.
    public var now: @Sendable () -> Duration
    /// Returns after the duration, or throws when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's monotonic clock, which also runs while the process is stopped.
    public static var system: RuntimeClock {
        let start = ContinuousClock.now
        return RuntimeClock(now: { start.duration(to: .now) }, sleep: { try await Task.sleep(for: $0, tolerance: .milliseconds(1)) })
    }
}
