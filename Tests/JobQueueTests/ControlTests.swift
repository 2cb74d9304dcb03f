import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct ControlTests {
    @Test("A job cancelled while it runs is lost to its worker, which hears of it")
    func cancelRunning() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue()
            let worker = try await queue.register(.test())
            let held = try await queue.claim(upTo: 1, for: worker).jobs[0]
            #expect(try await fixture.number("SELECT dragoman.cancel($1)::integer", [.int8(job.rawValue)]) == 1)
            #expect(try await fixture.state(job) == "cancelled")
            #expect(try await fixture.number("SELECT dragoman.cancel($1)::integer", [.int8(job.rawValue)]) == 0)
            var heard = false
            for await bell in queue.bells where bell == .control {
                heard = true
                break
            }
            #expect(heard)
            #expect(try await queue.tend(worker, running: [held.held]).lost == [held.held])
            #expect(try await queue.settle([held.settlement(.done, ["language": "{}"])]) == [.lost])
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.findings") == 0)
            #expect(try await fixture.state(job) == "cancelled")
        }
    }

    @Test("retry brings every ended job back under its id, as if enqueued now")
    func retry() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            let job = try await fixture.enqueue()
            func retry() async throws -> Bool { try await fixture.number("SELECT dragoman.retry($1)::integer", [.int8(job.rawValue)]) == 1 }
            #expect(try await !retry())
            for end in [Settlement.End.done, .failed] {
                let held = try await queue.claim(upTo: 1, for: worker).jobs[0]
                #expect(try await !retry())
                #expect(held.attempt == 1 && held.earlier.isEmpty && held.impossible.isEmpty)
                let settlement = held.settlement(
                    end, ["language": "{}"], failures: [NewFailure(analyzer: "entities", code: NewFailure.cannotAnalyze, message: "m")])
                #expect(try await queue.settle([settlement]) == [.settled])
                #expect(try await retry())
                #expect(try await fixture.state(job) == "ready")
                #expect(try await fixture.status(job, "attempt") == "0")
                // A settlement that was committed is not lost because the job lives again.
                #expect(try await queue.settle([settlement]) == [.settled])
            }
            try await fixture.sql("SELECT dragoman.cancel($1)", [.int8(job.rawValue)])
            #expect(try await retry())
            try await fixture.sql("UPDATE dragoman.jobs SET state = 1, run_at = now() + interval '1 day'")
            #expect(try await fixture.state(job) == "scheduled")
            #expect(try await retry())
            #expect(try await fixture.state(job) == "ready")
            #expect(try await fixture.number("SELECT dragoman.retry(999)::integer") == 0)
        }
    }

    @Test("reprioritize changes the order of live jobs only")
    func reprioritize() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let (first, second) = (try await fixture.enqueue("a"), try await fixture.enqueue("b"))
            #expect(try await fixture.number("SELECT dragoman.reprioritize($1, 5)::integer", [.int8(second.rawValue)]) == 1)
            #expect(try await fixture.number("SELECT dragoman.reprioritize(999, 5)::integer") == 0)
            let worker = try await queue.register(.test())
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.map(\.held.job) == [second])
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.map(\.held.job) == [first])
        }
    }

    @Test("reanalyze makes jobs for the newest version of each article whose finding is missing or old, once")
    func reanalyze() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            try await fixture.sql("SELECT dragoman.enqueue('v1', key => 'k')")
            try await fixture.sql("SELECT dragoman.enqueue('v2', key => 'k')")
            try await fixture.enqueue("fresh")
            try await fixture.enqueue("bare")
            for job in try await queue.claim(upTo: 9, for: worker).jobs {
                let revision = job.article.body == "fresh" ? 3 : 2
                let findings = job.article.body == "bare" ? [:] : ["language": "{}"]
                _ = try await queue.settle([job.settlement(.done, findings, revision: revision)])
            }
            #expect(try await fixture.number("SELECT dragoman.reanalyze('language')") == 1)
            #expect(try await fixture.number("SELECT dragoman.reanalyze('language', 3)") == 1)
            #expect(try await fixture.number("SELECT dragoman.reanalyze('language', 3)") == 0)
            #expect(try await fixture.number("SELECT dragoman.reanalyze('language', 4, since => now() + interval '1 day')") == 0)
            let jobs = try await queue.claim(upTo: 9, for: worker).jobs
            #expect(Set(jobs.map(\.article.body)) == ["v2", "bare"])
            #expect(jobs.allSatisfy { $0.analyzers == ["language"] })
            #expect(try await fixture.text("SELECT DISTINCT priority::text FROM dragoman.job_status WHERE state = 'running'") == "-10")
        }
    }

    @Test("The depth of a long queue is told from a part of it; that of a short one, and of a long one once drained, is exact")
    func depth() async throws {
        let fixture = try await QueueFixture()
        let control = try await QueueControl.open(target: fixture.target)
        @Sendable func depth() async throws -> [Int] {
            let row = try await fixture.sql(
                "SELECT ready, scheduled, running, round(oldest_ready / 60)::bigint, unclaimable FROM dragoman.depth()")[0]
            return try (0..<5).map { Int(try row.int8(ifPresent: $0) ?? -1) }
        }
        #expect(try await depth() == [0, 0, 0, -1, 0])
        try await fixture.sql("INSERT INTO dragoman.analyzer_sets (keys) VALUES ('{language}'), ('{martian}')")
        try await fixture.withQueue { queue in
            _ = try await queue.register(.test())
            // The oldest ready one has waited for an hour, at the end of the table, with neither the first priority nor the first set.
            try await fixture.sql(
                """
                INSERT INTO dragoman.jobs (job_id, article_id, run_at, priority, analyzers, state)
                SELECT n, n, now() - CASE WHEN n = 200000 THEN interval '1 hour' WHEN n % 5 = 0 THEN interval '2 hours' ELSE interval '1 s' END,
                    -(n % 3), CASE WHEN n % 4 = 0 THEN 2 ELSE n % 2 END, CASE WHEN n = 200000 THEN 0 WHEN n % 5 = 0 THEN 1 ELSE 0 END
                FROM generate_series(1, 200000) n
                """)
            let long = try await depth()
            #expect(abs(long[0] - 160_000) < 16_000 && abs(long[1] - 40_000) < 4_000 && long[2] == 0 && long[3] == 60)
            #expect(abs(long[4] - 40_000) < 4_000)
            try await fixture.sql("DELETE FROM dragoman.jobs WHERE job_id NOT IN (1, 70000, 200000)")
            #expect(try await depth() == [2, 1, 0, 60, 1])
            #expect(try await control.liveJobs() == 3)
            try await fixture.sql("DELETE FROM dragoman.jobs")
            #expect(try await depth() == [0, 0, 0, -1, 0])
        }
        await control.close()
    }

    @Test("The command line's side of the queue does and tells all of it")
    func queueControl() async throws {
        let fixture = try await QueueFixture()
        let control = try await QueueControl.open(target: fixture.target)
        let ids = try await control.enqueue([
            NewArticle(body: "a", title: "T", key: "k", publishedAt: 0, metadata: "{\"x\": 1}"), NewArticle(body: "b"),
        ])
        #expect(try await control.enqueue(NewArticle(body: "a", title: "T", key: "k")) == ids[0])
        let later = try await control.enqueue(
            NewArticle(body: "c"), EnqueueOptions(analyzers: ["language"], priority: 3, runAt: 4_102_444_800, maxAttempts: 2))
        #expect(try await control.state(of: later) == "scheduled")
        #expect(try await control.explain(later).contains("scheduled for"))
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 2, for: worker).jobs
            _ = try await queue.settle([
                claimed[0].settlement(
                    .done, ["language": "{\"language\": \"en\"}"],
                    failures: [NewFailure(analyzer: "entities", code: "cannot_analyze", message: "no names here")]),
                claimed[1].settlement(.failed, failures: [NewFailure(analyzer: "entities", code: "error", message: "boom")]),
            ])
            let status = try await control.status()
            #expect(status.byState == ["done": 1, "failed": 1, "scheduled": 1] && !status.isPaused)
            #expect(status.workers.map(\.name) == ["w1"] && status.workers[0].analyzers == "entities 1, language 1")
            #expect(status.failing.map(\.code) == ["error"] && status.failing[0].lastMessage == "boom")
        }
        let findings = try await control.findings(of: ids[0])
        #expect(findings.map(\.finding.analyzer) == ["language"] && findings[0].elapsed == .milliseconds(5))
        #expect(try await control.retryAll(in: "failed") == 1)
        #expect(try await control.pause())
        #expect(try await !control.pause())
        #expect(try await control.resume())
        #expect(try await control.reprioritize(later, to: 9))
        #expect(try await control.cancel(later))
        #expect(try await control.retry(later))
        #expect(try await control.reanalyze("language") == 0)
        #expect(try await control.liveJobs() == 2)
        let error = await #expect(throws: QueueError.self) {
            try await control.enqueue(NewArticle(body: "d"), EnqueueOptions(maxAttempts: 0))
        }
        #expect(error?.code == .refused)
        await control.close()
    }
}
