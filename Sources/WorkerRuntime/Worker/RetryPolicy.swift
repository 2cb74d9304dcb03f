/// When a failed attempt is repeated: exponential backoff with jitter, so that what failed together does not return together.
struct RetryPolicy: Sendable {
    var first: Duration = .seconds(2)
    var longest: Duration = .seconds(3_600)
    /// A number in 0..<1.
    var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

    /// The wait after attempt number `attempt` (from 1): `first` doubled each time, times 0.75…1.25; never below `atLeast`.
    func delay(afterAttempt attempt: Int, atLeast: Duration? = nil) -> Duration {
        let doubled = first.seconds * pow2(min(max(attempt, 1) - 1, 30))
        let delay = Duration.seconds(min(doubled, longest.seconds) * (0.75 + random() / 2))
        return max(delay, atLeast ?? .zero)
    }

    private func pow2(_ exponent: Int) -> Double { Double(1 << exponent) }
}
