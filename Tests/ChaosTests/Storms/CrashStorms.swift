import Foundation
import PostgresClient
import PrivatePostgres
import Testing

extension ChaosTests {
    @Suite("Workers that die") struct CrashStorms {}
}

extension ChaosTests.CrashStorms {
    @Test("kill -9 with hundreds of jobs in flight: another worker does them all, and nothing is charged")
    func killed() async throws {
        let arena = try await Arena()
        let survivor = try Victim(on: arena.url, ["DRAGOMAN_PREFETCH": "4"])
        try await survivor.said("registered")
        var recoveries: [Duration] = []
        for _ in 0..<(Chaos.isLong ? 30 : 3) {
            try await arena.sql("SELECT dragoman.pause()")
            try await arena.enqueue(400, of: "#sleep 4")
            let victim = try Victim(on: arena.url, ["DRAGOMAN_PREFETCH": "300", "DRAGOMAN_CONCURRENCY": "2"])
            try await victim.said("registered")
            let worker = try #require(try await arena.registration(of: victim))
            try await arena.sql("SELECT dragoman.resume()")
            try await eventually("the worker holds hundreds of jobs", every: .milliseconds(2), otherwise: { victim.tail }) {
                try await arena.held(by: worker) >= 200
            }
            victim.send(SIGKILL)
            let death = ContinuousClock.now
            #expect(try await victim.ended() == .killed(by: SIGKILL))
            try await eventually("its jobs are taken back", every: .milliseconds(5), otherwise: { survivor.tail }) {
                try await arena.held(by: worker) == 0
            }
            recoveries.append(ContinuousClock.now - death)
            // The next death must find no suspects: one that runs alone at that moment would rightly be charged.
            try await arena.settled([survivor])
        }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await survivor.drain() == .exited(0), "\(survivor.tail)")
        Chaos.report("kill -9 in flight", "\(verdict); until claimable again: \(Chaos.spread(recoveries))")
    }

    @Test(
        "One article that kills the process is quarantined after three crashes of its own; the others finish in their first attempt",
        // Where there can be a real limit of memory, its storm sends the SIGKILL.
        arguments: Chaos.isLong
            ? ["#trap", "#index 0", "#overflow", "#kill"] : MemoryLimit.isPossible ? ["#overflow"] : ["#overflow", "#kill"])
    func poison(order: String) async throws {
        let arena = try await Arena()
        let innocents = Chaos.isLong ? 10_000 : 60
        try await arena.enqueue(innocents / 2, of: "an article like any other")
        let culprit = try await arena.enqueue(order, guilty: true)
        try await arena.enqueue(innocents / 2, of: "an article like any other")
        var deaths = 0
        var recoveries: [Duration] = []
        // A suspect comes back when the lease of the worker that it killed is over.
        let settings = ["DRAGOMAN_LEASE": "2s"]
        var victim = try Victim(on: arena.url, settings)
        var death: ContinuousClock.Instant?
        while try await arena.live() > 0 {
            if let ending = victim.ending {
                guard case .killed = ending else { throw NeverHappened(description: "The worker left with \(ending). \(victim.tail)") }
                deaths += 1
                try #require(deaths <= 10, "\(victim.tail)")
                death = .now
                victim = try Victim(on: arena.url, settings)
            }
            if let since = death, victim.log.contains(where: { $0.contains("took jobs back") }) {
                recoveries.append(ContinuousClock.now - since)
                death = nil
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await arena.state(culprit) == "quarantined")
        #expect(try await arena.column("crashes", of: culprit) == "3")
        #expect(
            try await arena.number("SELECT count(*) FROM dragoman.failures WHERE job_id = $1 AND code = 'crash'", [.int8(culprit)]) == 3)
        #expect(try await arena.number("SELECT count(*) FROM dragoman.findings WHERE job_id = $1", [.int8(culprit)]) == 0)
        // One crash with everybody in flight, which charges nobody, and three with the culprit alone.
        #expect(deaths == 4)
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("poison \(order)", "\(verdict); deaths \(deaths); start to jobs taken back: \(Chaos.spread(recoveries))")
    }

    @Test("A worker stopped past its lease changes nothing when it goes on, says so, and registers anew")
    func zombie() async throws {
        let arena = try await Arena()
        let zombie = try Victim(on: arena.url, ["DRAGOMAN_LEASE": "2s", "DRAGOMAN_PREFETCH": "20", "DRAGOMAN_CONCURRENCY": "2"])
        try await zombie.said("registered")
        let jobs = try await arena.enqueue(20, of: "#sleep 40")
        let worker = try #require(try await arena.registration(of: zombie))
        try await eventually("the worker is at work", otherwise: { zombie.tail }) { try await arena.held(by: worker) > 5 }
        zombie.send(SIGSTOP)
        let stopped = ContinuousClock.now
        let heldAtStop = try await arena.held(by: worker)
        let other = try Victim(on: arena.url, ["DRAGOMAN_LEASE": "2s"])
        try await eventually("the jobs are taken back", every: .milliseconds(5), otherwise: { other.tail }) {
            try await arena.held(by: worker) == 0
        }
        let recovery = ContinuousClock.now - stopped
        try await arena.settled([other])
        let before = try await arena.text("SELECT md5(string_agg(j::text, '|' ORDER BY j.job_id)) FROM dragoman.job_status j")
        zombie.send(SIGCONT)
        try await zombie.said("the lease ran out")
        try await zombie.said("registered", times: 2)
        #expect(try await arena.text("SELECT md5(string_agg(j::text, '|' ORDER BY j.job_id)) FROM dragoman.job_status j") == before)
        // It works again, under its new registration.
        #expect(try await other.drain() == .exited(0), "\(other.tail)")
        try await arena.enqueue(5, of: "after the stop")
        try await arena.settled([zombie])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean && verdict.jobs == jobs.count + 5, "\(verdict)")
        #expect(try await zombie.drain() == .exited(0), "\(zombie.tail)")
        Chaos.report(
            "SIGSTOP past a lease of 2 s", "\(verdict); held at the stop \(heldAtStop), taken back after \(Chaos.seconds(recovery))")
    }
}
