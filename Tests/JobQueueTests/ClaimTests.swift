import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct ClaimTests {
    @Test("Jobs come by priority, then time, then id")
    func order() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let low = try await fixture.enqueue("low", "priority => -1")
            let late = try await fixture.enqueue("late", "run_at => now() - interval '1 minute'")
            let early = try await fixture.enqueue("early", "run_at => now() - interval '2 minutes'")
            let high = try await fixture.enqueue("high", "priority => 9")
            let worker = try await queue.register(.test())
            #expect(try await queue.claim(upTo: 3, for: worker).jobs.map(\.held.job) == [high, early, late])
            #expect(try await queue.claim(upTo: 3, for: worker).jobs.map(\.held.job) == [low])
        }
    }

    @Test("Eight connections racing for jobs never get the same one, and leave none")
    func race() async throws {
        let fixture = try await QueueFixture()
        try await fixture.sql("SELECT dragoman.enqueue('text ' || i, priority => i % 3) FROM generate_series(1, 2000) i")
        let claims = try await withThrowingTaskGroup(of: [HeldJob].self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await fixture.withQueue { queue in
                        let worker = try await queue.register(.test("w\(number)"))
                        var mine: [HeldJob] = []
                        while true {
                            let jobs = try await queue.claim(upTo: 17, for: worker).jobs
                            if jobs.isEmpty { return mine }
                            mine += jobs.map(\.held)
                            _ = try await queue.settle(jobs.map { $0.settlement(.done, ["language": "{}"]) })
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(claims.map(\.job)).count == claims.count)
        // A claim that came back empty while neighbours held rows locked ends a worker's loop early: what is left is still ready.
        let left = try await fixture.number("SELECT count(*) FROM dragoman.jobs WHERE state = 0")
        #expect(claims.count + left == 2000)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.findings") == claims.count)
    }

    @Test("A scheduled job stays away until it is due, and the claim says when that is")
    func scheduled() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue("later", "run_at => now() + interval '1 hour'")
            let worker = try await queue.register(.test())
            let answer = try await queue.claim(upTo: 1, for: worker)
            #expect(answer.jobs.isEmpty)
            let due = try #require(answer.lookAgain)
            #expect(due > .seconds(3500) && due <= .seconds(3600))
            #expect(try await fixture.state(job) == "scheduled")
            try await fixture.sql("UPDATE dragoman.jobs SET run_at = now()")
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.map(\.held.job) == [job])
        }
    }

    @Test("A worker leaves jobs alone whose analyzers it has not, and takes the best of all others in order")
    func mixedFleet() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let foreign = try await fixture.enqueue("1", "analyzers => '{translation}', priority => 9")
            let both = try await fixture.enqueue("2", "analyzers => '{language,translation}', priority => 8")
            let any = try await fixture.enqueue("3", "priority => 7")
            let mine = try await fixture.enqueue("4", "analyzers => '{language}', priority => 6")
            let last = try await fixture.enqueue("5", "priority => 5")
            let worker = try await queue.register(.test())
            let jobs = try await queue.claim(upTo: 2, for: worker).jobs
            #expect(Set(jobs.map(\.held.job)) == [any, mine])
            #expect(jobs.first { $0.held.job == mine }?.analyzers == ["language"])
            #expect(try await queue.claim(upTo: 5, for: worker).jobs.map(\.held.job) == [last])
            #expect(try await fixture.state(foreign) == "ready")
            #expect(try await fixture.state(both) == "ready")
            let depth = try await queue.depth()
            #expect(depth.unclaimable == 2 && depth.byState == ["ready": 2, "scheduled": 0, "running": 3])
            #expect(depth.oldestReady != nil)
        }
    }

    @Test("100,000 jobs that no analyzer of the worker fits do not keep it from its own")
    func unclaimableInFront() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.sql(
                "SELECT count(*) FROM dragoman.enqueue_texts(array_fill('x'::text, ARRAY[100000]), analyzers => '{translation}', priority => 5)"
            )
            let mine = try await fixture.enqueue("mine")
            let worker = try await queue.register(.test())
            #expect(try await queue.claim(upTo: 10, for: worker).jobs.map(\.held.job) == [mine])
        }
    }

    @Test("Huge articles come a few at a time, however much room there is")
    func hugeArticles() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            for _ in 0..<3 { try await fixture.sql("SELECT dragoman.enqueue(repeat('x', 40000000))") }
            let worker = try await queue.register(.test())
            for _ in 0..<3 {
                let jobs = try await queue.claim(upTo: 100, for: worker).jobs
                #expect(jobs.map { $0.article.body.utf8.count } == [40_000_000])
            }
            #expect(try await queue.claim(upTo: 100, for: worker).jobs.isEmpty)
            try await fixture.sql("SELECT dragoman.enqueue(repeat('y', 64 * 1024 * 1024 + 1))")
            #expect(try await queue.claim(upTo: 100, for: worker).jobs.count == 1)
        }
    }

    @Test("A paused queue hands out nothing; what runs can settle")
    func paused() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.sql("SELECT dragoman.enqueue('x') FROM generate_series(1, 2)")
            let worker = try await queue.register(.test())
            let running = try await queue.claim(upTo: 1, for: worker).jobs
            #expect(try await fixture.number("SELECT dragoman.pause()::integer") == 1)
            #expect(try await fixture.number("SELECT dragoman.pause()::integer") == 0)
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.isEmpty)
            #expect(try await queue.tend(worker, running: running.map(\.held)).paused)
            #expect(try await queue.settle(running.map { $0.settlement() }) == [.settled])
            #expect(try await fixture.number("SELECT dragoman.resume()::integer") == 1)
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.count == 1)
            #expect(try await !queue.tend(worker, running: []).paused)
        }
    }

    @Test(
        "A claim that starts behind the marks still takes what has another priority, best first, in one set and in many",
        arguments: [false, true])
    func marks(manySets: Bool) async throws {
        let fixture = try await QueueFixture()
        if manySets { _ = try await fixture.enqueue("set", "analyzers => '{language}', run_at => now() - interval '1 day'") }
        for priority in [0, 3] {
            try await fixture.sql(
                """
                SELECT dragoman.enqueue('x', priority => $1, run_at => now() - interval '1 hour' + i * interval '1 s') FROM generate_series(1, 10) i
                """, [.int4(Int32(priority))])
        }
        for priority in [9, 1, -1] { _ = try await fixture.enqueue("other", "priority => \(priority), run_at => now() - interval '1 day'") }
        let worker = try await fixture.number("SELECT dragoman.register_worker('w', '1', 'h', '{\"language\": 1}', 1, 60, 3)")
        func claim(_ room: Int) async throws -> [Int32] {
            try await fixture.sql(
                """
                SELECT priority FROM dragoman.claim($1, $2, NULL, ARRAY[3, 0], ARRAY(
                    SELECT max(run_at) - b FROM dragoman.jobs, (VALUES (3, interval '3 s'), (0, interval '1 s')) v (p, b)
                    WHERE priority = p GROUP BY p, b ORDER BY p DESC))
                WHERE job_id IS NOT NULL
                """, [.int8(Int64(worker)), .int4(Int32(room))]
            ).map { try $0.int4(0) }
        }
        #expect(try await claim(3).sorted() == [3, 3, 9])
        #expect(try await claim(100).sorted() == [-1, 0, 0, 1, 3, 3])
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.jobs WHERE state = 0") == (manySets ? 15 : 14))
    }

    @Test("What becomes ready late, with a time from before the marks, is found by a sweep")
    func lateJobs() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            for round in 1...2 {
                _ = try await fixture.enqueue("in time")
                #expect(try await queue.claim(upTo: 10, for: worker).jobs.count == 1)
                let late = try await fixture.enqueue("late", "run_at => now() - interval '\(round) hours'")
                var answer = try await queue.claim(upTo: 10, for: worker)
                while answer.jobs.isEmpty {
                    try await Task.sleep(for: #require(answer.lookAgain, "nothing says when to look again"))
                    answer = try await queue.claim(upTo: 10, for: worker)
                }
                #expect(answer.jobs.map(\.held.job) == [late])
            }
        }
    }
}
