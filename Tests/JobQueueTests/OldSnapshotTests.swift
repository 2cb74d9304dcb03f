import JobQueue
import PostgresClient
import Testing

/// What a queue must endure while somebody's transaction keeps VACUUM from removing finished jobs.
@Suite(.timeLimit(.minutes(10))) struct OldSnapshotTests {
    private static let dead = 20_000

    @Test("No call walks the rows that an old snapshot keeps, though ANALYZE has counted none alive")
    func deadRows() async throws {
        let fixture = try await QueueFixture()
        let holder = try await Connection.open(fixture.target)
        _ = try await holder.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
        _ = try await holder.query("SELECT pg_current_xact_id()")
        try await fixture.sql("SELECT count(*) FROM dragoman.enqueue_texts(array_fill('x'::text, ARRAY[\(Self.dead)]))")
        try await fixture.sql("UPDATE dragoman.jobs SET state = 2")
        try await fixture.sql("DELETE FROM dragoman.jobs")
        try await fixture.sql("ANALYZE dragoman.jobs")
        let worker = try await fixture.number("SELECT dragoman.register_worker('w', '1', 'h', '{\"language\": 1}', 1, 60, 3)")
        for _ in 0..<4 { try await fixture.enqueue() }
        let mark = try #require(try await fixture.text("SELECT min(run_at)::text FROM dragoman.jobs"))

        let claimed = try await walked(
            fixture, "SELECT count(job_id) FROM dragoman.claim(\(worker), 10, NULL, ARRAY[0], ARRAY['\(mark)'::timestamptz])")
        #expect(claimed.answer == 4 && claimed.rows < 100)
        let held = try await fixture.sql("SELECT job_id, token FROM dragoman.jobs ORDER BY job_id")
        let (jobs, tokens) = (try held.map { try $0.int8(0) }, try held[0].int8(1))
        let (ids, fence) = ("ARRAY[\(jobs[0]), \(jobs[1]), \(jobs[2])]::bigint[]", "ARRAY[\(tokens), \(tokens), \(tokens)]::bigint[]")
        for (call, expected) in [
            ("SELECT cardinality(lost) FROM dragoman.tend(\(worker), \(ids), \(fence))", 0),
            (
                """
                SELECT cardinality(dragoman.settle('w', \(ids), \(fence), '{0,1,2}', '{0,0,60}', \(ids), '{language,language,language}', '{1,1,1}',
                    '{"{}","{}","{}"}', '{0,0,0}', '{}', '{}', '{}', '{}'))
                """, 3
            ),
            ("SELECT count(*) FROM dragoman.read_back(\(ids), \(fence)) WHERE written", 3),
            ("SELECT dragoman.release(ARRAY[\(jobs[3])]::bigint[], ARRAY[\(tokens)]::bigint[])", 1),
            ("SELECT count(dragoman.enqueue('y'))", 1), ("SELECT dragoman.cancel(\(jobs[3]))::integer", 1),
        ] {
            let (answer, rows) = try await walked(fixture, call)
            #expect(answer == expected && rows < 100, "\(call) walked \(rows) rows")
        }
        await holder.close()
    }

    @Test("The first job of each priority that a claim from the marks would miss is found, whatever its set of analyzers")
    func lateJobs() async throws {
        let fixture = try await QueueFixture()
        let worker = try await fixture.number("SELECT dragoman.register_worker('w', '1', 'h', '{\"language\": 1}', 1, 60, 3)")
        for (priority, hours, analyzers) in [
            (0, 3, "NULL"), (0, 4, "'{language}'"), (0, 9, "'{translation}'"), (5, 1, "NULL"), (7, 5, "NULL"),
        ] {
            try await fixture.enqueue(
                "x", "priority => \(priority), run_at => now() - interval '\(hours) hours', analyzers => \(analyzers)")
        }
        let rows = try await fixture.sql(
            """
            SELECT priority, round(extract(epoch FROM clock_timestamp() - run_at) / 3600)::integer
            FROM dragoman.late_jobs(\(worker), ARRAY[5, 0], ARRAY[now() - interval '2 hours', now() - interval '2 hours']) ORDER BY 1
            """)
        #expect(try rows.map { [try $0.int4(0), try $0.int4(1)] } == [[0, 4]])
    }

    /// What a call answers, and how many entries of the indexes and rows of the table of live jobs it looked at.
    private func walked(_ fixture: QueueFixture, _ call: String) async throws -> (answer: Int, rows: Int) {
        try await fixture.sql("BEGIN")
        // What the session has not yet reported counts too: hence the difference.
        let before = try await looks(fixture)
        let answer = try await fixture.sql(call)[0].int8(0)
        let after = try await looks(fixture)
        try await fixture.sql("COMMIT")
        return (Int(answer), after - before)
    }

    private func looks(_ fixture: QueueFixture) async throws -> Int {
        try await fixture.number(
            """
            SELECT sum(pg_stat_get_xact_tuples_returned(r::regclass))::bigint
            FROM unnest(ARRAY['dragoman.jobs', 'dragoman.jobs_pkey', 'dragoman.jobs_ready', 'dragoman.jobs_due']) r
            """)
    }
}
