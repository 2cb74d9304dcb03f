public import JobQueue
internal import Synchronization

/// The worker's counters, as /metrics shows them.
public final class Telemetry: Sendable {
    let version: String
    let jobs = Dictionary(uniqueKeysWithValues: JobOutcome.allCases.map { ($0, Counter()) })
    let claims = Counter()
    let emptyClaims = Counter()
    let claimedJobs = Counter()
    let settleBatches = Counter()
    let settleSeconds = Histogram()
    let claimSeconds = Histogram()
    let fenced = Counter()
    let rescued = Counter()
    let quarantined = Counter()
    let promoted = Counter()
    let reconnects = Counter()
    let leasesLost = Counter()
    let queueErrors = Counter()
    let stuckThreads = Gauge()
    private let analyses = Mutex([String: AnalyzerCounts]())
    private let depth = Mutex<QueueDepth?>(nil)
    private let status = Mutex(WorkerStatus())

    /// What became of a job in this worker's hands.
    enum JobOutcome: String, CaseIterable { case done, failed, retried, released, lost, refused }

    /// What one analyzer did.
    struct AnalyzerCounts: Sendable {
        /// In the order of ``AnalysisOutcome/allCases``.
        private let outcomes = AnalysisOutcome.allCases.map { _ in Counter() }
        let seconds = Histogram()

        /// How often it ended so.
        subscript(outcome: AnalysisOutcome) -> Counter { outcomes[outcome.position] }
    }

    public init(version: String) { self.version = version }

    func count(_ outcome: JobOutcome, _ amount: Int = 1) { jobs[outcome]?.add(amount) }

    /// The counters of one analyzer, made at first use; keep them.
    func counts(of analyzer: String) -> AnalyzerCounts {
        analyses.withLock { analyses in
            if let known = analyses[analyzer] { return known }
            let fresh = AnalyzerCounts()
            analyses[analyzer] = fresh
            return fresh
        }
    }

    /// Keeps what was last seen of the queue.
    public func set(depth: QueueDepth) { self.depth.withLock { $0 = depth } }

    func set(status: WorkerStatus) { self.status.withLock { $0 = status } }

    /// All counters in Prometheus' text format 0.0.4.
    public func prometheusText() -> String {
        var page = PrometheusPage()
        page.family("dragoman_build_info", .gauge, "The version that runs.", [(["version": version], 1)])
        page.family(
            "dragoman_jobs_total", .counter, "Jobs that left this worker's hands, by outcome.",
            JobOutcome.allCases.map { (["outcome": $0.rawValue], Double(jobs[$0]?.value ?? 0)) })
        addAnalyses(to: &page)
        page.counter("dragoman_claims_total", "Claims that were answered.", claims)
        page.counter("dragoman_claims_empty_total", "Claims that brought nothing.", emptyClaims)
        page.counter("dragoman_claimed_jobs_total", "Jobs claimed.", claimedJobs)
        page.histogram("dragoman_claim_seconds", "How long a claim took.", [([:], claimSeconds.value)])
        page.counter("dragoman_settle_batches_total", "Settle transactions.", settleBatches)
        page.histogram("dragoman_settle_seconds", "How long a settle took.", [([:], settleSeconds.value)])
        page.counter("dragoman_fenced_total", "Settlements refused because the claim no longer held.", fenced)
        page.counter("dragoman_rescued_total", "Jobs this worker took back from dead workers.", rescued)
        page.counter("dragoman_quarantined_total", "Jobs this worker put into quarantine.", quarantined)
        page.counter("dragoman_promoted_total", "Scheduled jobs this worker made ready.", promoted)
        page.counter("dragoman_reconnects_total", "Times the connection came back.", reconnects)
        page.counter("dragoman_leases_lost_total", "Times this worker was taken for dead.", leasesLost)
        page.counter("dragoman_queue_errors_total", "Calls to PostgreSQL that failed.", queueErrors)
        page.gauge("dragoman_stuck_threads", "Threads lost to analyzers that ignore their deadline.", stuckThreads.value)
        addStatus(to: &page)
        addDepth(to: &page)
        ProcessMetrics.add(to: &page)
        return page.text
    }

    private func addAnalyses(to page: inout PrometheusPage) {
        let analyses = analyses.withLock { $0 }.sorted { $0.key < $1.key }
        page.family(
            "dragoman_analyses_total", .counter, "Articles an analyzer was given, by how that ended.",
            analyses.flatMap { key, counts in
                AnalysisOutcome.allCases.map { (["analyzer": key, "outcome": $0.rawValue], Double(counts[$0].value)) }
            })
        page.histogram(
            "dragoman_analysis_seconds", "How long an analyzer took for an article.",
            analyses.map { (["analyzer": $0.key], $0.value.seconds.value) })
    }

    private func addStatus(to page: inout PrometheusPage) {
        let status = status.withLock { $0 }
        page.gauge("dragoman_held_jobs", "Jobs claimed and not yet settled.", Double(status.heldJobs))
        page.gauge("dragoman_lease_held", "1 while this worker's lease is valid.", status.holdsLease ? 1 : 0)
        page.gauge("dragoman_connected", "1 while PostgreSQL answers.", status.isConnected ? 1 : 0)
        page.gauge("dragoman_paused", "1 while the queue is paused.", status.isPaused ? 1 : 0)
        page.gauge("dragoman_draining", "1 once this worker drains.", status.isDraining ? 1 : 0)
    }

    private func addDepth(to page: inout PrometheusPage) {
        guard let depth = depth.withLock({ $0 }) else { return }
        page.family(
            "dragoman_queue_jobs", .gauge, "Live jobs of the whole queue, by state.",
            depth.byState.sorted { $0.key < $1.key }.map { (["state": $0.key], Double($0.value)) })
        page.gauge("dragoman_queue_oldest_ready_seconds", "Age of the oldest ready job.", depth.oldestReady?.seconds ?? 0)
        page.gauge("dragoman_queue_unclaimable_jobs", "Ready jobs that need an analyzer no live worker has.", Double(depth.unclaimable))
    }
}
