/// How long to wait before the next try: longer after each failure, never in step with others.
public struct Backoff: Sendable, Equatable {
    /// The wait after the first failure, before it is spread.
    public var first: Duration
    /// The longest wait.
    public var longest: Duration
    /// A connection that lasted this long counts as a success: the next failure is a first one again.
    public var steadyAfter: Duration
    /// Failures in a row.
    private var failures = 0

    /// From `first` doubling to `longest`.
    public init(first: Duration = .milliseconds(50), longest: Duration = .seconds(5), steadyAfter: Duration = .seconds(5)) {
        self.first = first
        self.longest = longest
        self.steadyAfter = steadyAfter
    }

    /// The wait after another failure. `spread`, from 0 up to 1, is where in the upper half of the interval it falls: half a fleet's
    /// connections must not come back in one instant.
    public mutating func next(spread: Double) -> Duration {
        let doubled = first * (1 << min(failures, 20))
        failures += 1
        return min(doubled, longest) * (0.5 + 0.5 * min(max(spread, 0), 1))
    }

    /// A connection ended that had lasted `duration`.
    public mutating func connectionEnded(after duration: Duration) {
        if duration >= steadyAfter { failures = 0 }
    }
}
