import ArticleAnalysis
import JobQueue
import Testing

@testable import WorkerRuntime

struct WorkerTests {
    /// Runs a worker on the system's clock against an in-memory queue, and drains it when `body` returns.
    private func withWorker(
        _ plugins: [any AnalyzerPlugin], concurrency: Int = 2, prefetch: Int? = nil, lease: Duration = .seconds(15),
        grace: Duration = .seconds(25), clock: RuntimeClock = .system, queue: InMemoryWorkQueue = InMemoryWorkQueue(),
        _ body: (Worker, InMemoryWorkQueue) async throws -> Void
    ) async throws {
        let configuration = WorkerConfiguration(
            name: "test", version: "1", host: "here", concurrency: concurrency, prefetch: prefetch, lease: lease, grace: grace,
            poll: .milliseconds(50))
        let worker = Worker(registry: try AnalyzerRegistry(plugins), queue: queue, configuration: configuration, clock: clock)
        try await withThrowingTaskGroup(of: WorkerExit.self) { group in
            group.addTask { try await worker.run() }
            try await body(worker, queue)
            worker.drain()
            #expect(try await group.next() == .drained)
        }
    }

    @Test("Every job is analyzed and settled once")
    func everyJob() async throws {
        try await withWorker([Length(), Remote()]) { _, queue in
            queue.enqueue(5_000)
            await queue.wait { $0.settled.count >= 5_000 }
            let (settled, held) = queue.change { ($0.settled, $0.held.count) }
            #expect(Set(settled.map(\.held.job)).count == 5_000 && settled.count == 5_000 && held == 0)
            #expect(settled.allSatisfy { $0.end == .done && $0.findings.count == 2 })
        }
    }

    @Test("A job enqueued while the worker sleeps is found by its bell")
    func bell() async throws {
        try await withWorker([Length()]) { _, queue in
            await queue.wait { $0.idle.contains(true) }
            queue.enqueue(1)
            await queue.wait { $0.settled.count == 1 }
        }
    }

    @Test("What failed for now is retried, what was found is kept; the last attempt ends as failed")
    func partialSuccess() async throws {
        let flaky = Scripted { _ in throw SomeError(description: "not today") }
        try await withWorker([Length(), flaky]) { _, queue in
            queue.enqueue(1)
            queue.enqueue(1, from: 2) { $0.attempt = 5 }
            await queue.wait { $0.settled.count == 2 }
            let settled = queue.change { $0.settled.sorted { $0.held.job < $1.held.job } }
            guard case .retry(let delay) = settled[0].end else { return #expect(Bool(false), "\(settled[0].end)") }
            #expect(delay > .seconds(1) && delay < .seconds(3))
            #expect(settled[0].findings.map(\.analyzer) == ["length"])
            #expect(settled[0].failures == [NewFailure(analyzer: "scripted", code: "error", message: "not today")])
            #expect(settled[1].end == .failed)
        }
    }

    @Test("An analyzer that never can does not keep the job from being done")
    func cannotAnalyze() async throws {
        try await withWorker([Length(), Scripted { _ in throw CannotAnalyze("no letters") }]) { _, queue in
            queue.enqueue(1)
            await queue.wait { $0.settled.count == 1 }
            let settlement = queue.change { $0.settled[0] }
            #expect(settlement.end == .done && settlement.failures.map(\.code) == ["cannot_analyze"])
        }
    }

    @Test("Findings that PostgreSQL refuses charge their own job, with the SQLSTATE")
    func refused() async throws {
        try await withWorker([Length()]) { _, queue in
            queue.change { $0.refusals[JobID(rawValue: 2)] = "23514" }
            queue.enqueue(3)
            await queue.wait { $0.settled.count == 3 }
            let guilty = queue.change { $0.settled.first { $0.held.job.rawValue == 2 } }
            #expect(guilty?.failures.first?.code == "23514" && guilty?.findings.isEmpty == true)
            if case .retry = guilty?.end {} else { #expect(Bool(false), "\(String(describing: guilty?.end))") }
        }
    }

    @Test("Of several findings only the one that PostgreSQL objects to is left out")
    func refusedAnalyzer() async throws {
        for refused in ["length", "doubled"] {
            try await withWorker([Length(), Doubled(), Remote()]) { _, queue in
                queue.change { $0.refusedAnalyzer = refused }
                queue.enqueue(2)
                await queue.wait { $0.settled.count == 2 }
                for settlement in queue.change({ $0.settled }) {
                    #expect(Set(settlement.findings.map(\.analyzer)) == Set(["length", "doubled", "remote"]).subtracting([refused]))
                    #expect(settlement.failures.map(\.analyzer) == [refused] && settlement.failures.map(\.code) == ["54000"])
                    if case .retry = settlement.end {} else { #expect(Bool(false), "\(settlement.end)") }
                }
            }
        }
    }

    @Test("Draining settles what runs and gives back what has not begun")
    func drain() async throws {
        let door = Door()
        let queue = InMemoryWorkQueue()
        let slow = Scripted { _ in
            try door.pass()
            return ""
        }
        try await withWorker([slow], concurrency: 2, prefetch: 10, queue: queue) { worker, queue in
            queue.enqueue(12)
            while door.waiting < 2 || queue.change({ $0.held.count }) < 12 { await Task.yield() }
            worker.drain()
            await queue.wait { $0.released.count == 10 }
            door.open()
        }
        let (settled, released, isDeregistered) = queue.change { ($0.settled.count, $0.released.count, $0.isDeregistered) }
        #expect(settled == 2 && released == 10 && isDeregistered)
    }

    @Test("When the grace is over the rest is given back and the worker ends")
    func grace() async throws {
        let door = Door()
        let queue = InMemoryWorkQueue()
        let deaf = Scripted { _ in
            try door.pass()
            return ""
        }
        try await withWorker([deaf], concurrency: 1, prefetch: 0, grace: .milliseconds(50), queue: queue) { _, queue in
            queue.enqueue(1)
            while door.waiting < 1 { await Task.yield() }
        }
        door.open()
        let (settled, released) = queue.change { ($0.settled.count, $0.released.count) }
        #expect(settled == 0 && released == 1)
    }

    @Test("A job that was cancelled while it runs is stopped and not settled")
    func cancelled() async throws {
        let door = Door()
        let patient = Scripted { _ in
            try door.pass(untilCancelled: true)
            return ""
        }
        try await withWorker([patient], concurrency: 1) { worker, queue in
            queue.enqueue(1)
            while door.waiting < 1 { await Task.yield() }
            queue.change { state in
                state.lostNext = state.held.values.map(\.held)
                state.held = [:]
            }
            queue.ring(.control)
            while worker.status.heldJobs > 0 { await Task.yield() }
            #expect(queue.change { $0.settled.isEmpty })
        }
    }

    @Test("A worker taken for dead drops everything and registers anew")
    func leaseLost() async throws {
        let door = Door()
        let patient = Scripted { article in
            if article.id == 1 { try door.pass(untilCancelled: true) }
            return ""
        }
        try await withWorker([patient], concurrency: 1) { _, queue in
            queue.enqueue(1)
            while door.waiting < 1 { await Task.yield() }
            queue.change { $0.leaseHeld = false }
            await queue.wait { $0.registrations == 2 }
            queue.enqueue(1, from: 2)
            await queue.wait { $0.settled.map(\.held.job.rawValue) == [2] }
        }
    }

    @Test("Past its lease a worker neither starts nor settles until it holds a new one")
    func leaseOver() async throws {
        let time = TestClock()
        let door = Door()
        let slow = Scripted { article in
            if article.id == 1 { try door.pass() }
            return ""
        }
        try await withWorker([slow], concurrency: 1, prefetch: 1, lease: .seconds(15), clock: time.clock) { worker, queue in
            queue.enqueue(2)
            while door.waiting < 1 || queue.change({ $0.held.count }) < 2 { await Task.yield() }
            queue.change { $0.isDown = true }
            time.advance(by: .seconds(16))
            #expect(!worker.status.holdsLease)
            door.open()
            while worker.desk.withLock({ !$0.hasFinished }) { await Task.yield() }
            queue.change { $0.isDown = false }
            #expect(queue.change { $0.settled.isEmpty })
            // The next look at the lease renews it, and everything goes on.
            while queue.change({ $0.settled.count }) < 2 {
                time.advance(by: .milliseconds(50))
                await Task.yield()
            }
        }
    }

    @Test("Suspects run alone, one at a time, each marked before it starts")
    func suspects() async throws {
        let inside = Counter()
        let violations = Counter()
        let watched = Scripted { article in
            inside.add()
            if article.id > 100, inside.value != 1 { violations.add() }
            Thread.sleep(for: .milliseconds(1))
            if article.id > 100, inside.value != 1 { violations.add() }
            inside.add(-1)
            return ""
        }
        try await withWorker([watched], concurrency: 4) { _, queue in
            queue.enqueue(50)
            queue.enqueue(5, from: 101) { $0.isSuspect = true }
            queue.enqueue(50, from: 51)
            await queue.wait { $0.settled.count == 105 }
            #expect(queue.change { $0.marks.map(\.rawValue) } == [101, 102, 103, 104, 105])
        }
        #expect(violations.value == 0)
    }

    @Test("An outage loses nothing: what was finished is settled when PostgreSQL is back")
    func outage() async throws {
        let door = Door()
        let slow = Scripted { _ in
            try door.pass()
            return ""
        }
        try await withWorker([slow], concurrency: 1) { worker, queue in
            queue.enqueue(3)
            while door.waiting < 1 { await Task.yield() }
            queue.change { $0.isDown = true }
            door.open()
            while worker.status.isConnected { await Task.yield() }
            queue.change { $0.isDown = false }
            queue.ring(.reconnected)
            await queue.wait { $0.settled.count == 3 }
        }
    }

    @Test("A schema that is not there ends the worker with that error")
    func finalError() async throws {
        let queue = InMemoryWorkQueue()
        queue.change { $0.registrationError = QueueError(.schemaMissing, "run migrate") }
        let error = await #expect(throws: QueueError.self) { try await worker(on: queue).run() }
        #expect(error?.code == .schemaMissing)
    }

    @Test("A server that is away at the start is waited for, and draining ends the wait")
    func awayAtStart() async throws {
        let queue = InMemoryWorkQueue()
        queue.change { $0.isDown = true }
        let worker = try worker(on: queue)
        async let exit = worker.run()
        worker.drain()
        #expect(try await exit == .drained)
    }

    private func worker(on queue: InMemoryWorkQueue) throws -> Worker {
        Worker(
            registry: try AnalyzerRegistry([Length()]), queue: queue,
            configuration: WorkerConfiguration(name: "t", version: "1", host: "h", concurrency: 1, poll: .milliseconds(1)))
    }
}
