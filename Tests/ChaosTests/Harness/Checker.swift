import Foundation
import JobQueue
import PostgresClient

/// Judges a storm from the tables alone, over a connection of its own.
///
/// Articles with `{"guilty": true}` in their metadata were made to fail: all others must end `done`, in one attempt, without a trace of
/// the storm.
struct Checker {
    /// What breaking a rule counts as.
    enum Kind: String, CaseIterable { case lost, doubled, mischarged = "wrongly charged", fenced = "past the fence" }

    /// What it found.
    struct Verdict: CustomStringConvertible {
        /// Jobs looked at.
        var jobs = 0
        /// Jobs that break a rule, by what that counts as.
        var counts: [Kind: Int] = [:]
        /// In words, each with the first offenders.
        var faults: [String] = []

        /// Nothing was found.
        var isClean: Bool { faults.isEmpty }

        var description: String {
            "jobs \(jobs), " + Kind.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }.joined(separator: ", ")
                + (faults.isEmpty ? "" : ": " + faults.joined(separator: "; "))
        }
    }

    /// A rule: its name, what breaking it counts as, and a query that answers the jobs that break it.
    private struct Rule {
        var name: String
        var kind: Kind
        var offenders: String
    }

    /// Innocent articles, as a condition on `a`.
    private static let isInnocent = "NOT a.metadata @> '{\"guilty\": true}'"

    /// Every job, wherever it is, with what only the base tables show.
    private static let everywhere = """
        SELECT job_id, article_id, state::integer, attempt, crashes, token, worker, NULL::timestamptz AS finished_at, NULL::text AS written FROM dragoman.jobs
        UNION ALL SELECT job_id, article_id, 3, attempt, crashes, token, worker, finished_at, xmin::text FROM dragoman.history_done
        UNION ALL SELECT job_id, article_id, state, attempt, crashes, token, worker, finished_at, xmin::text FROM dragoman.history_kept
        """

    private static let rules: [Rule] = [
        Rule(
            name: "an enqueued job is nowhere", kind: .lost,
            offenders: "SELECT a.job_id FROM dragoman.articles a WHERE NOT EXISTS (SELECT FROM everywhere e WHERE e.job_id = a.job_id)"),
        Rule(name: "a job has not ended", kind: .lost, offenders: "SELECT job_id FROM everywhere WHERE state < 3"),
        Rule(
            name: "a done job lacks a finding", kind: .lost,
            offenders: """
                SELECT e.job_id FROM everywhere e JOIN dragoman.articles a USING (article_id) WHERE e.state = 3 AND \(isInnocent)
                AND NOT EXISTS (SELECT FROM dragoman.findings f WHERE f.article_id = e.article_id AND f.job_id >= e.job_id)
                """),
        Rule(
            name: "a job is in two places", kind: .doubled, offenders: "SELECT job_id FROM everywhere GROUP BY job_id HAVING count(*) > 1"),
        Rule(
            name: "a finding was written twice", kind: .doubled,
            offenders: "SELECT job_id FROM public.writes GROUP BY job_id, analyzer HAVING count(*) > 1"),
        Rule(
            name: "a finding belongs to no job that is done", kind: .doubled,
            offenders: """
                SELECT f.job_id FROM dragoman.findings f JOIN dragoman.articles a USING (article_id)
                WHERE \(isInnocent) AND NOT EXISTS (SELECT FROM everywhere e WHERE e.job_id = f.job_id AND e.state = 3)
                """),
        Rule(
            // Row versions tell their transaction: the finding is in the one that ended the job, which is the one whose token won.
            name: "a finding and its job's end are of different transactions", kind: .doubled,
            offenders: """
                SELECT f.job_id FROM dragoman.findings f JOIN everywhere e ON e.job_id = f.job_id JOIN dragoman.articles a ON a.article_id = f.article_id
                WHERE \(isInnocent) AND e.state = 3 AND f.xmin::text <> e.written
                """),
        Rule(
            name: "an innocent job was charged or did not end done", kind: .mischarged,
            offenders: """
                SELECT e.job_id FROM everywhere e JOIN dragoman.articles a USING (article_id)
                WHERE \(isInnocent) AND e.state >= 3 AND (e.attempt <> 1 OR e.crashes <> 0 OR e.state <> 3)
                """),
        Rule(
            name: "an innocent job has a failure", kind: .mischarged,
            offenders: "SELECT f.job_id FROM dragoman.failures f JOIN dragoman.articles a USING (article_id) WHERE \(isInnocent)"),
        Rule(
            name: "the crashes of a job and its failures differ", kind: .mischarged,
            offenders: """
                SELECT e.job_id FROM everywhere e WHERE e.state >= 3 AND e.crashes <>
                (SELECT count(*) FROM dragoman.failures f WHERE f.job_id = e.job_id AND f.code = 'crash')
                """),
        Rule(
            name: "a job was settled without a claim", kind: .fenced,
            offenders: "SELECT job_id FROM everywhere WHERE state IN (3, 4) AND (token IS NULL OR worker IS NULL)"),
        Rule(
            name: "a token was two workers'", kind: .fenced,
            offenders: """
                SELECT min(job_id) FROM everywhere WHERE token IS NOT NULL AND worker IS NOT NULL GROUP BY token HAVING count(DISTINCT worker) > 1
                """),
        Rule(
            name: "a worker settled after others had taken its jobs", kind: .fenced,
            offenders: """
                SELECT e.job_id FROM everywhere e JOIN dragoman.worker_leases w ON w.worker_id = e.worker
                WHERE e.state IN (3, 4) AND w.ended_at < e.finished_at
                """),
    ]

    /// Looks at everything.
    static func verdict(on arena: Arena) async throws -> Verdict {
        // What the storm did to the arena's own connection does not matter here.
        let connection = try await Connection.open(ConnectionTarget(arena.url), settings: SessionSettings(statementTimeout: .seconds(300)))
        var verdict = Verdict()
        func rows(_ query: String) async throws -> Rows {
            try await connection.query(Statement(query.replacingOccurrences(of: "dragoman.", with: arena.schema.quoted + ".")))
        }
        verdict.jobs = Int(try await rows("WITH everywhere AS (\(everywhere)) SELECT count(DISTINCT job_id) FROM everywhere")[0].int8(0))
        for rule in rules {
            let offenders = try await rows("WITH everywhere AS (\(everywhere)) \(rule.offenders) ORDER BY 1").map { try $0.int8(0) }
            guard !offenders.isEmpty else { continue }
            verdict.counts[rule.kind, default: 0] += offenders.count
            verdict.faults.append(
                "\(rule.name): \(offenders.count), for instance jobs \(offenders.prefix(5).map(String.init).joined(separator: ", "))")
        }
        if !verdict.isClean {
            let told = try await rows(
                """
                SELECT coalesce(string_agg(format('job %s attempt %s by %s at %s, %s: %s', f.job_id, f.attempt, f.worker, f.failed_at, f.code, left(f.message, 200)), '; '), 'none')
                FROM (SELECT f.* FROM dragoman.failures f JOIN dragoman.articles a USING (article_id) WHERE \(isInnocent) ORDER BY f.failure_id LIMIT 10) f
                """)[0].text(0)
            verdict.faults.append("failures of innocents: \(told)")
        }
        await connection.close()
        return verdict
    }
}
