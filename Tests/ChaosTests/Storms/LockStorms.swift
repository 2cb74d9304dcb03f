import Foundation
import PostgresClient
import PrivatePostgres
import Testing

extension ChaosTests {
    @Suite("Foreign locks and poolers") struct LockStorms {}
}

extension ChaosTests.LockStorms {
    @Test("While somebody holds SELECT … FOR UPDATE on live jobs, new ones are done; afterwards the held ones are, uncharged")
    func rowLocks() async throws {
        let arena = try await Arena()
        let victim = try Victim(on: arena.url, ["DRAGOMAN_CONCURRENCY": "2"])
        try await victim.said("registered")
        // Some of them are at work when the lock falls.
        try await arena.enqueue(20, of: "#sleep 300")
        try await eventually("some run") { try await arena.number("SELECT count(*) FROM dragoman.jobs WHERE state = 2") > 1 }
        let holder = try await arena.hold("SELECT FROM dragoman.jobs FOR UPDATE")
        let more = try await arena.enqueue(50, of: "after the lock")
        try await eventually("new jobs are done beside the lock", otherwise: { victim.tail }) {
            try await arena.number("SELECT count(*) FROM dragoman.history_done WHERE job_id >= $1", [.int8(more[0])]) == 50
        }
        try await arena.letGo(of: holder)
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("rows locked by others", "\(verdict)")
    }

    @Test("LOCK TABLE, VACUUM FULL and pg_dump in the midst of work: it waits or goes on, and nothing is charged")
    func tableLocks() async throws {
        let arena = try await Arena()
        let victim = try Victim(on: arena.url)
        try await victim.said("registered")
        try await arena.enqueue(2_000, of: "#sleep 3")
        let holder = try await arena.hold("LOCK TABLE dragoman.jobs IN SHARE MODE")
        // Longer than the 2 s for which a statement of the worker's waits for a lock.
        try await victim.said("does not answer")
        try await arena.letGo(of: holder)
        let dump = Process()
        dump.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        dump.arguments = ["pg_dump", "-d", arena.url, "-f", "/dev/null"]
        try dump.run()
        for table in ["jobs", "findings", "worker_leases", "history_done", "articles"] {
            try await arena.sql("VACUUM FULL dragoman.\(table)")
        }
        try await eventually("pg_dump ends", otherwise: { victim.tail }) { !dump.isRunning }
        #expect(dump.terminationStatus == 0)
        try await arena.settled([victim])
        var verdict = try await Checker.verdict(on: arena)
        // VACUUM FULL freezes rows as it rewrites them; their transactions are no longer told.
        verdict.faults.removeAll { $0.contains("different transactions") }
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("tables locked by others", "\(verdict)")
    }

    @Test("No transaction is open while an analyzer works")
    func noTransaction() async throws {
        let arena = try await Arena()
        let victim = try Victim(on: arena.url, ["DRAGOMAN_CONCURRENCY": "1", "DRAGOMAN_POLL": "1s"])
        try await victim.said("registered")
        let job = try await arena.enqueue("#sleep 2500")
        try await eventually("it runs", every: .milliseconds(2)) { try await arena.state(job) == "running" }
        var oldest = 0.0
        var looks = 0
        while try await arena.state(job) == "running" {
            oldest = max(
                oldest,
                try await arena.sql(
                    "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )[0].float8(0))
            looks += 1
        }
        // The job runs for 2.5 s; a transaction that spanned it would be seen with most of that age.
        #expect(oldest < 2 && looks > 10, "\(oldest) s, \(looks) looks")
        try await arena.settled([victim])
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("no transaction while analyzing", "looks \(looks), oldest transaction \(String(format: "%.3f s", oldest))")
    }

    @Test(
        "Behind pgbouncer in transaction mode workers poll, or listen at a direct address, and no job is lost or done twice",
        .enabled(if: Pooler.isInstalled, "pgbouncer is not installed: apt-get install pgbouncer"), arguments: [false, true])
    func pooler(listensDirectly: Bool) async throws {
        let arena = try await Arena()
        let pooler = try await Pooler(before: arena.server)
        let url = pooler.url(database: arena.database)
        let settings = (listensDirectly ? ["DRAGOMAN_LISTEN_URL": arena.url] : [:]).merging([
            "DRAGOMAN_LEASE": "3s", "DRAGOMAN_PREFETCH": "50",
        ]) { $1 }
        let victims = try (0..<3).map { _ in try Victim(on: url, settings) }
        for victim in victims { try await victim.said("registered") }
        try await arena.enqueue(Chaos.isLong ? 20_000 : 1_500, of: "#sleep 1")
        try await eventually("work is under way") { try await arena.number("SELECT count(*) FROM dragoman.history_done") > 100 }
        let worker = try #require(try await arena.registration(of: victims[0]))
        victims[0].send(SIGKILL)
        let death = ContinuousClock.now
        try await eventually("its jobs are taken back", otherwise: { victims[1].tail }) { try await arena.held(by: worker) == 0 }
        let recovery = ContinuousClock.now - death
        try await arena.settled(victims)
        var latencies: [Duration] = []
        for _ in 0..<20 {
            let start = ContinuousClock.now
            let job = try await arena.enqueue("one at a time")
            try await eventually("it is done", every: .milliseconds(2)) { try await arena.state(job) == "done" }
            latencies.append(ContinuousClock.now - start)
        }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        for victim in victims.dropFirst() { #expect(try await victim.drain() == .exited(0), "\(victim.tail)") }
        pooler.stop()
        Chaos.report(
            "behind pgbouncer, \(listensDirectly ? "listening directly" : "polling")",
            "\(verdict); dead worker's jobs back after \(Chaos.seconds(recovery)) of a lease of 3 s; idle enqueue to done: \(Chaos.spread(latencies))"
        )
    }
}
