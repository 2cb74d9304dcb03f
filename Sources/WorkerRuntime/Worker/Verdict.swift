internal import JobQueue

/// Turns what the analyzers made of a claimed job into its settlement: the policy on partial success and retries.
struct Verdict: Sendable {
    var policy = RetryPolicy()

    /// Everything found is kept. A failure that may pass is tried again while attempts are left; a permanent one is not, and does
    /// not keep the job from being done.
    func settlement(of job: JobInHand, _ report: AnalysisReport) -> Settlement {
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
            held: job.held, articleID: job.articleID, end: end,
            findings: report.findings.map { NewFinding(analyzer: $0.analyzer, revision: $0.revision, json: $0.json, elapsed: $0.elapsed) },
            failures: report.failures.map { NewFailure(analyzer: $0.analyzer, code: $0.code.rawValue, message: $0.message) })
    }

    /// PostgreSQL refused a settlement. Leaves out one finding after the other, the largest first, until the rest is taken: the analyzer
    /// left out has failed, with the SQLSTATE as its code. When that does not help, nothing is kept and the attempt has failed.
    ///
    /// - Returns: what to settle instead; `nil` when it was refused even without findings.
    func instead(of item: Desk.Finished, refusedWith sqlState: String, _ message: String) -> Desk.Finished? {
        guard !item.settlement.findings.isEmpty else { return nil }
        var next = item
        var refused = item.refused ?? Desk.Finished.Refused(settlement: item.settlement)
        let bySize = refused.settlement.findings.indices.sorted {
            refused.settlement.findings[$0].json.count > refused.settlement.findings[$1].json.count
        }
        let message = AnalysisFailure.storable(message)
        next.settlement.end = endOfFailure(item.job)
        if bySize.count > 1, refused.triedWithout < bySize.count {
            let leftOut = refused.settlement.findings[bySize[refused.triedWithout]].analyzer
            next.settlement.findings = refused.settlement.findings.filter { $0.analyzer != leftOut }
            next.settlement.failures = refused.settlement.failures + [NewFailure(analyzer: leftOut, code: sqlState, message: message)]
            refused.triedWithout += 1
        } else {
            next.settlement.findings = []
            next.settlement.failures = [NewFailure(analyzer: nil, code: sqlState, message: message)]
        }
        next.refused = refused
        return next
    }

    /// How a failed attempt ends.
    private func endOfFailure(_ job: JobInHand) -> Settlement.End {
        job.attempt >= job.maxAttempts ? .failed : .retry(after: policy.delay(afterAttempt: job.attempt))
    }
}
