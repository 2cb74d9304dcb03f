import Foundation
import PostgresClient
import PrivatePostgres
import Testing

extension ChaosTests {
    @Suite("What PostgreSQL or an analyzer refuses") struct RefusalStorms {}
}

extension ChaosTests.RefusalStorms {
    @Test(
        "One finding of five hundred that a constraint or a trigger of the user's refuses: the others are written, it is retried, then fails",
        arguments: [
            "ALTER TABLE dragoman.findings ADD CONSTRAINT not_this CHECK (finding ->> 'done' <> 'refuse me')",
            """
            CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.finding ->> 'done' = 'refuse me' THEN RAISE EXCEPTION 'not this' USING ERRCODE = '23514'; END IF; RETURN NEW;
            END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON dragoman.findings FOR EACH ROW EXECUTE FUNCTION public.refuse();
            """,
        ])
    func refusedFinding(rule: String) async throws {
        let arena = try await Arena()
        await (try await arena.session(rule)).close()
        try await arena.enqueue(250, of: "fine")
        let guilty = try await arena.enqueue("refuse me", "max_attempts => 2", guilty: true)
        try await arena.enqueue(249, of: "fine")
        let victim = try Victim(on: arena.url, ["DRAGOMAN_PREFETCH": "1000"])
        try await eventually("the others are done", otherwise: { victim.tail }) {
            try await arena.number("SELECT count(*) FROM dragoman.history_done") == 499
        }
        try await arena.settled([victim])
        #expect(try await arena.state(guilty) == "failed")
        #expect(try await arena.column("attempt", of: guilty) == "2")
        #expect(
            try await arena.text(
                "SELECT string_agg(code, ',' ORDER BY attempt) FROM dragoman.failures WHERE job_id = $1", [.int8(guilty)]) == "23514,23514")
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("one refused finding of 500", "\(verdict)")
    }

    @Test("A job of which not even its failure can be written is not held for ever")
    func refusedFailure() async throws {
        let arena = try await Arena()
        await (try await arena.session("ALTER TABLE dragoman.failures ADD CONSTRAINT no_failures CHECK (code <> 'error')")).close()
        let guilty = try await arena.enqueue("#throw away", "max_attempts => 1", guilty: true)
        try await arena.enqueue(20, of: "fine")
        let victim = try Victim(on: arena.url)
        try await arena.settled([victim])
        #expect(try await arena.state(guilty) == "failed")
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
    }

    @Test("Hostile bytes in articles, findings and errors: each job ends, and what is stored can be read back")
    func hostileBytes() async throws {
        let arena = try await Arena()
        let astral = "\u{1F9E8}\u{10FFFF}\u{202E}\u{FEFF}\u{1}\u{7F}"
        let huge = String(repeating: "A line of an article that does not end. \(astral)\n", count: (Chaos.isLong ? 64 : 16) << 20 / 54)
        var fine: [Int64] = []
        for body in ["", "\u{1}\u{2}\u{3}", astral, "#nul", "#big 4000", "\r\n\t ", "\u{301}\u{200D}", huge] {
            fine.append(try await arena.enqueue(body, "title => E'\\u202E\\U0001F9E8', metadata => '{\"\\ud83e\\udde8\": \"\\u0001\"}'"))
        }
        var failing: [Int64] = []
        for body in ["#nan", "#throw-nul", "#throw \(astral)", "#cannot", "#no-such-order"] {
            failing.append(try await arena.enqueue(body, "max_attempts => 1", guilty: true))
        }
        let victim = try Victim(on: arena.url)
        try await arena.settled([victim])
        for job in fine { #expect(try await arena.state(job) == "done") }
        for job in failing {
            let state = try await arena.state(job)
            #expect(state == "failed" || state == "done", "job \(job) is \(state ?? "nowhere")")
            #expect(try await arena.number("SELECT count(*) FROM dragoman.failures WHERE job_id = $1", [.int8(job)]) == 1)
        }
        // Everything that is stored can be read, as text and as JSON.
        try await arena.sql("SELECT f.finding::text, f.finding ->> 'done' FROM dragoman.findings f")
        try await arena.sql("SELECT last_error, dragoman.explain_job(job_id) FROM dragoman.job_status")
        #expect(
            try await arena.number("SELECT octet_length(body) FROM dragoman.articles WHERE job_id = $1", [.int8(fine[7])])
                == huge.utf8.count)
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("hostile bytes", "\(verdict)")
    }

    @Test("An analyzer that ignores its deadline fails its job; past the limit of lost threads the worker drains and ends with 70")
    func deadline() async throws {
        let arena = try await Arena()
        let victim = try Victim(on: arena.url, ["TEST_WORKER_DEADLINE_MS": "200", "DRAGOMAN_CONCURRENCY": "2", "DRAGOMAN_GRACE": "5s"])
        let slow = try await arena.enqueue("#sleep 600000", "max_attempts => 1", guilty: true)
        try await arena.enqueue(50, of: "quick")
        try await arena.settled([victim])
        #expect(try await arena.state(slow) == "failed")
        #expect(try await arena.text("SELECT code FROM dragoman.failures WHERE job_id = $1", [.int8(slow)]) == "deadline")
        #expect(victim.ending == nil)
        // One thread is lost; the limit is four.
        for _ in 0..<3 { try await arena.enqueue("#sleep 600000", "max_attempts => 1", guilty: true) }
        #expect(try await victim.ended() == .exited(70), "\(victim.tail)")
        // Its supervisor starts it again, and the rest is done.
        let next = try Victim(on: arena.url)
        try await arena.enqueue(20, of: "quick")
        try await arena.settled([next])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await next.drain() == .exited(0), "\(next.tail)")
        Chaos.report("deadlines ignored", "\(verdict)")
    }
}
