import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct EnqueueTests {
    @Test("The same key with the same text answers the same id; a new text is a new version and a new job")
    func keys() async throws {
        let fixture = try await QueueFixture()
        let first = try await fixture.enqueue("one", "key => 'k'")
        #expect(try await fixture.enqueue("one", "key => 'k', metadata => '{\"other\": true}'") == first)
        #expect(try await fixture.enqueue("one", "key => 'k', title => 'T'") != first)
        #expect(try await fixture.number("SELECT max(version) FROM dragoman.articles") == 2)
        // Long finished: still the same id.
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 9, for: worker).jobs
            _ = try await queue.settle(claimed.map { $0.settlement() })
        }
        let third = try await fixture.enqueue("one", "key => 'k'")
        #expect(third != first)
        #expect(try await fixture.enqueue("one", "key => 'k'") == third)
        #expect(try await fixture.enqueue("one") != fixture.enqueue("one"))
    }

    @Test("50 sessions racing on one key make one job")
    func race() async throws {
        let fixture = try await QueueFixture()
        let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let connection = try await Connection.open(fixture.target)
                    let id = try await connection.query("SELECT dragoman.enqueue('same', key => 'raced')")[0].int8(0)
                    await connection.close()
                    return id
                }
            }
            return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.jobs") == 1)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.articles") == 1)
    }

    @Test(
        "A bad argument is refused with a message that names it",
        arguments: [
            ("NULL::text", "22004", "body is NULL"), ("'x', max_attempts => 0", "22023", "max_attempts is 0"),
            ("'x', max_attempts => -5", "22023", "max_attempts is -5"), ("'x', run_at => 'infinity'", "22023", "run_at is infinity"),
            ("'x', key => ''", "22023", "key is 0 bytes long"), ("'x', key => repeat('k', 3000)", "22023", "key is 3000 bytes long"),
            ("'x', analyzers => '{}'", "22023", "analyzers is an empty array"), ("'x', analyzers => '{Bad Key}'", "22023", "'Bad Key'"),
            ("'x', analyzers => '{NULL}'", "22023", "NULL is not the key"),
        ])
    func badArguments(call: String, state: String, says: String) async throws {
        let fixture = try await QueueFixture()
        let error = try #require(await fixture.failure("SELECT dragoman.enqueue(\(call))"))
        #expect(error.sqlState?.rawValue == state)
        #expect(error.message.contains(says))
    }

    @Test("Plain literals and every default resolve; NULLs mean the defaults")
    func literals() async throws {
        let fixture = try await QueueFixture()
        try await fixture.sql("SELECT dragoman.enqueue('x', priority => 5, analyzers => '{language,entities,language}')")
        try await fixture.sql(
            "SELECT dragoman.enqueue('', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)")
        #expect(try await fixture.text("SELECT analyzers::text FROM dragoman.job_status WHERE priority = 5") == "{entities,language}")
        #expect(try await fixture.text("SELECT state || max_attempts FROM dragoman.job_status WHERE priority = 0") == "ready5")
        for metadata in ["null", "[1, 2]", "\"text\"", "3"] {
            try await fixture.sql("SELECT dragoman.enqueue('m', metadata => '\(metadata)')")
        }
        #expect(try await fixture.number("SELECT count(DISTINCT metadata) FROM dragoman.articles") == 5)
    }

    @Test("A batch answers ids in its order, and its keys follow the rules of single ones")
    func many() async throws {
        let fixture = try await QueueFixture()
        let known = try await fixture.enqueue("old", "key => 'known'")
        let rows = try await fixture.sql(
            """
            SELECT dragoman.enqueue_many('[{"body": "a", "priority": 3, "analyzers": ["language"], "metadata": {"n": 1}}, {"body": "old", "key": "known"},
                {"body": "new", "key": "other"}, {"body": "late", "run_at": "2100-01-01T00:00:00Z", "title": null, "max_attempts": 2}]')
            """)
        let ids = try rows.map { try $0.int8(0) }
        #expect(ids.count == 4 && ids[1] == known.rawValue && Set(ids).count == 4)
        #expect(
            try await fixture.text(
                "SELECT string_agg(a.body || s.state || s.priority || s.max_attempts, ' ' ORDER BY s.job_id) FROM dragoman.job_status s JOIN dragoman.articles a USING (article_id)"
            )
                == "oldready05 aready35 newready05 latescheduled02")
        // A later text of the same key in one batch is its next version.
        let twice = try await fixture.sql(
            "SELECT dragoman.enqueue_many('[{\"body\": \"1\", \"key\": \"t\"}, {\"body\": \"1\", \"key\": \"t\"}, {\"body\": \"2\", \"key\": \"t\"}, {\"body\": \"free\"}]')"
        )
        let of = try twice.map { try $0.int8(0) }
        #expect(of[0] == of[1] && of[2] != of[0] && of[3] != of[2])
        #expect(try await fixture.text("SELECT body FROM dragoman.articles WHERE key = 't' ORDER BY version DESC LIMIT 1") == "2")
        #expect(try await fixture.sql("SELECT dragoman.enqueue_many('[]')").isEmpty)
    }

    @Test(
        "A bad element of a batch is named by its index, and nothing is enqueued",
        arguments: [
            (#"[{"body": "a"}, {"body": "b", "colour": 1}]"#, #"articles[1] has the unknown key "colour""#),
            (#"[{"body": "a"}, {"title": "b"}]"#, "articles[1] has no body"), (#"[{"body": null}]"#, "articles[0] has no body"),
            (#"[{"body": "a"}, 5]"#, "articles[1] is a JSON number"), (#"{"body": "a"}"#, "must be a JSON array"),
            (#"[{"body": "a", "priority": "high"}]"#, "articles[0].priority is a JSON string"),
            (#"[{"body": "a", "priority": 1e12}]"#, "articles[0]: "), (#"[{"body": "a", "published_at": "soon"}]"#, "articles[0]: "),
            (#"[{"body": "a"}, {"body": "a", "max_attempts": 0}]"#, "articles[1]: max_attempts"),
            (#"[{"body": "a", "analyzers": []}]"#, "articles[0]: analyzers is an empty array"),
            (#"[{"body": "a", "analyzers": "language"}]"#, "articles[0].analyzers is a JSON string"),
            (#"[{"body": "a", "key": ""}]"#, "articles[0]: key must have"),
        ])
    func badElements(batch: String, says: String) async throws {
        let fixture = try await QueueFixture()
        let error = try #require(await fixture.failure("SELECT dragoman.enqueue_many($1)", [.jsonb(batch)]))
        #expect(error.message.contains(says), "\(error.message)")
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.articles") == 0)
    }

    @Test("An article that commits late is claimed although later ones were")
    func lateCommit() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            let late = try await Connection.open(fixture.target)
            // A sequence number drawn early, and rows that become visible late, by way of a prepared transaction's stand-in: a lock.
            let holder = try await fixture.lock("SELECT pg_advisory_lock(77)")
            let committing = Task {
                try await late.query("WITH e AS (SELECT dragoman.enqueue('late') AS id) SELECT id, pg_advisory_xact_lock(77) FROM e")[0]
                    .int8(0)
            }
            while try await fixture.number(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND NOT granted"
            ) == 0 {
                await Task.yield()
            }
            let early = try await fixture.enqueue("early")
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.map(\.held.job) == [early])
            try await fixture.kill(holder)
            let id = JobID(rawValue: try await committing.value)
            #expect(id < early)
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.map(\.held.job) == [id])
        }
    }

    @Test("Deleting an article takes its findings and ends its live jobs")
    func deletion() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let (kept, gone) = (try await fixture.enqueue("kept"), try await fixture.enqueue("gone"))
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 2, for: worker).jobs
            _ = try await queue.settle(claimed.map { $0.settlement(.retry(after: .zero), ["language": "{}"]) })
            try await fixture.sql("DELETE FROM dragoman.articles WHERE body = 'gone'")
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.findings") == 1)
            #expect(try await fixture.state(gone) == "cancelled")
            #expect(try await fixture.state(kept) == "scheduled")
            #expect(try await fixture.number("SELECT dragoman.retry($1)::integer", [.int8(gone.rawValue)]) == 0)
            try await fixture.sql("TRUNCATE dragoman.articles")
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.isEmpty)
            #expect(try await fixture.state(kept) == "failed")
        }
    }
}
