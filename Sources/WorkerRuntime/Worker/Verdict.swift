internal import JobQueue

/// Turns what the analyzers made of a claimed job into its settlement: the policy on partial success and retries.
struct Verdict: Sendable {
    var policy = RetryPolicy()

    /// Everything found is kept. A failure that may pass is tried again while attempts are left; a permanent one is not, and does
    /// not keep the job from being done.
    func settlement(of job: ClaimedJob, _ report: AnalysisReport) -> Settlement {
        let passing = report.failures.filter { !$0.isPermanent }
        let end: Settlement.End =
            if passing.isEmpty && report.postponed.isEmpty {
                .done
            } else if job.attempt >= job.maxAttempts {
                .failed
            } else {
                .retry(after: policy.delay(afterAttempt: job.attempt, atLeast: passing.compactMap(\.retryAfter).max()))
            }
        return Settlement(
            held: job.held, articleID: job.article.id, end: end,
            findings: report.findings.map { NewFinding(analyzer: $0.analyzer, revision: $0.revision, json: $0.json, elapsed: $0.elapsed) },
            failures: report.failures.map { NewFailure(analyzer: $0.analyzer, code: $0.code.rawValue, message: $0.message) })
    }

    /// PostgreSQL refused the job's findings: the attempt failed with the SQLSTATE as its code.
    func settlement(of job: ClaimedJob, refusedWith sqlState: String, _ message: String) -> Settlement {
        Settlement(
            held: job.held, articleID: job.article.id,
            end: job.attempt >= job.maxAttempts ? .failed : .retry(after: policy.delay(afterAttempt: job.attempt)),
            failures: [NewFailure(analyzer: nil, code: sqlState, message: AnalysisFailure.storable(message))])
    }
}
