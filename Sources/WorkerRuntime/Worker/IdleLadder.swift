/// How long to sleep between looks at an empty queue: short steps first, which bound the race with an enqueuer that looked for
/// sleepers before this worker said it sleeps; then the poll interval.
struct IdleLadder {
    private static let steps: [Duration] = [.milliseconds(5), .milliseconds(20), .milliseconds(80), .milliseconds(320)]
    private let poll: Duration
    private var step = 0

    init(poll: Duration) { self.poll = poll }

    /// The next sleep; `due` is when a scheduled job becomes ready.
    mutating func next(due: Duration? = nil) -> Duration {
        defer { step = min(step + 1, Self.steps.count) }
        let rung = step < Self.steps.count ? min(Self.steps[step], poll) : poll
        return due.map { min(rung, max($0, .milliseconds(1))) } ?? rung
    }

    /// Work was found.
    mutating func reset() { step = 0 }
}
