import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct ExplainTests {
    @Test("explain_job names the cause for every way in which a job may not be running")
    func causes() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            #expect(try await fixture.explain(JobID(rawValue: 12345)).contains("There is no job 12345"))
            let job = try await fixture.enqueue("x")
            #expect(try await fixture.explain(job).contains("no worker is alive"))
            let later = try await fixture.enqueue("x", "run_at => '2100-01-01'")
            #expect(try await fixture.explain(later).contains("is scheduled for 2100-01-01"))

            let worker = try await queue.register(.test())
            #expect(try await fixture.explain(job).contains("next in line"))
            let locker = try await Connection.open(fixture.target)
            _ = try await locker.query(Statement("BEGIN"))
            _ = try await locker.query(Statement("SELECT FROM dragoman.jobs FOR UPDATE"))
            _ = try await locker.query(Statement("SELECT pg_sleep(1.1)"))
            #expect(try await fixture.explain(job).contains("its row is locked by a transaction of"))
            _ = try await locker.query(Statement("ROLLBACK"))
            await locker.close()
            #expect(try await fixture.explain(job).contains("next in line"))
            let leaving = try await queue.register(.test("leaving", analyzers: ["stones": 1]))
            let stones = try await fixture.enqueue("x", "analyzers => '{stones}'")
            try await queue.announceDrain(of: leaving)
            #expect(try await fixture.explain(stones).contains("every live worker that could run it is draining"))
            try await queue.deregister(leaving)
            #expect(try await fixture.explain(stones).contains("no live worker has the analyzer stones"))
            try await fixture.sql("SELECT dragoman.cancel($1)", [.int8(stones.rawValue)])
            let foreign = try await fixture.enqueue("x", "analyzers => '{language,zebra}'")
            #expect(try await fixture.explain(foreign).contains("no live worker has the analyzer zebra"))
            let split = try await queue.register(.test("other", analyzers: ["zebra": 1]))
            #expect(try await fixture.explain(foreign).contains("no live worker has all of its analyzers together: language, zebra"))
            try await queue.deregister(split)
            try await fixture.sql("SELECT dragoman.cancel($1)", [.int8(foreign.rawValue)])
            #expect(try await fixture.explain(foreign).contains("was cancelled at"))

            try await fixture.sql("SELECT dragoman.pause()")
            #expect(try await fixture.explain(job).contains("The queue is paused"))
            #expect(try await fixture.explain(later).contains("The queue is paused"))
            try await fixture.sql("SELECT dragoman.resume()")

            let busy = [try await fixture.enqueue("y"), try await fixture.enqueue("z")]
            let held = try await queue.claim(upTo: 2, for: worker).jobs
            #expect(try await fixture.explain(job).contains("has been claimed by w1 since"))
            let last = try await fixture.enqueue("last")
            #expect(try await fixture.explain(last).contains("behind 1 others, and all workers that could run it are busy"))
            #expect(held.map(\.held.job) == [job, busy[0]])

            _ = try await queue.settle([
                held[0].settlement(
                    .retry(after: .seconds(90)), failures: [NewFailure(analyzer: "language", code: "error", message: "the model is away")]),
                held[1].settlement(.failed, failures: [NewFailure(analyzer: nil, code: "deadline", message: "too slow")]),
            ])
            let backing = try await fixture.explain(job)
            #expect(backing.contains("backing off until") && backing.contains("the model is away") && backing.contains("attempt 1 of 5"))
            #expect(try await fixture.explain(busy[0]).contains("failed at") == true)
            #expect(try await fixture.explain(busy[0]).contains("deadline: too slow"))
            try await fixture.sql("UPDATE dragoman.jobs SET run_at = now() - interval '1 s' WHERE job_id = $1", [.int8(job.rawValue)])
            #expect(try await fixture.explain(job).contains("backing off"))
            try await fixture.sql("UPDATE dragoman.jobs SET run_at = now() - interval '1 s' WHERE job_id = $1", [.int8(later.rawValue)])
            #expect(try await fixture.explain(later).contains("is due"))

            // A suspect that waits, and one that is held and waits its turn.
            try await fixture.sql("UPDATE dragoman.jobs SET suspect = true WHERE job_id = $1", [.int8(last.rawValue)])
            #expect(try await fixture.explain(last).contains("It is a suspect"))
            let again = try await queue.claim(upTo: 5, for: worker).jobs
            #expect(again.contains { $0.held.job == last })
            #expect(try await fixture.explain(last).contains("waits its turn to run alone"))
            for job in again { try await queue.mark(suspect: job.held, for: worker) }
            try await fixture.expire(worker)
            #expect(try await fixture.explain(last).contains("whose lease has run out"))
            try await fixture.sql("UPDATE dragoman.worker_leases SET lease_until = now() + interval '1 hour'")
            _ = try await queue.settle(again.map { $0.settlement() })
            #expect(try await fixture.explain(last).contains("is done since"))

            try await fixture.sql(
                "INSERT INTO dragoman.history_kept SELECT 777, 1, now(), now(), now(), now(), NULL, NULL, 0, 0, 5, 0, 5, 3")
            #expect(try await fixture.explain(JobID(rawValue: 777)).contains("is quarantined since"))
            #expect(try await fixture.explain(JobID(rawValue: 777)).contains("3 worker processes died"))
        }
    }
}
