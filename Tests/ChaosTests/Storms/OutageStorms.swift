import Foundation
import PostgresClient
import PrivatePostgres
import Testing

extension ChaosTests {
    @Suite("Servers that go away") struct OutageStorms {}
}

extension ChaosTests.OutageStorms {
    /// Waits until more jobs are done than `count`, and answers how many there are.
    private func progress(beyond count: Int, on arena: Arena, _ victim: Victim) async throws -> Int {
        var done = count
        try await eventually("work goes on", every: .milliseconds(10), otherwise: { victim.tail }) {
            done = try await arena.number("SELECT count(*) FROM dragoman.history_done")
            return done > count
        }
        return done
    }

    /// Waits for an answer of /readyz.
    private func readyz(_ status: Int, saying text: String = "", _ victim: Victim) async throws {
        let port = try await victim.probes()
        var seen: (status: Int, text: String)?
        try await eventually("/readyz says \(status)", otherwise: { "\(seen?.text ?? "no answer") \(victim.tail)" }) {
            seen = await TCP.get("/readyz", port: port)
            return seen?.status == status && (text.isEmpty || seen?.text.contains(text) == true)
        }
    }

    @Test("A server restarted as by a crash, again and again, then away for a while: workers live, say so, and go on within seconds")
    func restarts() async throws {
        let server = try await PrivatePostgres.start()
        let arena = try await Arena(on: server)
        let victim = try Victim(on: arena.url)
        let second = try Victim(on: arena.url)
        try await readyz(200, victim)
        try await arena.enqueue(Chaos.isLong ? 60_000 : 20_000, of: "#sleep 2")
        var recoveries: [Duration] = []
        var done = 0
        for _ in 0..<(Chaos.isLong ? 10 : 3) {
            done = try await progress(beyond: done, on: arena, victim)
            try await server.restart(immediate: true)
            let back = ContinuousClock.now
            done = try await arena.number("SELECT count(*) FROM dragoman.history_done")
            done = try await progress(beyond: done, on: arena, victim)
            recoveries.append(ContinuousClock.now - back)
        }
        try await server.shutDown()
        try await readyz(503, saying: "PostgreSQL cannot be reached", victim)
        // Longer than the pauses between tries grow; in the long run, longer than the lease.
        try await Task.sleep(for: .seconds(Chaos.isLong ? 60 : 4))
        #expect(victim.ending == nil && second.ending == nil, "\(victim.tail)")
        try await server.startAgain()
        let back = ContinuousClock.now
        done = try await arena.number("SELECT count(*) FROM dragoman.history_done")
        _ = try await progress(beyond: done, on: arena, victim)
        let resumed = ContinuousClock.now - back
        try await readyz(200, victim)
        // What is left is of no interest.
        try await arena.sql("SELECT count(dragoman.cancel(job_id)) FROM dragoman.jobs WHERE state = 0")
        try await arena.sql(
            "UPDATE dragoman.articles a SET metadata = '{\"guilty\": true}' FROM dragoman.history_kept k WHERE k.job_id = a.job_id AND k.state = 6"
        )
        try await arena.settled([victim, second])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        #expect(try await second.drain() == .exited(0), "\(second.tail)")
        await server.stop()
        Chaos.report(
            "server restarted", "\(verdict); restart to next job: \(Chaos.spread(recoveries)); after the outage: \(Chaos.seconds(resumed))")
    }

    @Test("A server that turns read-only for a while: the worker lives, says so, and goes on")
    func readOnly() async throws {
        let server = try await PrivatePostgres.start()
        let arena = try await Arena(on: server)
        let victim = try Victim(on: arena.url)
        try await readyz(200, victim)
        try await arena.enqueue(300, of: "#sleep 10")
        _ = try await progress(beyond: 5, on: arena, victim)
        try await arena.sql("ALTER SYSTEM SET default_transaction_read_only = on")
        try await arena.sql("SELECT pg_reload_conf()")
        try await readyz(503, victim)
        try await arena.sql("ALTER SYSTEM RESET default_transaction_read_only")
        try await arena.sql("SELECT pg_reload_conf()")
        let back = ContinuousClock.now
        let done = try await arena.number("SELECT count(*) FROM dragoman.history_done")
        _ = try await progress(beyond: done, on: arena, victim)
        let resumed = ContinuousClock.now - back
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        await server.stop()
        Chaos.report("read-only for a while", "\(verdict); writable to next job: \(Chaos.seconds(resumed))")
    }

    @Test("No connection left on the server at the start: the worker waits, and begins when there is one")
    func full() async throws {
        let server = try await PrivatePostgres.start(
            PrivatePostgres.Options(settings: ["max_connections": "8", "superuser_reserved_connections": "3"]))
        let arena = try await Arena(on: server)
        try await arena.sql("CREATE ROLE runner LOGIN IN ROLE dragoman_worker")
        var crowd: [Connection] = []
        for _ in 0..<4 { crowd.append(try await arena.session(as: "runner")) }
        await #expect(throws: PostgresError.self) {
            while true { crowd.append(try await arena.session(as: "runner")) }
        }
        try await arena.enqueue(10, of: "patience")
        let victim = try Victim(on: server.connectionString(user: "runner"))
        try await victim.said("does not answer")
        #expect(victim.ending == nil, "\(victim.tail)")
        for session in crowd { await session.close() }
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        await server.stop()
        Chaos.report("max_connections full at the start", "\(verdict)")
    }

    @Test("A password changed while the worker runs: it lives, says so, and goes on once the password fits again")
    func password() async throws {
        let server = try await PrivatePostgres.start(PrivatePostgres.Options(listensOnTCP: true))
        let arena = try await Arena(on: server)
        try await arena.sql("CREATE ROLE runner LOGIN PASSWORD 'old' IN ROLE dragoman_worker")
        let url = try #require(server.tcpConnectionString(user: "runner", password: "old"))
        let victim = try Victim(on: url)
        try await readyz(200, victim)
        try await arena.enqueue(300, of: "#sleep 10")
        _ = try await progress(beyond: 5, on: arena, victim)
        try await arena.sql("ALTER ROLE runner PASSWORD 'new'")
        try await arena.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'runner'")
        try await readyz(503, victim)
        #expect(victim.ending == nil)
        try await arena.sql("ALTER ROLE runner PASSWORD 'old'")
        let back = ContinuousClock.now
        let done = try await arena.number("SELECT count(*) FROM dragoman.history_done")
        _ = try await progress(beyond: done, on: arena, victim)
        let resumed = ContinuousClock.now - back
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(!victim.log.contains { $0.contains("old") || $0.contains("new\"") }, "\(victim.tail)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        await server.stop()
        Chaos.report("password changed", "\(verdict); corrected to next job: \(Chaos.seconds(resumed))")
    }

    @Test("Suspects that wait while the server is away longer than their worker is sure of its lease are run after it")
    func suspects() async throws {
        let server = try await PrivatePostgres.start()
        let arena = try await Arena(on: server)
        let dead = try Victim(on: arena.url, ["DRAGOMAN_PREFETCH": "30", "DRAGOMAN_CONCURRENCY": "1"])
        try await dead.said("registered")
        try await arena.enqueue(30, of: "#sleep 150")
        let worker = try #require(try await arena.registration(of: dead))
        try await eventually("the worker holds all", otherwise: { dead.tail }) { try await arena.held(by: worker) > 20 }
        dead.send(SIGKILL)
        let victim = try Victim(on: arena.url, ["DRAGOMAN_LEASE": "2s", "DRAGOMAN_PREFETCH": "30"])
        try await victim.said("running a suspect alone", times: 2)
        try await server.shutDown()
        // Three quarters of the lease of 2 s are what the worker is sure of.
        try await readyz(503, saying: "\"lease_held\":false", victim)
        try await server.startAgain()
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        await server.stop()
        Chaos.report("suspects in an outage", "\(verdict)")
    }
}
