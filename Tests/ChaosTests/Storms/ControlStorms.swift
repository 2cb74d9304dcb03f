import Foundation
import PostgresClient
import PrivatePostgres
import Testing

extension ChaosTests {
    @Suite("People at the controls") struct ControlStorms {}
}

extension ChaosTests.ControlStorms {
    @Test("cancel, retry, reprioritize, pause and resume raced against completion from many sessions: one truth each")
    func races() async throws {
        let arena = try await Arena()
        let victims = try (0..<2).map { _ in try Victim(on: arena.url) }
        for victim in victims { try await victim.said("registered") }
        let jobs = try await arena.enqueue(Chaos.isLong ? 9_000 : 900, of: "#sleep 1", guilty: true)
        // Each job is given to one kind of meddling, so that what was answered can be held against what is found.
        let results = try await withThrowingTaskGroup(of: [(job: Int64, kind: Int, answer: Bool)].self) { group in
            for session in 0..<8 {
                group.addTask {
                    var random = Chaos.random("control \(session)")
                    let connection = try await arena.session()
                    var answers: [(job: Int64, kind: Int, answer: Bool)] = []
                    for _ in 0..<(jobs.count / 4) {
                        // Those that are about to be worked on, as far as one can guess.
                        guard let job = jobs.randomElement(using: &random) else { break }
                        let kind = Int(job % 3)
                        let call = ["cancel($1)", "retry($1)", "reprioritize($1, \(Int.random(in: -5...5, using: &random)))"][kind]
                        answers.append(
                            (job, kind, try await connection.query(Statement("SELECT dragoman.\(call)", [.int8(job)]))[0].bool(0)))
                        if session == 0, Int.random(in: 0..<20, using: &random) == 0 {
                            _ = try await connection.query("SELECT dragoman.pause(), dragoman.resume()")
                        }
                    }
                    await connection.close()
                    return answers
                }
            }
            var all: [(job: Int64, kind: Int, answer: Bool)] = []
            for try await some in group { all += some }
            return all
        }
        try await arena.settled(victims)
        let cancelled = results.filter { $0.kind == 0 && $0.answer }.map(\.job)
        #expect(Set(cancelled).count == cancelled.count, "a job was cancelled twice")
        let found = try await arena.sql("SELECT job_id FROM dragoman.job_status WHERE state = 'cancelled'").map { try $0.int8(0) }
        #expect(Set(found) == Set(cancelled))
        #expect(
            try await arena.number(
                "SELECT count(*) FROM public.writes w JOIN dragoman.job_status s USING (job_id) WHERE s.state = 'cancelled'") == 0)
        // A job runs once, and once more for each retry that said yes.
        var runs: [Int64: Int64] = [:]
        for job in jobs where !cancelled.contains(job) { runs[job] = 1 }
        for result in results where result.kind == 1 && result.answer { runs[result.job, default: 0] += 1 }
        let written = try await arena.sql("SELECT job_id, count(*) FROM public.writes GROUP BY job_id")
        #expect(Dictionary(uniqueKeysWithValues: try written.map { (try $0.int8(0), try $0.int8(1)) }) == runs)
        #expect(try await arena.number("SELECT count(*) FROM dragoman.job_status WHERE state NOT IN ('done', 'cancelled')") == 0)
        #expect(try await arena.number("SELECT count(*) - count(DISTINCT job_id) FROM dragoman.job_status") == 0)
        for victim in victims { #expect(try await victim.drain() == .exited(0), "\(victim.tail)") }
        Chaos.report(
            "controls raced",
            "jobs \(jobs.count), calls \(results.count), cancelled \(cancelled.count), run again \(results.filter { $0.kind == 1 && $0.answer }.count)"
        )
    }

    @Test("A pause survives the worker's restart, and resume ends it")
    func pauseSurvives() async throws {
        let arena = try await Arena()
        let first = try Victim(on: arena.url)
        try await first.said("registered")
        try await arena.sql("SELECT dragoman.pause()")
        try await first.said("the queue is paused")
        let job = try await arena.enqueue("later")
        #expect(try await first.drain() == .exited(0), "\(first.tail)")
        let second = try Victim(on: arena.url)
        try await second.said("the queue is paused")
        let port = try await second.probes()
        #expect(await TCP.get("/readyz", port: port)?.text.contains("\"paused\":true") == true)
        #expect(try await arena.state(job) == "ready")
        try await arena.sql("SELECT dragoman.resume()")
        try await arena.settled([second])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await second.drain() == .exited(0), "\(second.tail)")
    }

    @Test("A cancelled job that listens to cancellation gives its slot back at once, and writes nothing")
    func cancelRunning() async throws {
        let arena = try await Arena()
        let victim = try Victim(on: arena.url, ["DRAGOMAN_CONCURRENCY": "1", "DRAGOMAN_PREFETCH": "1"])
        try await victim.said("registered")
        var freed: [Duration] = []
        for _ in 0..<(Chaos.isLong ? 50 : 5) {
            let job = try await arena.enqueue("#listen 50000", guilty: true)
            try await eventually("the job runs", every: .milliseconds(5)) { try await arena.state(job) == "running" }
            let next = try await arena.enqueue("next")
            let start = ContinuousClock.now
            try await arena.sql("SELECT dragoman.cancel($1)", [.int8(job)])
            try await eventually("the slot is free", every: .milliseconds(5), otherwise: { victim.tail }) {
                try await arena.state(next) == "done"
            }
            freed.append(ContinuousClock.now - start)
            #expect(try await arena.state(job) == "cancelled")
            #expect(try await arena.number("SELECT count(*) FROM public.writes WHERE job_id = $1", [.int8(job)]) == 0)
        }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
        Chaos.report("running jobs cancelled", "\(verdict); cancel to the next job done: \(Chaos.spread(freed))")
    }

    @Test("SIGTERM in the middle: what runs finishes, the rest goes back uncharged, and the worker ends with 0")
    func drain() async throws {
        let arena = try await Arena()
        try await arena.enqueue(300, of: "#sleep 5")
        for _ in 0..<(Chaos.isLong ? 30 : 4) {
            let victim = try Victim(on: arena.url, ["DRAGOMAN_PREFETCH": "100"])
            try await victim.said("registered")
            let worker = try #require(try await arena.registration(of: victim))
            try await eventually("the worker is at work", every: .milliseconds(5)) { try await arena.held(by: worker) > 10 }
            #expect(try await victim.drain() == .exited(0), "\(victim.tail)")
            #expect(try await arena.held(by: worker) == 0)
            if try await arena.live() < 150 { try await arena.enqueue(300, of: "#sleep 5") }
        }
        let last = try Victim(on: arena.url)
        try await arena.settled([last])
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        // A second SIGTERM ends it now.
        try await arena.enqueue("#sleep 20000", guilty: true)
        try await eventually("it runs") { try await arena.number("SELECT count(*) FROM dragoman.jobs WHERE state = 2") == 1 }
        last.send(SIGTERM)
        try await last.said("draining")
        last.send(SIGTERM)
        #expect(try await last.ended() == .exited(143), "\(last.tail)")
        Chaos.report("drained in the middle", "\(verdict)")
    }
}
