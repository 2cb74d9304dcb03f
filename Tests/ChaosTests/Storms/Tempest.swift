import Foundation
import PostgresClient
import PrivatePostgres
import Synchronization
import Testing

extension ChaosTests {
    @Suite("Everything at once", .enabled(if: Chaos.isLong, "Set DRAGOMAN_CHAOS_MINUTES for the long storms")) struct Tempest {}
}

extension ChaosTests.Tempest {
    /// What happens to the fleet.
    private enum Blow: String, CaseIterable { case kill, stop, drain, cut, cutAll, freeze, restart, away, readOnly, terminate, pause }

    @Test("Workers killed, stopped, drained, cut off, frozen and the server restarted, all in one: no job is lost, done twice or charged")
    func tempest() async throws {
        var random = Chaos.random("tempest")
        let server = try await PrivatePostgres.start()
        let arena = try await Arena(on: server)
        let proxy = try Proxy(beforeSocket: "\(server.folder)/.s.PGSQL.\(server.port)")
        func recruit() throws -> Victim {
            try Victim(
                on: proxy.url(database: arena.database), ["DRAGOMAN_LEASE": "6s", "DRAGOMAN_CONCURRENCY": "2", "DRAGOMAN_GRACE": "5s"])
        }
        var fleet = try (0..<4).map { _ in try recruit() }
        var blows: [Blow: Int] = [:]
        let end = ContinuousClock.now + .seconds(60 * (Chaos.minutes ?? 1))
        while ContinuousClock.now < end {
            if try await arena.live() < 400 {
                try await arena.enqueue(200, of: "an article like any other")
                try await arena.enqueue(40, of: "#sleep 5")
                try await arena.enqueue(10, of: "#listen 50")
                try await arena.enqueue(5, of: "#later 100", guilty: true)
                try await arena.enqueue("#throw something", "max_attempts => 2", guilty: true)
            }
            let blow = Blow.allCases.randomElement(using: &random) ?? .cut
            let place = Int.random(in: 0..<fleet.count, using: &random)
            let victim = fleet[place]
            switch blow {
            case .kill:
                // A worker that dies while it runs a suspect alone is what a crash of that suspect looks like: only others are killed.
                guard try await isCalm(arena, fleet.count) else { continue }
                victim.send(SIGKILL)
                fleet[place] = try recruit()
            case .stop:
                victim.send(SIGSTOP)
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...9_000, using: &random)))
                victim.send(SIGCONT)
            case .drain:
                let ending = try await victim.drain()
                #expect(ending == .exited(0) || ending == .exited(69), "\(victim.tail)")
                fleet[place] = try recruit()
            case .cut:
                let toServer = Bool.random(using: &random)
                let bytes = Int(random.spread(1_000, 30_000))
                proxy.lightFuses { Proxy.Fuse(toServer: toServer, bytes: bytes) }
                proxy.cutAll()
                try await Task.sleep(for: .milliseconds(500))
                proxy.lightFuses(nil)
            case .cutAll: proxy.cutAll()
            case .freeze:
                proxy.freeze()
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...3_000, using: &random)))
                proxy.thaw()
            case .restart: try await server.restart(immediate: Bool.random(using: &random))
            case .away:
                try await server.shutDown()
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...8_000, using: &random)))
                try await server.startAgain()
            case .readOnly:
                try await arena.sql("ALTER SYSTEM SET default_transaction_read_only = on")
                try await arena.sql("SELECT pg_reload_conf()")
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...3_000, using: &random)))
                try await arena.sql("ALTER SYSTEM RESET default_transaction_read_only")
                try await arena.sql("SELECT pg_reload_conf()")
            case .terminate:
                try await arena.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dragoman' AND random() < 0.5")
            case .pause: try await arena.sql("SELECT dragoman.pause(), dragoman.resume()")
            }
            blows[blow, default: 0] += 1
            try await Task.sleep(for: .milliseconds(Int.random(in: 50...1_500, using: &random)))
            for (place, victim) in fleet.enumerated() where victim.ending != nil {
                // Whoever starts while the server is away ends with 69, as documented, for its supervisor to start it again. Once it has
                // worked, nothing ends it.
                try #require(victim.ending == .exited(69) && !victim.log.contains { $0.contains("registered") }, "\(victim.tail)")
                fleet[place] = try recruit()
            }
        }
        for (place, victim) in fleet.enumerated() where victim.ending != nil { fleet[place] = try recruit() }
        for victim in fleet { try await victim.said("registered") }
        try await arena.settled(fleet, within: .seconds(300))
        for victim in fleet { #expect(try await victim.drain() == .exited(0), "\(victim.tail)") }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        proxy.close()
        await server.stop()
        let tally = blows.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        Chaos.report("tempest", "\(verdict); \(tally)")
    }

    /// No job is a suspect, and nobody is about to be taken for dead.
    private func isCalm(_ arena: Arena, _ fleet: Int) async throws -> Bool {
        try await arena.number(
            """
            SELECT (SELECT count(*) FROM dragoman.jobs WHERE suspect)
                + greatest((SELECT count(*) FROM dragoman.worker_leases WHERE ended_at IS NULL) - $1, 0)
                + (SELECT count(*) FROM dragoman.worker_leases
                   WHERE ended_at IS NULL AND (lease_until < clock_timestamp() + interval '2 s' OR lock_missing_since IS NOT NULL))
            """, [.int8(Int64(fleet))]) == 0
    }

    @Test("A standby promoted after its primary died: workers with both hosts in their connection string go on there")
    func promotion() async throws {
        let primary = try await PrivatePostgres.start()
        let arena = try await Arena(on: primary)
        let standby = try await Standby(of: primary)
        // What was committed on the primary must be on the standby: otherwise the failover itself loses jobs.
        try await arena.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        try await arena.sql("SELECT pg_reload_conf()")
        try await eventually("the standby is synchronous") {
            try await arena.number("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1
        }
        let url =
            "postgresql://postgres@/postgres?host=\(primary.folder),\(standby.folder)&port=\(primary.port),\(standby.port)&target_session_attrs=read-write"
        let victim = try Victim(on: url)
        try await victim.said("registered")
        try await arena.enqueue(2_000, of: "#sleep 3")
        try await eventually("work is under way") { try await arena.number("SELECT count(*) FROM dragoman.history_done") > 100 }
        try await primary.shutDown()
        try await standby.promote()
        let back = ContinuousClock.now
        let after = try await arena.moved(to: standby.url)
        let done = try await after.number("SELECT count(*) FROM dragoman.history_done")
        try await eventually("work goes on", every: .milliseconds(10), otherwise: { victim.tail }) {
            try await after.number("SELECT count(*) FROM dragoman.history_done") > done
        }
        let resumed = ContinuousClock.now - back
        try await after.settled([victim])
        let verdict = try await Checker.verdict(on: after)
        #expect(verdict.isClean && verdict.jobs == 2_000, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        await standby.stop()
        await primary.stop()
        Chaos.report("standby promoted", "\(verdict); promotion to next job: \(Chaos.seconds(resumed))")
    }
}
