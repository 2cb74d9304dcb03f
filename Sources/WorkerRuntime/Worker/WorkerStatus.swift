/// What /readyz and the logs say of a worker.
public struct WorkerStatus: Sendable, Equatable {
    /// The last call to the queue was answered.
    public var isConnected = false
    /// The lease is valid by this process's own clock.
    public var holdsLease = false
    public var isPaused = false
    public var isDraining = false
    /// Too many analyzers ignore their deadlines: only a restart helps.
    public var isStuck = false
    /// Jobs claimed and not yet settled.
    public var heldJobs = 0

    /// Whether the worker would take a job now.
    public var isReady: Bool { isConnected && holdsLease && !isDraining && !isStuck }

    /// Why it would not, in a few words; `nil` when it would.
    public var reason: String? {
        if isStuck { return "analyzers ignore their deadlines: restart needed" }
        if isDraining { return "draining" }
        if !isConnected { return "PostgreSQL cannot be reached" }
        if !holdsLease { return "no lease" }
        return nil
    }
}

/// Why ``Worker/run()`` returned.
public enum WorkerExit: Sendable, Equatable {
    /// Asked to drain, and did.
    case drained
    /// Drained because too many analyzers ignored their deadlines: start a new process.
    case stuck
}
