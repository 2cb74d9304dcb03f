/// What `dragoman.workers` shows of a worker.
public struct WorkerDescription: Sendable {
    /// Unique enough to be found in logs: host and process id by default.
    public var name: String
    public var version: String
    public var host: String
    /// Keys of its analyzers with their revisions.
    public var analyzers: [String: Int]
    public var concurrency: Int
    public var lease: Duration
    /// Crashes of its own after which a job is quarantined.
    public var maxCrashes: Int

    public init(name: String, version: String, host: String, analyzers: [String: Int], concurrency: Int, lease: Duration, maxCrashes: Int) {
        self.name = name
        self.version = version
        self.host = host
        self.analyzers = analyzers
        self.concurrency = concurrency
        self.lease = lease
        self.maxCrashes = maxCrashes
    }
}

/// What a worker learns when it tends its lease.
public struct TendAnswer: Sendable {
    /// `false` when the lease had run out and others have taken the jobs: register anew.
    public var leaseHeld: Bool
    /// Those of the running jobs that are no longer this worker's: stop them.
    public var lost: [HeldJob]
    public var paused: Bool
    /// Jobs taken back from dead workers by this call.
    public var rescued: Int
    /// Scheduled jobs made ready by this call.
    public var promoted: Int
    /// Jobs quarantined by this call.
    public var quarantined: Int

    public init(leaseHeld: Bool, lost: [HeldJob] = [], paused: Bool = false, rescued: Int = 0, promoted: Int = 0, quarantined: Int = 0) {
        self.leaseHeld = leaseHeld
        self.lost = lost
        self.paused = paused
        self.rescued = rescued
        self.promoted = promoted
        self.quarantined = quarantined
    }
}

/// The queue in numbers.
public struct QueueDepth: Sendable {
    /// Live jobs by state: `ready`, `scheduled`, `running`.
    public var byState: [String: Int]
    /// Age of the oldest job that is ready.
    public var oldestReady: Duration?
    /// Ready jobs that need an analyzer no live worker has.
    public var unclaimable: Int

    public init(byState: [String: Int], oldestReady: Duration? = nil, unclaimable: Int = 0) {
        self.byState = byState
        self.oldestReady = oldestReady
        self.unclaimable = unclaimable
    }
}
