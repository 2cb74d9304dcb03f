import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct SettleTests {
    @Test("An enqueued article is claimed with its text, settled, and its finding can be read")
    func roundTrip() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue(
                "body é 🙂",
                "title => 'T', key => 'k', url => 'http://x', language => 'en', published_at => '2024-01-02 03:04:05Z', metadata => '{\"a\": [1]}'"
            )
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 10, for: worker).jobs
            #expect(claimed.map(\.held.job) == [job])
            let article = try #require(claimed.first).article
            #expect(article.body == "body é 🙂" && article.title == "T" && article.key == "k" && article.version == 1)
            #expect(
                article.url == "http://x" && article.language == "en" && article.publishedAt == 1_704_164_645
                    && article.metadata == "{\"a\": [1]}")
            #expect(claimed[0].attempt == 1 && claimed[0].analyzers == nil && !claimed[0].isSuspect)
            #expect(try await fixture.state(job) == "running")

            #expect(try await queue.settle([claimed[0].settlement(.done, ["language": "{\"language\": \"en\"}"])]) == [.settled])
            #expect(try await fixture.state(job) == "done")
            #expect(
                try await fixture.text("SELECT finding->>'language' FROM dragoman.findings WHERE job_id = $1", [.int8(job.rawValue)])
                    == "en")
            #expect(try await fixture.status(job, "worker") == "w1")
            #expect(try await fixture.text("SELECT language FROM dragoman.languages") == "en")
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.jobs") == 0)
        }
    }

    @Test("A settlement under a token that no longer holds writes nothing")
    func fence() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue()
            let first = try await queue.register(.test("first"))
            let old = try await queue.claim(upTo: 1, for: first).jobs[0]
            try await fixture.expire(first)
            let second = try await queue.register(.test("second"))
            #expect(try await queue.tend(second, running: []).rescued == 1)
            let new = try await queue.claim(upTo: 1, for: second).jobs[0]
            #expect(new.held.job == job && new.held.token != old.held.token && new.attempt == old.attempt)

            #expect(try await queue.settle([old.settlement(.done, ["language": "{\"by\": \"old\"}"])]) == [.lost])
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.findings") == 0)
            #expect(try await queue.settle([new.settlement(.done, ["language": "{\"by\": \"new\"}"])]) == [.settled])
            #expect(try await queue.settle([old.settlement(.failed)]) == [.lost])
            #expect(try await fixture.text("SELECT finding->>'by' FROM dragoman.findings") == "new")
        }
    }

    @Test("A settlement whose answer was lost is read back by token, not done twice")
    func readBack() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let jobs = [try await fixture.enqueue("a"), try await fixture.enqueue("b"), try await fixture.enqueue("c")]
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 3, for: worker).jobs
            let batch = [
                claimed[0].settlement(.done, ["language": "{}"]),
                claimed[1].settlement(.failed, failures: [NewFailure(analyzer: nil, code: "error", message: "m")]),
                claimed[2].settlement(
                    .retry(after: .seconds(60)), failures: [NewFailure(analyzer: "language", code: "error", message: "m")]),
            ]
            #expect(try await queue.settle(batch) == [.settled, .settled, .settled])
            #expect(try await queue.settle(batch) == [.settled, .settled, .settled])
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.failures") == 2)
            #expect(try await fixture.state(jobs[0]) == "done")
            #expect(try await fixture.state(jobs[1]) == "failed")
            #expect(try await fixture.state(jobs[2]) == "scheduled")
            #expect(try await fixture.status(jobs[1], "last_error") == "error: m")
        }
    }

    @Test("A batch that PostgreSQL refuses is split until the guilty settlement stands alone")
    func splitting() async throws {
        let fixture = try await QueueFixture()
        try await fixture.sql("ALTER TABLE dragoman.findings ADD CONSTRAINT polite CHECK (finding->>'word' IS DISTINCT FROM 'rude')")
        try await fixture.withQueue { queue in
            try await fixture.sql("SELECT dragoman.enqueue('text ' || i) FROM generate_series(1, 100) i")
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 100, for: worker).jobs
            let answers = try await queue.settle(
                claimed.enumerated().map { place, job in
                    switch place {
                    case 17: job.settlement(.done, ["language": "{\"word\": \"rude\"}"])
                    case 40: job.settlement(.done, ["language": "{\"nul\": \"\\u0000\"}"])
                    case 41: job.settlement(.done, ["language": "{\"half\": \"\\ud800\"}"])
                    case 77: job.settlement(.done, ["language": "not json"])
                    default: job.settlement(.done, ["language": "{}"])
                    }
                })
            #expect(answers.enumerated().filter { $1 == .settled }.count == 96)
            let codes = [17, 40, 41, 77].map { place -> String in
                if case .refused(let state, _) = answers[place] { return state }
                return "?"
            }
            #expect(codes == ["23514", "22P05", "22P02", "22P02"])
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.job_status WHERE state = 'running'") == 4)
            // The guilty ends without its findings.
            let guilty = claimed[17].settlement(.failed, failures: [NewFailure(analyzer: nil, code: "23514", message: "a \0 b")])
            #expect(try await queue.settle([guilty]) == [.settled])
            #expect(try await fixture.status(claimed[17].held.job, "last_error") == "23514: a \u{FFFD} b")
        }
    }

    @Test("Bytes that are no UTF-8 or hold NUL are refused alone")
    func hostileBytes() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.sql("SELECT dragoman.enqueue('text ' || i) FROM generate_series(1, 3) i")
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 3, for: worker).jobs
            var batch = claimed.map { $0.settlement(.done, ["language": "{}"]) }
            batch[0].findings[0].json = [0x22, 0x00, 0x22]
            batch[2].findings[0].json = [0x22, 0xFF, 0xFE, 0x22]
            let answers = try await queue.settle(batch)
            guard case .refused("22021", _) = answers[0], case .refused("22021", _) = answers[2] else {
                Issue.record("\(answers)")
                return
            }
            #expect(answers[1] == .settled)
        }
    }

    @Test("Two jobs of one article settle in one batch; the higher revision stays")
    func sameArticleTwice() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.enqueue()
            let worker = try await queue.register(.test())
            try await fixture.sql(
                "INSERT INTO dragoman.jobs (job_id, article_id, run_at) SELECT nextval('dragoman.job_ids'), article_id, now() FROM dragoman.articles"
            )
            let claimed = try await queue.claim(upTo: 5, for: worker).jobs
            #expect(claimed.count == 2)
            let answers = try await queue.settle([
                claimed[0].settlement(.done, ["language": "{\"r\": 2}"], revision: 2),
                claimed[1].settlement(.done, ["language": "{\"r\": 1}"], revision: 1),
            ])
            #expect(answers == [.settled, .settled])
            #expect(try await fixture.text("SELECT finding->>'r' FROM dragoman.findings") == "2")
            // An old worker does not overwrite a newer revision later either.
            try await fixture.sql(
                "INSERT INTO dragoman.jobs (job_id, article_id, run_at) SELECT nextval('dragoman.job_ids'), article_id, now() FROM dragoman.articles"
            )
            let late = try await queue.claim(upTo: 5, for: worker).jobs
            #expect(try await queue.settle([late[0].settlement(.done, ["language": "{\"r\": 1}"])]) == [.settled])
            #expect(try await fixture.text("SELECT finding->>'r' FROM dragoman.findings") == "2")
        }
    }

    @Test("A retried job brings back what its earlier attempts found and what can never be found")
    func partialSuccess() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue("x", "max_attempts => 3")
            let worker = try await queue.register(.test())
            let first = try await queue.claim(upTo: 1, for: worker).jobs[0]
            let settlement = first.settlement(
                .retry(after: .zero), ["language": "{\"language\": \"en\"}"],
                failures: [
                    NewFailure(analyzer: "translation", code: NewFailure.cannotAnalyze, message: "no engine"),
                    NewFailure(analyzer: "entities", code: "error", message: "boom"),
                ])
            #expect(try await queue.settle([settlement]) == [.settled])
            let second = try #require(try await queue.claim(upTo: 1, for: worker).jobs.first)
            #expect(second.held.job == job && second.attempt == 2 && second.maxAttempts == 3)
            #expect(second.earlier.map(\.analyzer) == ["language"] && second.earlier.map(\.revision) == [1])
            #expect(String(decoding: second.earlier[0].json, as: UTF8.self) == "{\"language\": \"en\"}")
            #expect(second.impossible == ["translation"])
        }
    }

    @Test("A row that somebody else has locked keeps no neighbour from settling")
    func foreignLock() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.sql("SELECT dragoman.enqueue('text ' || i) FROM generate_series(1, 5) i")
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 5, for: worker).jobs
            let locker = try await fixture.lock("SELECT FROM dragoman.jobs WHERE job_id = \(claimed[2].held.job) FOR UPDATE")
            let batch = claimed.map { $0.settlement(.done, ["language": "{}"]) }
            #expect(try await queue.settle(batch) == [.settled, .settled, .blocked, .settled, .settled])
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.job_status WHERE state = 'done'") == 4)
            try await fixture.kill(locker)
            #expect(try await queue.settle(batch) == Array(repeating: .settled, count: 5))
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.findings") == 5)
        }
    }

    @Test("Released jobs are ready again, uncharged")
    func release() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue()
            let worker = try await queue.register(.test())
            let claimed = try await queue.claim(upTo: 1, for: worker).jobs[0]
            try await queue.release([claimed.held], for: worker)
            #expect(try await fixture.state(job) == "ready")
            #expect(try await fixture.status(job, "attempt") == "0")
            #expect(try await queue.settle([claimed.settlement()]) == [.lost])
            try await queue.release([claimed.held], for: worker)
            #expect(try await queue.claim(upTo: 1, for: worker).jobs[0].attempt == 1)
        }
    }

    @Test("A finding that another session writes at the same moment is overwritten, not refused")
    func racedFinding() async throws {
        let fixture = try await QueueFixture()
        try await fixture.enqueue()
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            let job = try #require(try await queue.claim(upTo: 1, for: worker).jobs.first)
            let other = try await Connection.open(fixture.target)
            let pid = try await other.query("SELECT pg_backend_pid()")[0].int4(0)
            let race = Task {
                try await other.run(
                    script: """
                        BEGIN; INSERT INTO dragoman.findings (article_id, analyzer, revision, finding, job_id, elapsed)
                        VALUES (\(job.article.id), 'language', 1, '{"by": "other"}', 0, interval '0'); SELECT pg_sleep(0.5); COMMIT
                        """)
            }
            while try await fixture.number("SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", [.int4(pid)])
                == 0
            {
                await Task.yield()
            }
            #expect(try await queue.settle([job.settlement(.done, ["language": #"{"by": "us"}"#])]) == [.settled])
            try await race.value
            #expect(try await fixture.text("SELECT finding ->> 'by' FROM dragoman.findings") == "us")
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.failures") == 0)
        }
    }
}
