internal import PostgresClient

extension QueueControl {
    /// The queue in numbers, its workers, and what fails.
    public func status() async throws -> QueueStatus {
        let counts = try await query("SELECT state, count(*) FROM \(schema.quoted).job_status GROUP BY state")
        let depth = try await query("SELECT oldest_ready, unclaimable, \(schema.quoted).is_paused() FROM \(schema.quoted).depth()")[0]
        let workers = try await query(
            """
            SELECT name, version, host,
                (SELECT string_agg(a.key || ' ' || a.value, ', ' ORDER BY a.key) FROM jsonb_each_text(analyzers) a),
                concurrency, running_jobs, extract(epoch FROM lease_until - clock_timestamp())::float8
            FROM \(schema.quoted).workers ORDER BY worker_id
            """)
        let failing = try await query(
            """
            SELECT analyzer, code, count(*), (array_agg(message ORDER BY failure_id DESC))[1]
            FROM \(schema.quoted).failures
            -- What an analyzer has no answer to (an article that is in the target language already) is an outcome, not a fault.
            WHERE failed_at > now() - interval '1 day' AND code <> 'cannot_analyze'
            GROUP BY analyzer, code ORDER BY count(*) DESC LIMIT 20
            """)
        return QueueStatus(
            byState: try Dictionary(uniqueKeysWithValues: counts.map { (try $0.text(0), Int(try $0.int8(1))) }),
            isPaused: try depth.bool(2), oldestReady: try depth.float8(ifPresent: 0).map { .seconds($0) },
            unclaimable: Int(try depth.int8(1)),
            workers: try workers.map { row in
                LiveWorker(
                    name: try row.text(0), version: try row.text(1), host: try row.text(2), analyzers: try row.text(ifPresent: 3) ?? "",
                    concurrency: Int(try row.int4(4)), runningJobs: Int(try row.int8(5)), leaseLeft: .seconds(max(0, try row.float8(6))))
            },
            failing: try failing.map { row in
                FailingAnalyzer(
                    analyzer: try row.text(ifPresent: 0), code: try row.text(1), count: Int(try row.int8(2)), lastMessage: try row.text(3))
            })
    }

    /// A job's state, or `nil` when there is no such job.
    public func state(of job: JobID) async throws -> String? {
        try await query("SELECT state FROM \(schema.quoted).job_status WHERE job_id = $1 LIMIT 1", [.int8(job.rawValue)]).first?.text(0)
    }

    /// The findings for the article of a job.
    public func findings(of job: JobID) async throws -> [ArticleFinding] {
        try await findings(
            "article_id = (SELECT article_id FROM \(schema.quoted).job_status WHERE job_id = $1 LIMIT 1)", [.int8(job.rawValue)])
    }

    /// The findings for an article.
    public func findings(ofArticle article: Int64) async throws -> [ArticleFinding] {
        try await findings("article_id = $1", [.int8(article)])
    }

    /// The findings of a condition.
    private func findings(_ condition: String, _ parameters: [Parameter]) async throws -> [ArticleFinding] {
        try await query(
            """
            SELECT article_id, analyzer, revision, finding::text, elapsed FROM \(schema.quoted).findings
            WHERE \(condition) ORDER BY article_id, analyzer
            """, parameters
        ).map { row in
            ArticleFinding(
                articleID: try row.int8(0),
                finding: StoredFinding(analyzer: try row.text(1), revision: Int(try row.int4(2)), json: try row.bytes(3)),
                elapsed: try row.interval(4))
        }
    }

    /// Live jobs: ready, scheduled and running together.
    public func liveJobs() async throws -> Int {
        Int(try await query("SELECT ready + scheduled + running FROM \(schema.quoted).depth()")[0].int8(0))
    }

    /// Waits until no job is live, looking every `interval`; `progress` hears how many are left.
    ///
    /// - Throws: ``QueueError``; `CancellationError` when the task is cancelled.
    public func waitUntilDrained(every interval: Duration = .milliseconds(100), progress: @Sendable (Int) async -> Void = { _ in })
        async throws
    {
        while true {
            let left = try await liveJobs()
            await progress(left)
            if left == 0 { return }
            try await Task.sleep(for: interval)
        }
    }
}
