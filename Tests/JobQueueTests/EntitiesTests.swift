import JobQueue
import PostgresClient
import PrivatePostgres
import Testing

@Suite(.timeLimit(.minutes(10))) struct EntitiesTests {
    @Test(
        "An entity is found by its ids, name and country, with its mentions, in a schema of any name", arguments: ["dragoman", "We\"ird"])
    func found(name: String) async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let schema = try SchemaName(name)
        _ = try await Migrator(target: target, schema: schema).migrate()
        let db = try await Connection.open(target)
        let queue = PostgresWorkQueue(target: target, schema: schema)
        let running = Task { await queue.run() }
        _ = try await db.query(Statement("SELECT \(schema.quoted).enqueue('x', published_at => '2024-01-02 03:04:05Z')"))
        let worker = try await queue.register(.test())
        let claimed = try await queue.claim(upTo: 1, for: worker).jobs
        #expect(
            try await queue.settle([claimed[0].settlement(.done, ["entities": Self.finding("Bashar al-Assad", "Q44329")])]) == [.settled])
        for condition in [
            "wikidata = 'Q44329'", "geonames = '163843'", "name = 'Bashar al-Assad' AND type = 'PERSON'", "country = 'SY'",
            "article_id = 1",
        ] {
            for relation in ["entities", "mentions"] {
                let row = try await db.query(
                    Statement(
                        """
                        SELECT count(*), min(article_id), min(published_at) = '2024-01-02 03:04:05Z', min(produced_at) > now() - interval '1 hour'
                        FROM \(schema.quoted).\(relation) WHERE \(condition)
                        """))[0]
                #expect(try row.int8(0) == (relation == "mentions" ? 2 : 1) && row.int8(1) == 1, "\(relation), \(condition)")
                #expect(try row.bool(2) && row.bool(3))
            }
        }
        let entity = try await db.query(
            Statement("SELECT job_id, entity, mentions, salience, latitude, longitude FROM \(schema.quoted).entities"))[0]
        #expect(try entity.int8(0) == claimed[0].held.job.rawValue && entity.int4(1) == 1 && entity.int4(2) == 2)
        #expect(try entity.float8(3) == 0.31 && entity.float8(4) == 33.51 && entity.isNull(5))
        let mention = try await db.query(
            Statement("SELECT start, \"end\", text, confidence FROM \(schema.quoted).mentions ORDER BY start"))[0]
        #expect(try mention.int4(0) == 229 && mention.int4(1) == 244 && mention.text(2) == "Assad" && mention.float8(3) == 0.97)
        await db.close()
        running.cancel()
        await running.value
    }

    @Test("Rows of entities follow their finding: replaced, kept, cancelled, deleted, truncated")
    func inStep() async throws {
        let fixture = try await QueueFixture()
        @Sendable func names() async throws -> String? {
            try await fixture.text("SELECT string_agg(name, ' ' ORDER BY article_id, entity) FROM dragoman.entities")
        }
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            func analyze(_ name: String, revision: Int = 1) async throws {
                let jobs = try await queue.claim(upTo: 10, for: worker).jobs
                let batch = jobs.map { $0.settlement(.done, ["entities": Self.finding(name, "Q1"), "language": "{}"], revision: revision) }
                #expect(try await queue.settle(batch) == jobs.map { _ in .settled })
            }
            try await fixture.sql("SELECT dragoman.enqueue('text ' || i) FROM generate_series(1, 3) i")
            try await analyze("old")
            #expect(try await names() == "old old old")
            #expect(try await fixture.number("SELECT dragoman.reanalyze('entities', below_revision => 2)") == 3)
            try await fixture.sql("SELECT dragoman.cancel(job_id) FROM dragoman.job_status WHERE article_id = 2 AND state = 'ready'")
            try await analyze("new", revision: 2)
            #expect(try await names() == "new old new")
            // An old worker's lower revision does not replace the finding, nor its rows.
            try await fixture.sql("SELECT dragoman.retry(max(job_id)) FROM dragoman.job_status WHERE article_id = 1")
            try await analyze("late", revision: 1)
            #expect(try await names() == "new old new")
            // What was claimed before the cancellation is not written.
            let job = try await fixture.enqueue("text 4")
            let claimed = try await queue.claim(upTo: 1, for: worker).jobs[0]
            try await fixture.sql("SELECT dragoman.cancel($1)", [.int8(job.rawValue)])
            #expect(try await queue.settle([claimed.settlement(.done, ["entities": Self.finding("never", "Q1")])]) == [.lost])
            try await queue.maintain(retention: .seconds(1))
            #expect(try await names() == "new old new")
            try await fixture.sql("UPDATE dragoman.findings SET analyzer = 'other' WHERE article_id = 2 AND analyzer = 'entities'")
            #expect(try await names() == "new new")
            try await fixture.sql("UPDATE dragoman.findings SET analyzer = 'entities' WHERE article_id = 2 AND analyzer = 'other'")
            try await fixture.sql("DELETE FROM dragoman.articles WHERE article_id = 1")
            #expect(try await names() == "old new")
            try await fixture.sql("DELETE FROM dragoman.findings WHERE article_id = 3 AND analyzer = 'language'")
            #expect(try await names() == "old new")
            try await fixture.sql("TRUNCATE dragoman.findings")
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.entity_rows") == 0)
        }
    }

    @Test("A finding of any shape under the key settles, and shows what fits")
    func shapes() async throws {
        let fixture = try await QueueFixture()
        let shapes = Self.shapes
        try await fixture.withQueue { queue in
            try await fixture.sql("SELECT dragoman.enqueue('text ' || i) FROM generate_series(1, $1) i", [.int4(Int32(shapes.count))])
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: shapes.count, for: worker).jobs
            let batch = zip(claimed, shapes).map { $0.settlement(.done, ["entities": $1]) }
            #expect(try await queue.settle(batch) == shapes.map { _ in .settled })
        }
        for relation in ["entities", "mentions"] { try await fixture.sql("SELECT * FROM dragoman.\(relation)") }
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.entities WHERE name = 'good'") == 2)
        #expect(try await fixture.number("SELECT max(length(name)) FROM dragoman.entities") == 400)
        #expect(try await fixture.number("SELECT max(entity) FROM dragoman.entities") == 10_000)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.entities WHERE latitude IS NOT NULL") == 1)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.mentions WHERE start IS NOT NULL") == 1)
    }

    @Test("Findings older than the rows get theirs a few at a time, and show the same before, meanwhile and afterwards")
    func filled() async throws {
        let fixture = try await QueueFixture()
        try await fixture.takeBackEntityRows()
        // Views of people's own, on the views that were.
        try await fixture.sql("CREATE VIEW dragoman.entities AS SELECT 1 AS one")
        try await fixture.sql("CREATE VIEW dragoman.mentions AS SELECT 1 AS one")
        try await fixture.sql("CREATE VIEW public.mine AS SELECT * FROM dragoman.entities")
        try await fixture.add(Self.shapes + (0..<100).map { Self.finding("name \($0)", "Q\($0)") })
        _ = try await Migrator(target: fixture.target).migrate()
        #expect(try await fixture.number("SELECT one FROM public.mine") == 1)
        func everything() async throws -> String? {
            try await fixture.text(
                """
                SELECT (SELECT md5(string_agg(e::text, ',' ORDER BY article_id, entity)) FROM dragoman.entities e)
                    || (SELECT md5(string_agg(m::text, ',' ORDER BY article_id, entity, start, text)) FROM dragoman.mentions m)
                """)
        }
        let before = try await everything()
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.entity_rows") == 0)
        #expect(try await fixture.sql("SELECT dragoman.fill_entities(10)")[0].bool(0))
        #expect(try await everything() == before)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.entity_rows") > 0)
        // One that was filled and one that was not are replaced meanwhile, by a worker that knows nothing of it.
        try await fixture.sql(
            "UPDATE dragoman.findings SET finding = $1 WHERE article_id IN (3, 100)", [.jsonb(Self.finding("changed", "Q7"))])
        let locked = try await fixture.lock("UPDATE dragoman.findings SET revision = 2 WHERE article_id = 30")
        while try await fixture.number("SELECT next_article FROM dragoman.entity_filling") < 11 {}
        #expect(try await fixture.sql("SELECT dragoman.fill_entities(1000)")[0].bool(0))
        try await fixture.kill(locked)
        let changed = try await everything()
        #expect(changed != before)
        try await fixture.withQueue { try await $0.maintain(retention: .seconds(86_400)) }
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.entity_filling") == 0)
        #expect(try await everything() == changed)
        #expect(try await fixture.text("SELECT pg_get_viewdef('dragoman.entities'::regclass)")?.contains("entity_rows") == true)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.entities WHERE name = 'changed'") == 2)
    }

    @Test("Questions by id, name and country are answered by index, the newest first")
    func byIndex() async throws {
        let fixture = try await QueueFixture()
        try await fixture.sql(
            """
            INSERT INTO dragoman.findings (article_id, analyzer, revision, finding, job_id, elapsed, produced_at)
            SELECT n, 'entities', 1, jsonb_build_object('entities', (SELECT jsonb_agg(jsonb_build_object(
                    'name', 'name ' || e * n % 700, 'type', 'GPE', 'country', CASE e WHEN 1 THEN 'US' ELSE chr(65 + n % 20) || chr(65 + e) END,
                    'links', jsonb_build_object('wikidata', 'Q' || e * n % 700, 'geonames', e * n % 700),
                    'mentions', '[{"start": 0, "end": 1, "text": "x", "confidence": 1}]'::jsonb)) FROM generate_series(1, 5) e)),
                n, interval '0', now() - n * interval '1 minute'
            FROM generate_series(1, 4000) n
            """)
        try await fixture.sql("ANALYZE dragoman.entity_rows")
        try await fixture.sql("ANALYZE dragoman.findings")
        for (condition, index) in [
            ("wikidata = 'Q44'", "entity_rows_wikidata"), ("geonames = '44'", "entity_rows_geonames"),
            ("name = 'name 44' AND type = 'GPE'", "entity_rows_name"), ("country = 'AC'", "entity_rows_country"),
            ("country = 'US'", "entity_rows_country"),
        ] {
            for question in [
                "SELECT DISTINCT produced_at, article_id FROM dragoman.entities WHERE \(condition) AND produced_at > now() - interval '7 days' ORDER BY produced_at DESC, article_id DESC LIMIT 20",
                "SELECT * FROM dragoman.entities WHERE \(condition) ORDER BY produced_at DESC LIMIT 20",
            ] {
                let plan = try await fixture.sql("EXPLAIN \(question)").map { try $0.text(0) }.joined(separator: "\n")
                #expect(plan.contains(index) && !plan.contains("Seq Scan"), "\(plan)")
                // What thousands of articles mention is not gathered and sorted: reading ends at the twentieth.
                if condition == "country = 'US'" {
                    #expect(plan.contains("Scan Backward using \(index)") && !plan.contains("Sort"), "\(plan)")
                }
            }
            let plan = try await fixture.sql(
                "EXPLAIN SELECT text FROM dragoman.mentions WHERE \(condition) ORDER BY produced_at DESC LIMIT 20"
            )
            .map { try $0.text(0) }
            #expect(plan.joined().contains(index), "\(plan)")
        }
        let plan = try await fixture.sql("EXPLAIN SELECT name FROM dragoman.entities WHERE article_id = 7").map { try $0.text(0) }
        #expect(plan.joined().contains("entity_rows_article") && !plan.joined().contains("findings"), "\(plan)")
    }
}
