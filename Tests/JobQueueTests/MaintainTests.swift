import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct MaintainTests {
    @Test("Partitions are made ahead, and dropped whole past retention; what is kept is kept")
    func retention() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            func partitions() async throws -> Int {
                try await fixture.number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'dragoman.history_done'::regclass")
            }
            #expect(try await partitions() == 9)
            try await fixture.sql(
                "CREATE TABLE dragoman.history_done_20200101 PARTITION OF dragoman.history_done FOR VALUES FROM ('2020-01-01 00:00Z') TO ('2020-01-02 00:00Z')"
            )
            try await fixture.sql(
                """
                INSERT INTO dragoman.history_done SELECT i, 1, now(), now(), now(), day, NULL, NULL, 0, 0, 1, 5, 0
                FROM generate_series(1, 10) i, unnest(ARRAY[timestamptz '2020-01-01 12:00Z', '2020-06-01', now()]) day
                """)
            try await fixture.sql(
                "INSERT INTO dragoman.history_kept SELECT 777, 1, now(), now(), now(), '2020-01-01', NULL, NULL, 0, 0, 4, 0, 5, 3")
            try await fixture.sql(
                "INSERT INTO dragoman.failures (job_id, article_id, attempt, code, message, failed_at) VALUES (777, 1, 1, 'error', 'm', '2020-01-01'), (1, 1, 1, 'error', 'm', '2020-01-01')"
            )
            try await queue.maintain(retention: .seconds(7 * 86_400))
            #expect(try await partitions() == 9)
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.history_done") == 10)
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.history_kept") == 1)
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.failures") == 1)
        }
    }

    @Test("Many may call it at once, and a reader that holds the table makes it leave the rest for later")
    func lockedAndConcurrent() async throws {
        let fixture = try await QueueFixture()
        try await fixture.sql(
            "CREATE TABLE dragoman.history_done_20200101 PARTITION OF dragoman.history_done FOR VALUES FROM ('2020-01-01 00:00Z') TO ('2020-01-02 00:00Z')"
        )
        let reader = try await fixture.lock("SELECT FROM dragoman.history_done")
        let report = try #require(try await fixture.text("SELECT dragoman.maintain('7 days')"))
        #expect(report.contains("could not drop history_done_20200101"))
        try await fixture.kill(reader)
        try await withThrowingTaskGroup { group in
            for _ in 0..<6 {
                group.addTask {
                    let connection = try await Connection.open(fixture.target)
                    _ = try await connection.query("SELECT dragoman.maintain('7 days')")
                    await connection.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(try await fixture.text("SELECT to_regclass('dragoman.history_done_20200101')::text") == nil)
    }

    @Test("A job held by a worker that has ended is freed")
    func strays() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue()
            let worker = try await queue.register(.test())
            _ = try await queue.claim(upTo: 1, for: worker)
            try await fixture.sql("UPDATE dragoman.worker_leases SET ended_at = now()")
            try await queue.maintain(retention: .seconds(86_400))
            #expect(try await fixture.state(job) == "ready")
            #expect(try await fixture.status(job, "attempt") == "0")
        }
    }
}
