import Foundation
import PostgresClient
import Testing

extension PatientStorms {
    @Suite("Workers that run out of memory") struct MemoryStorms {}
}

extension PatientStorms.MemoryStorms {
    @Test(
        "One article that eats more than the container has: the kernel kills the worker, the article is quarantined after three crashes of its own",
        .enabled(if: MemoryLimit.isPossible, "Run as root where /sys/fs/cgroup is writable to set a limit of memory"))
    func eaten() async throws {
        let arena = try await Arena()
        let innocents = Chaos.isLong ? 10_000 : 2_000
        try await arena.enqueue(innocents / 2, of: "an article like any other")
        let culprit = try await arena.enqueue("#eat 1000", guilty: true)
        try await arena.enqueue(innocents / 2, of: "an article like any other")
        let limit = try MemoryLimit(megabytes: 300)
        defer { limit.remove() }
        func start() throws -> Victim { try Victim(on: arena.url, ["DRAGOMAN_LEASE": "2s"], wrapper: limit.wrapper) }
        // What a container's supervisor does.
        var deaths = 0
        var victim = try start()
        while try await arena.live() > 0 {
            if let ending = victim.ending {
                try #require(ending == .killed(by: SIGKILL), "\(victim.tail)")
                deaths += 1
                try #require(deaths <= 10, "\(victim.tail)")
                victim = try start()
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        // One crash with everybody in flight, which charges nobody, and three with the culprit alone.
        #expect(deaths == 4)
        #expect(limit.kills == deaths)
        #expect(try await arena.state(culprit) == "quarantined")
        #expect(try await arena.column("crashes", of: culprit) == "3")
        #expect(
            try await arena.number("SELECT count(*) FROM dragoman.failures WHERE job_id = $1 AND code = 'crash'", [.int8(culprit)]) == 3)
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("memory limit", "\(verdict); killed by the kernel \(limit.kills)")
    }
}
