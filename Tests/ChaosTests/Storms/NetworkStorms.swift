import Foundation
import PostgresClient
import PrivatePostgres
import Synchronization
import Testing

extension ChaosTests {
    @Suite("Connections that break") struct NetworkStorms {}
}

extension ChaosTests.NetworkStorms {
    @Test("Connections cut before, during and after COMMIT, again and again: no job is lost, done twice or charged")
    func cuts() async throws {
        let random = Mutex(Chaos.random("cuts"))
        let arena = try await Arena()
        let proxy = try Proxy(beforeSocket: "\(arena.server.folder)/.s.PGSQL.\(arena.server.port)")
        // Half of the fuses burn on the way to the server, so that statements arrive in part or not at all; half on the way back, so
        // that answers are lost. The shortest cut the login, the longest let thousands of jobs pass.
        proxy.lightFuses {
            random.withLock { random in
                Proxy.Fuse(toServer: Bool.random(using: &random), bytes: Int(random.spread(3_000, 300_000)))
            }
        }
        proxy.cutSettles {
            random.withLock { random in
                Int.random(in: 0..<8, using: &random) == 0 ? Proxy.SettleCut.allCases.randomElement(using: &random) : nil
            }
        }
        let victims = try (0..<8).map { _ in
            try Victim(on: proxy.url(database: arena.database), ["DRAGOMAN_LEASE": "60s", "DRAGOMAN_CONCURRENCY": "1"])
        }
        for victim in victims { try await victim.said("registered") }
        let wanted = Chaos.isLong ? 100_000 : 200
        let end = ContinuousClock.now + .seconds(60 * (Chaos.minutes ?? 0.35))
        while proxy.cuts.load(ordering: .relaxed) < wanted, ContinuousClock.now < end {
            if try await arena.live() < 300 { try await arena.enqueue(300, of: "an article of no importance, and of some length") }
            try await Task.sleep(for: .milliseconds(20))
        }
        let cuts = proxy.cuts.load(ordering: .relaxed)
        let settles = proxy.settleCuts
        proxy.lightFuses(nil)
        proxy.cutSettles(nil)
        proxy.cutAll()
        try await arena.settled(victims)
        for victim in victims {
            #expect(victim.ending == nil, "\(victim.tail)")
            #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(settles.count == 3, "\(settles)")
        proxy.close()
        Chaos.report(
            "connections cut at random",
            "\(verdict); cuts \(cuts), of them of a settlement: before \(settles[.before] ?? 0), during \(settles[.during] ?? 0), after its COMMIT \(settles[.after] ?? 0)"
        )
    }

    @Test("A worker that is cut off while it runs a suspect alone lives: the suspect is not charged a crash")
    func cutOff() async throws {
        let arena = try await Arena()
        let proxy = try Proxy(beforeSocket: "\(arena.server.folder)/.s.PGSQL.\(arena.server.port)")
        let dead = try Victim(on: arena.url)
        try await dead.said("registered")
        let job = try await arena.enqueue("#sleep 3000")
        try await eventually("it runs") { try await arena.state(job) == "running" }
        dead.send(SIGKILL)
        let victim = try Victim(on: proxy.url(database: arena.database))
        try await victim.said("running a suspect alone")
        // Another worker, which can take jobs back and not do them.
        let other = try Victim(on: arena.url, ["DRAGOMAN_ANALYZERS": "noop"])
        try await other.said("registered")
        let worker = try #require(try await arena.registration(of: victim))
        try await eventually("it is marked") {
            try await arena.number(
                "SELECT count(*) FROM dragoman.worker_leases WHERE worker_id = $1 AND suspect_job = $2", [.int8(worker), .int8(job)]) == 1
        }
        proxy.refuse(true)
        proxy.cutAll()
        // Longer than a lock must be free to show a death, and a good deal shorter than the lease.
        try await Task.sleep(for: .seconds(4))
        proxy.refuse(false)
        try await arena.settled([victim])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict) \(victim.tail) \(other.tail)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        #expect(try await other.drain() == .exited(0), "\(other.tail)")
        proxy.close()
        Chaos.report("cut off with a suspect", "\(verdict)")
    }
}
