import Foundation
import JobQueue
import PostgresClient
import Testing

extension PatientStorms {
    @Suite("Schemas of newer programs") struct SchemaStorms {}
}

extension PatientStorms.SchemaStorms {
    @Test(
        "A newer program's additive step in the midst of work: it goes on, and a worker that starts starts; past the minimum reader it refuses"
    )
    func newer() async throws {
        let arena = try await Arena()
        let next = MigrationStep.latest + 1
        func recruit() throws -> Victim { try Victim(on: arena.url, ["DRAGOMAN_CONCURRENCY": "2"]) }
        var fleet = try (0..<2).map { _ in try recruit() }
        for victim in fleet { try await victim.said("registered") }
        let amount = Chaos.isLong ? 20_000 : 2_000
        try await arena.enqueue(amount, of: "#sleep 5")
        try await eventually("work is under way") { try await arena.number("SELECT count(*) FROM dragoman.history_done") > 100 }

        let start = ContinuousClock.now
        try await NextSchema.migrate(arena, version: next, minimumReader: 1, step: NextSchema.additive(on: arena))
        let migrated = ContinuousClock.now - start
        #expect(try await arena.live() > 0)
        // The newer function works for the older programs.
        try await eventually("the newer settle() runs", otherwise: { fleet[0].tail }) {
            try await arena.number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM dragoman.newer_settles") > 2
        }
        #expect(try await fleet[0].drain() == .exited(0), "\(fleet[0].tail)")
        fleet[0] = try recruit()
        try await fleet[0].said("registered")
        try await arena.enqueue(200, of: "after the step")
        try await arena.settled(fleet)
        for victim in fleet { #expect(victim.ending == nil && !victim.log.contains { $0.contains("does not answer") }, "\(victim.tail)") }

        // A step that older programs cannot live with: who runs goes on, as the step's author must know; who starts says what is wrong.
        try await NextSchema.migrate(arena, version: next + 1, minimumReader: next + 1, step: "ALTER TABLE jobs ADD COLUMN more text")
        let late = try recruit()
        #expect(try await late.ended() == .exited(78), "\(late.tail)")
        #expect(late.log.filter { $0.contains("needs a program that knows version \(next + 1)") }.count == 1, "\(late.tail)")
        try await arena.enqueue(20, of: "after the last step")
        try await arena.settled(fleet)
        // Cut off, it asks the schema again, as one that starts: it lives, says so once, and takes no more jobs.
        let cut = fleet[1]
        try await arena.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dragoman' AND datname = current_database()")
        let port = try await cut.probes()
        try await cut.said("needs a program that knows version \(next + 1)")
        try await eventually("/readyz says 503", otherwise: { cut.tail }) { await TCP.get("/readyz", port: port)?.status == 503 }
        // Some more beats of 200 ms each.
        try await Task.sleep(for: .seconds(1))
        #expect(cut.log.filter { $0.contains("needs a program") }.count == 1 && cut.ending == nil, "\(cut.tail)")
        for victim in fleet { #expect(try await victim.drain() == .exited(0), "\(victim.tail)") }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean && verdict.jobs == amount + 220, "\(verdict)")
        Chaos.report("newer schema", "\(verdict); migrated in \(Chaos.seconds(migrated))")
    }
}
