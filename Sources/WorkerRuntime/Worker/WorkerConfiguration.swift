/// How a worker behaves.
public struct WorkerConfiguration: Sendable, Equatable {
    /// Shown in `dragoman.workers` and in logs.
    public var name: String
    public var version: String
    public var host: String
    /// Articles analyzed at once.
    public var concurrency: Int
    /// Articles claimed ahead at most; `nil` derives it from the pace of the work.
    public var prefetch: Int?
    /// How long this worker counts as alive without renewing.
    public var lease: Duration
    /// How long running jobs may take to finish once the worker drains.
    public var grace: Duration
    /// The longest sleep without a bell.
    public var poll: Duration
    /// Crashes of its own after which a job is quarantined.
    public var maxCrashes: Int
    /// How long the history of `done` jobs is kept.
    public var retention: Duration
    /// Threads lost to analyzers that ignore their deadline, after which the worker drains and asks to be restarted.
    public var maxStuck: Int

    public init(
        name: String, version: String, host: String, concurrency: Int, prefetch: Int? = nil, lease: Duration = .seconds(15),
        grace: Duration = .seconds(25), poll: Duration = .seconds(1), maxCrashes: Int = 3, retention: Duration = .seconds(7 * 86_400),
        maxStuck: Int? = nil
    ) {
        self.name = name
        self.version = version
        self.host = host
        self.concurrency = max(1, concurrency)
        self.prefetch = prefetch
        self.lease = lease
        self.grace = grace
        self.poll = poll
        self.maxCrashes = maxCrashes
        self.retention = retention
        self.maxStuck = maxStuck ?? max(4, concurrency)
    }
}
