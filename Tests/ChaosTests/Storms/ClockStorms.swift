import Foundation
import PostgresClient
import PrivatePostgres
import Testing

extension PatientStorms {
    @Suite("Clocks that differ") struct ClockStorms {}
}

extension PatientStorms.ClockStorms {
    @Test(
        "Workers whose clocks are hours apart: nobody takes a living worker's jobs, no job runs early, one killed and one stopped cost nobody anything"
    )
    func skewed() async throws {
        let arena = try await Arena()
        func recruit(hours: Int) async throws -> Victim {
            let settings = ["DRAGOMAN_LEASE": "5s", "DRAGOMAN_PREFETCH": "30", "DRAGOMAN_CONCURRENCY": "2"]
            let victim = try Victim(on: arena.url, settings.merging(WrongClock.settings(hours: hours)) { $1 })
            // Only a worker that really sees the wrong time proves anything.
            #expect(WrongClock.hoursAhead(in: try await victim.said("registered")) == hours)
            return victim
        }
        let ahead = try await recruit(hours: 3)
        var behind = try await recruit(hours: -3)
        let right = try await recruit(hours: 0)
        try await arena.sql("SELECT dragoman.pause()")
        let amount = Chaos.isLong ? 5_000 : 300
        try await arena.enqueue(amount, of: "#sleep 10")
        try await arena.sql(
            "SELECT dragoman.enqueue('later', run_at => clock_timestamp() + n * interval '0.1 s') FROM generate_series(5, 40) n")
        for order in ["#throw something", "#later 500"] { try await arena.enqueue(order, "max_attempts => 2", guilty: true) }
        try await arena.sql("SELECT dragoman.resume()")

        // One dies. Its lock shows that within about a second; its lease, by a clock three hours behind, would show it at once or never.
        let killed = try #require(try await arena.registration(of: behind))
        try await holds(killed, on: arena, behind)
        behind.send(SIGKILL)
        try await behind.ended()
        try await losesAll(killed, on: arena, right)
        behind = try await recruit(hours: -3)

        // One is stopped until its lease is over.
        try await arena.enqueue(amount, of: "#sleep 10")
        let stopped = try #require(try await arena.registration(of: ahead))
        try await holds(stopped, on: arena, ahead)
        ahead.send(SIGSTOP)
        try await losesAll(stopped, on: arena, right)
        ahead.send(SIGCONT)
        try await ahead.said("the lease ran out")
        try await ahead.said("registered", times: 2)

        try await arena.enqueue(amount / 6, of: "after the storm")
        try await eventually("every job ends", every: .milliseconds(50), otherwise: { ahead.tail + behind.tail }) {
            try await leasesAreSound(on: arena)
            return try await arena.live() == 0
        }
        #expect(try await arena.number("SELECT count(*) FROM dragoman.history_done WHERE started_at < run_at") == 0)
        #expect(try await arena.number("SELECT count(*) FROM dragoman.history_kept WHERE started_at < run_at") == 0)
        // A time that was a worker's would be off by hours.
        #expect(
            try await arena.number(
                """
                SELECT count(*) FROM (SELECT run_at, started_at, finished_at FROM dragoman.history_done
                                      UNION ALL SELECT run_at, started_at, finished_at FROM dragoman.history_kept) h, dragoman.control c
                CROSS JOIN LATERAL (VALUES (h.run_at), (h.started_at), (h.finished_at)) t (at)
                WHERE abs(extract(epoch FROM t.at - clock_timestamp())) > 3600
                """) == 0)
        let states = try await arena.states()
        #expect(states.contains("failed 2"), "\(states)")
        let rescued = try await arena.text(
            "SELECT string_agg(worker_id::text, ',' ORDER BY worker_id) FROM dragoman.worker_leases WHERE ending = 'rescued'")
        let leases = try await arena.text("SELECT string_agg(w::text, ' ' ORDER BY worker_id) FROM dragoman.worker_leases w") ?? "none"
        #expect(rescued == [killed, stopped].sorted().map(String.init).joined(separator: ","), "\(leases) \(behind.tail) \(right.tail)")
        for victim in [ahead, behind, right] { #expect(try await victim.drain() == .exited(0), "\(victim.tail)") }
        let verdict = try await Checker.verdict(on: arena)
        #expect(verdict.isClean, "\(verdict)")
        let shares = try await arena.text(
            """
            SELECT string_agg(n::text, ', ' ORDER BY worker) FROM (SELECT worker, count(*) AS n FROM dragoman.history_done GROUP BY worker) s
            """)
        Chaos.report("clocks six hours apart", "\(verdict); done by each registration: \(shares ?? "none")")
    }

    /// Waits until a worker has jobs to lose.
    private func holds(_ registration: Int64, on arena: Arena, _ victim: Victim) async throws {
        try await eventually("the worker holds jobs", every: .milliseconds(2), otherwise: { victim.tail }) {
            try await arena.held(by: registration) >= 10
        }
    }

    /// Waits until others have taken all jobs of a worker.
    private func losesAll(_ registration: Int64, on arena: Arena, _ other: Victim) async throws {
        try await eventually("its jobs are taken back", every: .milliseconds(20), otherwise: { other.tail }) {
            try await leasesAreSound(on: arena)
            return try await arena.held(by: registration) == 0
        }
    }

    /// No lease ends later than the database's clock and its length allow.
    private func leasesAreSound(on arena: Arena) async throws {
        #expect(
            try await arena.number(
                "SELECT count(*) FROM dragoman.worker_leases WHERE ended_at IS NULL AND lease_until > clock_timestamp() + lease") == 0)
    }
}
