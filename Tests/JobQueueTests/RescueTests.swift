import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct RescueTests {
    @Test("Jobs of a worker whose lease ran out come back as suspects, uncharged, and its row ends")
    func leaseOver() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.sql("SELECT dragoman.enqueue('x') FROM generate_series(1, 3)")
            let dead = try await queue.register(.test("dead"))
            let held = try await queue.claim(upTo: 2, for: dead).jobs
            let alive = try await queue.register(.test("alive"))
            #expect(try await queue.tend(alive, running: []).rescued == 0)
            try await fixture.expire(dead)
            let answer = try await queue.tend(alive, running: [])
            #expect(answer.rescued == 2 && answer.quarantined == 0 && answer.leaseHeld)
            #expect(try await fixture.text("SELECT string_agg(name, ',') FROM dragoman.workers") == "alive")
            let old = try await queue.tend(dead, running: held.map(\.held))
            #expect(!old.leaseHeld && old.lost == held.map(\.held))
            let again = try await queue.claim(upTo: 5, for: alive).jobs
            #expect(again.filter(\.isSuspect).count == 2)
            #expect(again.allSatisfy { $0.attempt == 1 && $0.crashes == 0 })
            #expect(try await queue.claim(upTo: 5, for: dead).jobs.isEmpty)
        }
    }

    @Test("A lease that ran out is renewed as long as nobody took the jobs")
    func renewal() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.enqueue()
            let worker = try await queue.register(.test())
            let held = try await queue.claim(upTo: 1, for: worker).jobs
            try await fixture.expire(worker)
            let answer = try await queue.tend(worker, running: held.map(\.held))
            #expect(answer.leaseHeld && answer.lost.isEmpty)
            #expect(try await queue.settle(held.map { $0.settlement() }) == [.settled])
        }
    }

    @Test("A suspect that kills its worker is charged, and quarantined after max_crashes of its own")
    func quarantine() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let (poison, neighbour) = (try await fixture.enqueue("poison"), try await fixture.enqueue("neighbour"))
            let rescuer = try await queue.register(.test("rescuer"))
            // The first crash: nobody is known to be guilty.
            try await crash(fixture, "v0", mark: nil, claiming: 2)
            #expect(try await rescue(fixture, queue, rescuer).rescued == 2)
            for crash in 1...3 {
                try await self.crash(fixture, "v\(crash)", mark: poison, claiming: 2)
                let answer = try await rescue(fixture, queue, rescuer)
                #expect(answer.quarantined == (crash == 3 ? 1 : 0))
                #expect(try await fixture.status(poison, "crashes") == "\(crash)")
            }
            #expect(try await fixture.state(poison) == "quarantined")
            #expect(
                try await fixture.number(
                    "SELECT count(*) FROM dragoman.failures WHERE job_id = $1 AND code = 'crash'", [.int8(poison.rawValue)]) == 3)
            #expect(try await fixture.status(poison, "last_error")?.hasPrefix("crash: ") == true)
            #expect(try await fixture.status(neighbour, "crashes") == "0")
            let left = try await queue.claim(upTo: 5, for: rescuer).jobs
            #expect(left.map(\.held.job) == [neighbour] && left[0].attempt == 1 && left[0].isSuspect)
            #expect(try await queue.settle([left[0].settlement()]) == [.settled])
            // retry forgets the crashes.
            #expect(try await fixture.number("SELECT dragoman.retry($1)::integer", [.int8(poison.rawValue)]) == 1)
            #expect(try await fixture.status(poison, "crashes") == "0")
        }
    }

    @Test("A stopped process whose connection still stands loses its jobs, but its suspect is not charged a crash")
    func stopped() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue()
            let rescuer = try await queue.register(.test("rescuer"))
            try await fixture.withQueue { stopped in
                let worker = try await stopped.register(.test("stopped"))
                let held = try await stopped.claim(upTo: 1, for: worker).jobs[0]
                try await stopped.mark(suspect: held.held, for: worker)
                try await fixture.expire(worker)
                #expect(try await queue.tend(rescuer, running: []).rescued == 1)
            }
            #expect(try await fixture.status(job, "crashes") == "0")
            #expect(try await queue.claim(upTo: 1, for: rescuer).jobs[0].isSuspect)
        }
    }

    @Test("A session lock that has been free for a second shows the death long before the lease ends")
    func sessionLock() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue()
            let rescuer = try await queue.register(.test("rescuer"))
            let dead = try await fixture.withQueue { doomed in
                let worker = try await doomed.register(.test("doomed", lease: .seconds(3600)))
                _ = try await doomed.claim(upTo: 1, for: worker)
                #expect(try await queue.tend(rescuer, running: []).rescued == 0)
                return worker
            }
            try await waitForLock(fixture, of: dead)
            // Seen missing once: it may be reconnecting.
            #expect(try await queue.tend(rescuer, running: []).rescued == 0)
            #expect(try await fixture.state(job) == "running")
            try await fixture.sql("UPDATE dragoman.worker_leases SET lock_missing_since = lock_missing_since - interval '1 s'")
            #expect(try await queue.tend(rescuer, running: []).rescued == 1)
            #expect(try await fixture.state(job) == "ready")
        }
    }

    @Test("A worker that reconnects in time is not robbed")
    func reconnects() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.enqueue()
            let rescuer = try await queue.register(.test("rescuer"))
            try await fixture.withQueue { other in
                let worker = try await other.register(.test("other"))
                let held = try await other.claim(upTo: 1, for: worker).jobs
                // Cut both of its connections, and let it come back.
                let holders =
                    "FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND objsubid = 1 AND objid = \(worker)::bigint::oid"
                let before = try #require(try await fixture.text("SELECT array_agg(pid)::text \(holders)"))
                try await fixture.sql("SELECT pg_terminate_backend(pid) \(holders)")
                while try await fixture.number("SELECT count(*) \(holders) AND pid <> ALL ($1::text::integer[])", [.text(before)]) < 2 {
                    await Task.yield()
                }
                try await fixture.sql(
                    "UPDATE dragoman.worker_leases SET lock_missing_since = clock_timestamp() - interval '2 s' WHERE name = 'other'")
                #expect(try await queue.tend(rescuer, running: []).rescued == 0)
                #expect(try await fixture.number("SELECT count(*) FROM dragoman.worker_leases WHERE lock_missing_since IS NOT NULL") == 0)
                #expect(try await other.settle(held.map { $0.settlement() }) == [.settled])
            }
        }
    }

    @Test("A job whose row is locked while its worker is rescued is rescued later")
    func lockedDuringRescue() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let jobs = [try await fixture.enqueue("a"), try await fixture.enqueue("b")]
            let dead = try await queue.register(.test("dead"))
            _ = try await queue.claim(upTo: 2, for: dead)
            let rescuer = try await queue.register(.test("rescuer"))
            let locker = try await fixture.lock("SELECT FROM dragoman.jobs WHERE job_id = \(jobs[0]) FOR UPDATE")
            try await fixture.expire(dead)
            #expect(try await queue.tend(rescuer, running: []).rescued == 1)
            try await fixture.kill(locker)
            #expect(try await queue.tend(rescuer, running: []).rescued == 1)
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.worker_leases WHERE ended_at IS NULL") == 1)
        }
    }

    @Test("A suspect that is retried is a suspect no more")
    func suspectRetried() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            try await fixture.enqueue()
            let rescuer = try await queue.register(.test("rescuer"))
            try await crash(fixture, "v", mark: nil, claiming: 1)
            _ = try await rescue(fixture, queue, rescuer)
            let suspect = try await queue.claim(upTo: 1, for: rescuer).jobs[0]
            #expect(suspect.isSuspect)
            #expect(try await queue.settle([suspect.settlement(.retry(after: .zero))]) == [.settled])
            let again = try await queue.claim(upTo: 1, for: rescuer).jobs[0]
            #expect(!again.isSuspect && again.attempt == 2)
        }
    }

    @Test("A worker that deregisters leaves nothing behind")
    func deregister() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let job = try await fixture.enqueue()
            let worker = try await queue.register(.test())
            _ = try await queue.claim(upTo: 1, for: worker)
            try await queue.deregister(worker)
            #expect(try await fixture.state(job) == "ready")
            #expect(try await fixture.status(job, "attempt") == "0")
            #expect(try await fixture.number("SELECT count(*) FROM dragoman.workers") == 0)
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.isEmpty)
            #expect(try await !queue.tend(worker, running: []).leaseHeld)
        }
    }

    /// A worker behind a pooler, without session locks, that claims, marks, and dies.
    private func crash(_ fixture: QueueFixture, _ name: String, mark: JobID?, claiming room: Int) async throws {
        let worker = Int64(
            try await fixture.number(
                "SELECT dragoman.register_worker($1, '1', 'h', '{\"language\": 1}', 1, 60, 3)", [.text(name)]))
        let rows = try await fixture.sql(
            "SELECT job_id, token FROM dragoman.claim($1, $2) WHERE job_id IS NOT NULL", [.int8(worker), .int4(Int32(room))])
        #expect(rows.count == room)
        for row in rows where try row.int8(0) == mark?.rawValue {
            try await fixture.sql(
                "SELECT dragoman.mark_suspect($1, $2, $3)", [.int8(worker), .int8(try row.int8(0)), .int8(try row.int8(1))])
        }
    }

    /// Lets the lease of all but `rescuer` run out, and tends.
    private func rescue(_ fixture: QueueFixture, _ queue: PostgresWorkQueue, _ rescuer: WorkerID) async throws -> TendAnswer {
        try await fixture.sql(
            "UPDATE dragoman.worker_leases SET lease_until = clock_timestamp() - interval '1 s' WHERE worker_id <> $1",
            [.int8(rescuer.rawValue)])
        return try await queue.tend(rescuer, running: [])
    }

    /// Waits until the server has noticed that a worker's sessions are gone.
    private func waitForLock(_ fixture: QueueFixture, of worker: WorkerID) async throws {
        while try await fixture.number(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND objsubid = 1 AND objid = $1::bigint::oid",
            [.int8(worker.rawValue)]) > 0
        {
            await Task.yield()
        }
    }
}
