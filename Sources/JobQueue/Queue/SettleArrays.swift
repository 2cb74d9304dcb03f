internal import PostgresClient

/// Settlements as the parallel arrays that `settle` in SQL takes.
struct SettleArrays {
    /// The statement for settlements that are sorted by job.
    static func statement(
        _ settlements: some Collection<Settlement>, worker: String, passLocked: Bool, overwrite: Bool, schema: SchemaName
    ) -> Statement {
        var arrays = SettleArrays()
        for settlement in settlements { arrays.append(settlement) }
        return Statement(
            "SELECT \(schema.quoted).settle($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            [
                .text(worker), .int8Array(arrays.jobs), .int8Array(arrays.tokens), .int2Array(arrays.endings), .float8Array(arrays.delays),
                .int8Array(arrays.findingJobs), .textArray(arrays.findingAnalyzers), .int4Array(arrays.findingRevisions),
                .textArray(utf8: arrays.findingDocuments), .float8Array(arrays.findingSeconds), .int8Array(arrays.failureJobs),
                .textArray(arrays.failureAnalyzers), .textArray(arrays.failureCodes), .textArray(arrays.failureMessages), .bool(passLocked),
                .bool(overwrite),
            ])
    }

    /// One element a settlement.
    private var jobs: [Int64?] = []
    /// One element a settlement.
    private var tokens: [Int64?] = []
    /// One element a settlement: 0 done, 1 failed, 2 retry.
    private var endings: [Int16?] = []
    /// One element a settlement: seconds until the next attempt.
    private var delays: [Double?] = []
    /// One element a finding.
    private var findingJobs: [Int64?] = []
    /// One element a finding.
    private var findingAnalyzers: [String?] = []
    /// One element a finding.
    private var findingRevisions: [Int32?] = []
    /// One element a finding.
    private var findingDocuments: [[UInt8]?] = []
    /// One element a finding.
    private var findingSeconds: [Double?] = []
    /// One element a failure.
    private var failureJobs: [Int64?] = []
    /// One element a failure.
    private var failureAnalyzers: [String?] = []
    /// One element a failure.
    private var failureCodes: [String?] = []
    /// One element a failure.
    private var failureMessages: [String?] = []

    /// Adds one settlement.
    private mutating func append(_ settlement: Settlement) {
        let job = settlement.held.job.rawValue
        jobs.append(job)
        tokens.append(settlement.held.token.rawValue)
        let (ending, delay) = Self.ending(settlement.end)
        endings.append(ending)
        delays.append(delay)
        for finding in settlement.findings {
            findingJobs.append(job)
            findingAnalyzers.append(finding.analyzer)
            findingRevisions.append(Int32(clamping: finding.revision))
            findingDocuments.append(finding.json)
            findingSeconds.append(finding.elapsed.seconds)
        }
        for failure in settlement.failures {
            failureJobs.append(job)
            failureAnalyzers.append(failure.analyzer.map { Self.storable($0, limit: 200) })
            failureCodes.append(Self.storable(failure.code, limit: 200))
            failureMessages.append(Self.storable(failure.message, limit: 4000))
        }
    }

    /// The number `settle` knows an end by, and the seconds until the next attempt.
    private static func ending(_ end: Settlement.End) -> (Int16, Double) {
        switch end {
        case .done: (0, 0)
        case .failed: (1, 0)
        // A plugin may ask for any time; a hundred years is for ever.
        case .retry(let after): (2, min(max(after.seconds, 0), 3_155_760_000))
        }
    }

    /// A text PostgreSQL can store: without U+0000, and at most `limit` code points.
    private static func storable(_ text: String, limit: Int) -> String {
        guard text.utf8.count > limit || text.utf8.contains(0) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) { result.append(scalar == "\0" ? "\u{FFFD}" : scalar) }
        return String(result)
    }
}
