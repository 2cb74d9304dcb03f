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
        let victims = try (0..<3).map { _ in
            try Victim(on: proxy.url(database: arena.database), ["DRAGOMAN_LEASE": "30s", "DRAGOMAN_CONCURRENCY": "2"])
        }
        for victim in victims { try await victim.said("registered") }
        let wanted = Chaos.isLong ? 5_000 : 100
        let end = ContinuousClock.now + .seconds(60 * (Chaos.minutes ?? 0.25))
        while proxy.cuts.load(ordering: .relaxed) < wanted, ContinuousClock.now < end {
            if try await arena.live() < 300 { try await arena.enqueue(300, of: "an article of no importance, and of some length") }
            try await Task.sleep(for: .milliseconds(20))
        }
        let cuts = proxy.cuts.load(ordering: .relaxed)
        proxy.lightFuses(nil)
        proxy.cutAll()
        try await arena.settled(victims)
        for victim in victims {
            #expect(victim.ending == nil, "\(victim.tail)")
            #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        proxy.close()
        Chaos.report("connections cut at random", "\(verdict); cuts \(cuts)")
    }
}
