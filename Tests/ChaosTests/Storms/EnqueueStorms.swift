import Foundation
import PostgresClient
import PrivatePostgres
import Testing

extension ChaosTests {
    @Suite("Enqueuers, fleets and roles") struct EnqueueStorms {}
}

extension ChaosTests.EnqueueStorms {
    @Test("Jobs that commit late with lower ids, and those of rolled-back savepoints: the former run, the latter never were")
    func lateCommits() async throws {
        let arena = try await Arena()
        let victim = try Victim(on: arena.url)
        try await victim.said("registered")
        let late = try await arena.hold("SELECT dragoman.enqueue('late ' || n) FROM generate_series(1, 20) n")
        let undone = try await arena.hold(
            "SELECT dragoman.enqueue('kept'); SAVEPOINT s; SELECT dragoman.enqueue('#trap'); ROLLBACK TO s; SELECT dragoman.enqueue('kept too')"
        )
        let early = try await arena.enqueue(300, of: "early")
        try await arena.settled([victim])
        #expect(try await arena.number("SELECT min(job_id) FROM dragoman.history_done") == Int(try #require(early.min())))
        // Past the second from which on claims begin behind the mark of the last one.
        try await arena.enqueue(100, of: "#sleep 25")
        try await arena.letGo(of: late)
        try await arena.letGo(of: undone)
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean && verdict.jobs == 422, "\(verdict)")
        #expect(try await arena.number("SELECT count(*) FROM dragoman.articles WHERE body = '#trap'") == 0)
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("late commits", "\(verdict)")
    }

    @Test("Fifty sessions that enqueue under one key at once: one job a text, and no text twice")
    func oneKey() async throws {
        let arena = try await Arena()
        let victim = try Victim(on: arena.url)
        let rounds = Chaos.isLong ? 200 : 6
        let ids = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for session in 0..<50 {
                group.addTask {
                    let connection = try await arena.session()
                    var ids: [Int64] = []
                    for round in 0..<rounds {
                        // The even sessions agree on the text, so that all but one of them find it done.
                        let text = session % 2 == 0 ? "round \(round)" : "round \(round), session \(session)"
                        ids.append(
                            try await connection.query(
                                Statement("SELECT dragoman.enqueue($1, key => $2)", [.text(text), .text("key \(round)")]))[0].int8(0))
                    }
                    await connection.close()
                    return ids
                }
            }
            var all: [Int64] = []
            for try await some in group { all += some }
            return all
        }
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        // The agreed text comes anew whenever another was the newest in between; it is never there twice in a row.
        #expect(verdict.isClean && verdict.jobs == Set(ids).count, "\(verdict)")
        #expect(
            try await arena.number(
                "SELECT count(*) FROM dragoman.articles a JOIN dragoman.articles b ON b.key = a.key AND b.version = a.version + 1 AND b.body = a.body"
            ) == 0)
        #expect(
            try await arena.number(
                "SELECT count(*) FROM (SELECT key FROM dragoman.articles GROUP BY key HAVING count(*) <> max(version)) gaps") == 0)
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("one key", "\(verdict); calls \(ids.count)")
    }

    @Test("A worker without an analyzer leaves its jobs alone; one that has it does them; a job nobody can do waits and says why")
    func mixedFleet() async throws {
        let arena = try await Arena()
        let obedient = try Victim(on: arena.url)
        try await obedient.said("registered")
        try await arena.enqueue(20, of: "for all")
        let mine = try await arena.enqueue("x", "analyzers => '{obedient}'")
        let foreign = try await arena.enqueue("x", "analyzers => '{noop}'")
        let martian = try await arena.enqueue("x", "analyzers => '{martian}'", guilty: true)
        try await eventually("what it can do is done", otherwise: { obedient.tail }) { try await arena.live() == 2 }
        #expect(try await arena.state(mine) == "done")
        #expect(try await arena.state(foreign) == "ready")
        #expect(
            try await arena.text("SELECT dragoman.explain_job($1)", [.int8(foreign)])?.contains("no live worker has the analyzer noop")
                == true)
        let other = try Victim(on: arena.url, ["DRAGOMAN_ANALYZERS": "noop"])
        try await eventually("the other does its part", otherwise: { other.tail }) { try await arena.state(foreign) == "done" }
        #expect(try await arena.column("attempt", of: martian) == "0")
        #expect(try await arena.text("SELECT dragoman.explain_job($1)", [.int8(martian)])?.contains("martian") == true)
        try await arena.sql("SELECT dragoman.cancel($1)", [.int8(martian)])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await obedient.drain() == .exited(0), "\(obedient.tail)")
        #expect(try await other.drain() == .exited(0), "\(other.tail)")
        Chaos.report("mixed fleet", "\(verdict)")
    }

    @Test("An enqueuer can enqueue and see states, and neither read a text nor touch a table nor control the queue")
    func enqueuer() async throws {
        let arena = try await Arena()
        try await arena.enqueue("another's text")
        try await arena.sql(
            "DO $$ BEGIN CREATE ROLE reporter LOGIN IN ROLE dragoman_enqueuer; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        let reporter = try await arena.session(as: "reporter")
        let job = try await reporter.query("SELECT dragoman.enqueue('mine', metadata => '{}')")[0].int8(0)
        #expect(
            try await reporter.query(Statement("SELECT state FROM dragoman.job_status WHERE job_id = $1", [.int8(job)]))[0].text(0)
                == "ready")
        let forbidden = [
            "SELECT body FROM dragoman.articles", "SELECT * FROM dragoman.findings", "SELECT * FROM dragoman.failures",
            "SELECT * FROM dragoman.jobs",
            "SELECT * FROM dragoman.history_done", "SELECT * FROM dragoman.workers", "DELETE FROM dragoman.jobs",
            "UPDATE dragoman.control SET paused = true",
            "INSERT INTO dragoman.jobs (job_id, article_id, run_at) VALUES (1, 1, now())", "SELECT dragoman.cancel(1)",
            "SELECT dragoman.pause()",
            "SELECT * FROM dragoman.claim(1, 1)", "SELECT dragoman.retry(1)", "SELECT nextval('dragoman.job_ids')",
            "SELECT dragoman.reanalyze('language')", "CREATE TABLE dragoman.mine ()", "DROP SCHEMA dragoman CASCADE",
        ]
        for statement in forbidden {
            let error = await #expect(throws: PostgresError.self, "\(statement)") { try await reporter.query(Statement(statement)) }
            #expect(error?.sqlState == .insufficientPrivilege, "\(statement): \(error?.description ?? "")")
        }
        await reporter.close()
        let victim = try Victim(on: arena.url)
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean && verdict.jobs == 2, "\(verdict)")
        try await victim.drain()
    }

    @Test("A hostile search_path, hostile timeouts of the role, and a schema named We\"ird change nothing")
    func hostileSettings() async throws {
        let url = try await TestServer.shared.freshDatabase()
        let database = try await Connection.open(ConnectionTarget(url)).query("SELECT current_database()::text")[0].text(0)
        let arena = try await Arena(on: TestServer.shared.server, database: database, schema: "We\"ird")
        let role = "runner_\(database)"
        await
            (try await arena.session(
                """
                CREATE ROLE \(role) LOGIN IN ROLE dragoman_worker;
                CREATE SCHEMA evil;
                GRANT USAGE ON SCHEMA evil TO public;
                CREATE TABLE evil.jobs (job_id bigint); CREATE TABLE evil.articles (article_id bigint); CREATE TABLE evil.control (paused boolean);
                CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';
                CREATE FUNCTION evil.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';
                CREATE FUNCTION evil.wrong(bigint, bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false';
                CREATE OPERATOR evil.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = evil.wrong);
                ALTER ROLE \(role) SET search_path = evil, pg_catalog;
                ALTER ROLE \(role) SET statement_timeout = '1ms';
                ALTER ROLE \(role) SET lock_timeout = '1ms';
                ALTER ROLE \(role) SET idle_in_transaction_session_timeout = '1ms';
                ALTER ROLE \(role) SET idle_session_timeout = '50ms';
                ALTER ROLE \(role) SET default_transaction_isolation = 'serializable';
                ALTER ROLE \(role) SET TimeZone = 'Pacific/Chatham';
                ALTER ROLE \(role) SET DateStyle = 'German';
                ALTER ROLE \(role) SET IntervalStyle = 'sql_standard';
                """)).close()
        let victim = try Victim(
            on: arena.server.connectionString(database: database, user: role), ["DRAGOMAN_SCHEMA": "We\"ird", "DRAGOMAN_PREFETCH": "500"])
        try await arena.enqueue(1_000, of: "an article")
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("hostile settings", "\(verdict)")
    }
}
