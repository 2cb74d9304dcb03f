import JobQueue
import PostgresClient
import PrivatePostgres
import Testing

@Suite(.timeLimit(.minutes(10))) struct MigrationTests {
    @Test("Five migrators at once: the schema is made once, and a further run finds nothing to do")
    func fiveAtOnce() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        #expect(try await Migrator(target: target).pending().count == MigrationStep.latest)
        try await withThrowingTaskGroup { group in
            for _ in 0..<5 { group.addTask { _ = try await Migrator(target: target).migrate() } }
            try await group.waitForAll()
        }
        let report = try await Migrator(target: target).migrate()
        #expect(report.applied.isEmpty && report.version == MigrationStep.latest && report.missingRoles.isEmpty)
        #expect(try await Migrator(target: target).pending().isEmpty)
        try await Migrator(target: target).check()
    }

    @Test("The printed script does the same when somebody else runs it, twice")
    func script() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let migrator = Migrator(target: target)
        let connection = try await Connection.open(target)
        try await connection.run(script: migrator.script())
        try await connection.run(script: migrator.script())
        try await migrator.check()
        #expect(try await migrator.status() == (MigrationStep.latest, MigrationStep.latest))
        await connection.close()
    }

    @Test("Whatever the schema is called, everything works in it", arguments: ["We\"ird", "with space; drop", "UPPER", "ünïcode%s", "a'b"])
    func weirdSchema(name: String) async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let schema = try SchemaName(name)
        _ = try await Migrator(target: target, schema: schema).migrate()
        try await Migrator(target: target, schema: schema).check()
        let queue = PostgresWorkQueue(target: target, schema: schema)
        let running = Task { await queue.run() }
        let control = try await QueueControl.open(target: target, schema: schema)
        let job = try await control.enqueue(NewArticle(body: "x", key: "k"))
        let worker = try await queue.register(.test())
        let claimed = try await queue.claim(upTo: 1, for: worker).jobs
        #expect(try await queue.tend(worker, running: claimed.map(\.held)).lost.isEmpty)
        #expect(try await queue.settle(claimed.map { $0.settlement(.done, ["language": "{}"]) }) == [.settled])
        try await queue.maintain(retention: .seconds(86_400))
        #expect(try await control.state(of: job) == "done")
        #expect(try await control.findings(of: job).count == 1)
        _ = try await control.status()
        await control.close()
        running.cancel()
        await running.value
    }

    @Test(
        "Names PostgreSQL keeps for itself, or would cut, are refused",
        arguments: ["", "pg_mine", "information_schema", String(repeating: "x", count: 64)])
    func badSchemaNames(name: String) throws {
        #expect(throws: QueueError.self) { try SchemaName(name) }
    }

    @Test("A hostile search_path changes nothing")
    func hostileSearchPath() async throws {
        let fixture = try await QueueFixture()
        try await fixture.sql("CREATE SCHEMA evil")
        try await fixture.sql("CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT '2000-01-01'::timestamptz $$")
        try await fixture.sql("CREATE FUNCTION evil.nextval(text) RETURNS bigint LANGUAGE sql AS $$ SELECT 666::bigint $$")
        try await fixture.sql("CREATE TABLE evil.articles (LIKE dragoman.articles)")
        try await fixture.sql("CREATE TABLE evil.jobs (LIKE dragoman.jobs)")
        try await fixture.sql("SET search_path = evil, pg_catalog, dragoman")
        let job = try await fixture.enqueue("x")
        #expect(job.rawValue != 666)
        #expect(try await fixture.number("SELECT count(*) FROM evil.jobs") == 0)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.jobs WHERE enqueued_at > '2020-01-01'") == 1)
        // Every function of the schema has its own search_path.
        #expect(
            try await fixture.number(
                """
                SELECT count(*) FROM pg_proc p WHERE pronamespace = 'dragoman'::regnamespace
                AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c LIKE 'search_path=%')
                """) == 0)
    }

    @Test("A schema from a newer program is left alone, unless it says that this one may read it")
    func newer() async throws {
        let fixture = try await QueueFixture()
        let next = MigrationStep.latest + 1
        try await fixture.sql("INSERT INTO dragoman.migrations VALUES (\(next), 'from the future', 1)")
        try await Migrator(target: fixture.target).check()
        #expect(try await Migrator(target: fixture.target).migrate().applied.isEmpty)
        try await fixture.sql("UPDATE dragoman.migrations SET minimum_reader = \(next) WHERE version = \(next)")
        for attempt in 0..<2 {
            let error = await #expect(throws: QueueError.self) {
                if attempt == 0 {
                    try await Migrator(target: fixture.target).check()
                } else {
                    _ = try await Migrator(target: fixture.target).migrate()
                }
            }
            #expect(error?.code == .schemaNewer)
        }
    }

    @Test("A missing and an old schema, a missing right and a wrong encoding each have their sentence")
    func faults() async throws {
        let url = try await TestServer.shared.freshDatabase()
        func code(_ target: ConnectionTarget) async -> QueueError.Code? {
            do {
                try await Migrator(target: target).check()
                return nil
            } catch { return (error as? QueueError)?.code }
        }
        #expect(await code(try ConnectionTarget(url)) == .schemaMissing)
        let fixture = try await QueueFixture()
        try await fixture.sql("DELETE FROM dragoman.migrations WHERE version = \(MigrationStep.latest)")
        #expect(await code(fixture.target) == .schemaOlder)
        try await fixture.sql("INSERT INTO dragoman.migrations VALUES (\(MigrationStep.latest), 'again', 1)")
        try await fixture.sql("CREATE ROLE outsider_\(MigrationStep.latest) LOGIN")
        let outsider = try await fixture.target(user: "outsider_\(MigrationStep.latest)")
        #expect(await code(outsider) == .forbidden)
        try await fixture.sql(
            "ALTER DATABASE \(try await fixture.text("SELECT current_database()") ?? "") SET default_transaction_read_only = on")
        #expect(await code(fixture.target) == .readOnly)
        try await TestServer.shared.makeLatin1()
        let latin = try ConnectionTarget(url).with(database: "latin")
        let error = await #expect(throws: QueueError.self) { try await Migrator(target: latin).migrate() }
        #expect(error?.code == .encoding)
    }

    @Test("The worker's role does all that a worker does; the enqueuer's reads no text and touches no table")
    func roles() async throws {
        let fixture = try await QueueFixture()
        let number = Int.random(in: 1...1_000_000_000)
        for role in ["worker", "enqueuer", "reader"] {
            try await fixture.sql("CREATE ROLE \(role)_\(number) LOGIN IN ROLE dragoman_\(role)")
        }
        let worker = try await fixture.target(user: "worker_\(number)")
        let queue = PostgresWorkQueue(target: worker)
        let running = Task { await queue.run() }
        try await queue.check()
        let control = try await QueueControl.open(target: worker)
        let job = try await control.enqueue(NewArticle(body: "x"))
        let id = try await queue.register(.test())
        let claimed = try await queue.claim(upTo: 1, for: id).jobs
        try await queue.mark(suspect: claimed[0].held, for: id)
        try await queue.mark(suspect: nil, for: id)
        await queue.publishIdle(true, for: id)
        await queue.publishIdle(false, for: id)
        _ = try await queue.tend(id, running: claimed.map(\.held))
        #expect(try await queue.settle(claimed.map { $0.settlement(.done, ["language": "{}"]) }) == [.settled])
        #expect(try await queue.settle(claimed.map { $0.settlement(.done, ["language": "{}"]) }) == [.settled])
        try await queue.release([], for: id)
        try await queue.maintain(retention: .seconds(60))
        _ = try await queue.depth()
        _ = try await control.status()
        _ = try await control.retry(job)
        _ = try await control.findings(of: job)
        try await queue.deregister(id)
        await control.close()
        running.cancel()
        await running.value

        let enqueuer = try await Connection.open(try await fixture.target(user: "enqueuer_\(number)"))
        _ = try await enqueuer.query("SELECT dragoman.enqueue('secret', key => 'mine', analyzers => '{language}')")
        _ = try await enqueuer.query("SELECT dragoman.enqueue_many('[{\"body\": \"b\", \"analyzers\": [\"entities\"]}]')")
        _ = try await enqueuer.query("SELECT state FROM dragoman.job_status")
        _ = try await enqueuer.query("SELECT dragoman.explain_job(1)")
        for refused in [
            "SELECT body FROM dragoman.articles", "SELECT * FROM dragoman.findings", "DELETE FROM dragoman.jobs",
            "SELECT dragoman.cancel(1)",
            "SELECT dragoman.pause()", "INSERT INTO dragoman.jobs (job_id) VALUES (1)", "SELECT * FROM dragoman.claim(1, 1)",
            "SELECT dragoman.ring()", "SELECT * FROM dragoman.worker_leases", "SELECT dragoman.analyzer_set('{a}')",
        ] {
            let error = await #expect(throws: PostgresError.self) { try await enqueuer.query(Statement(refused)) }
            #expect(error?.sqlState == .insufficientPrivilege, "\(refused)")
        }
        await enqueuer.close()

        let reader = try await Connection.open(try await fixture.target(user: "reader_\(number)"))
        for relation in ["articles", "job_status", "findings", "failures", "workers", "entities", "mentions", "languages"] {
            _ = try await reader.query(Statement("SELECT * FROM dragoman.\(relation)"))
        }
        for refused in ["DELETE FROM dragoman.findings", "SELECT dragoman.enqueue('x')", "SELECT * FROM dragoman.jobs"] {
            await #expect(throws: PostgresError.self) { try await reader.query(Statement(refused)) }
        }
        await reader.close()
    }

    @Test("A role without rights is told what to do; one that may not create roles migrates, and is told which are missing")
    func fewRights() async throws {
        let server = try await PrivatePostgres.start()
        let admin = try await Connection.open(ConnectionTarget(server.connectionString()))
        _ = try await admin.query("CREATE ROLE plain LOGIN")
        let target = try ConnectionTarget(server.connectionString(user: "plain"))
        let error = await #expect(throws: QueueError.self) { try await Migrator(target: target).migrate() }
        #expect(error?.code == .forbidden)
        #expect(error?.message.contains("--print") == true)
        _ = try await admin.query("GRANT CREATE ON DATABASE postgres TO plain")
        #expect(
            try await Migrator(target: target).migrate().missingRoles.sorted() == [
                "dragoman_enqueuer", "dragoman_reader", "dragoman_worker",
            ])
        _ = try await admin.query("CREATE ROLE dragoman_enqueuer NOLOGIN")
        _ = try await admin.query("ALTER ROLE plain CREATEROLE")
        #expect(try await Migrator(target: target).migrate().missingRoles.isEmpty)
        #expect(
            try await admin.query("SELECT has_function_privilege('dragoman_enqueuer', 'dragoman.enqueue_many(jsonb)', 'EXECUTE')")[0].bool(
                0))
        // The owner works with its own schema, whatever roles there are.
        let control = try await QueueControl.open(target: target)
        _ = try await control.enqueue(NewArticle(body: "x"))
        await control.close()
        await admin.close()
        await server.stop()
    }

    @Test("Every relation, column and function that people see has a comment")
    func comments() async throws {
        let fixture = try await QueueFixture()
        #expect(
            try await fixture.text(
                """
                SELECT string_agg(c.relname || coalesce('.' || a.attname, ''), ', ')
                FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                WHERE c.relnamespace = 'dragoman'::regnamespace
                  AND c.relname IN ('articles', 'job_status', 'findings', 'failures', 'workers', 'entities', 'mentions', 'languages', 'migrations')
                  AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL)
                """) == nil)
        #expect(
            try await fixture.text(
                "SELECT string_agg(proname, ', ') FROM pg_proc WHERE pronamespace = 'dragoman'::regnamespace AND obj_description(oid, 'pg_proc') IS NULL"
            ) == nil)
        #expect(
            try await fixture.text(
                "SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'dragoman.job_status'::regclass")
                == "job_id, article_id, state, analyzers, priority, run_at, attempt, max_attempts, crashes, last_error, worker, enqueued_at, started_at, finished_at"
        )
    }
}

extension TestServer {
    /// A database with an encoding that articles do not fit into.
    func makeLatin1() async throws {
        let connection = try await Connection.open(ConnectionTarget(server.connectionString()))
        _ = try await connection.query("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        await connection.close()
    }
}
