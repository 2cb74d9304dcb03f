internal import PostgresClient

extension ClaimedJob {
    /// A job as a row of `claim` in SQL; `nil` for the row that only tells when the next job is due.
    init?(_ row: Row) throws {
        guard let job = try row.int8(ifPresent: 0) else { return nil }
        self.init(
            held: HeldJob(job: JobID(rawValue: job), token: ClaimToken(rawValue: try row.int8(1))),
            article: ClaimedArticle(
                id: try row.int8(2), key: try row.text(ifPresent: 3), version: Int(try row.int4(4)), title: try row.text(ifPresent: 5),
                body: try row.text(6), url: try row.text(ifPresent: 7), language: try row.text(ifPresent: 8),
                publishedAt: try row.float8(ifPresent: 9), metadata: try row.text(10)),
            analyzers: try row.textArray(ifPresent: 11), attempt: Int(try row.int2(12)), maxAttempts: Int(try row.int2(13)),
            crashes: Int(try row.int2(14)), isSuspect: try row.bool(15), earlier: Self.findings(try row.textArray(ifPresent: 18) ?? []),
            impossible: try row.textArray(ifPresent: 19) ?? [])
    }

    /// Findings from an array that alternates analyzer, revision and document.
    private static func findings(_ flat: [String]) -> [StoredFinding] {
        stride(from: 0, to: flat.count - 2, by: 3).map {
            StoredFinding(analyzer: flat[$0], revision: Int(flat[$0 + 1]) ?? 0, json: Array(flat[$0 + 2].utf8))
        }
    }
}
