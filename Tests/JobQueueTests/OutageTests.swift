import JobQueue
import PostgresClient
import PrivatePostgres
import Synchronization
import Testing

/// A number that several tasks count up.
private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add(_ more: Int) { count.withLock { $0 += more } }
}

@Suite(.timeLimit(.minutes(10))) struct OutageTests {
    @Test("A server that crashes again and again loses no job, does none twice, and charges none")
    func crashes() async throws {
        let server = try await PrivatePostgres.start(PrivatePostgres.Options(isDurable: true))
        let target = try ConnectionTarget(server.connectionString())
        _ = try await Migrator(target: target).migrate()
        let control = try await QueueControl.open(target: target)
        for batch in 0..<4 { _ = try await control.enqueue((0..<1000).map { NewArticle(body: "text \(batch) \($0)") }) }
        await control.close()

        let queue = PostgresWorkQueue(target: target)
        let running = Task { await queue.run() }
        let worker = try await queue.register(.test(lease: .seconds(600)))
        let settled = Counter()
        let storm = Task {
            for _ in 0..<4 {
                let before = settled.value
                while settled.value < before + 300 { try await Task.sleep(for: .milliseconds(5)) }
                try await server.restart(immediate: true)
            }
        }
        // Two claimers and settlers at once, so that something is always under way when the server dies.
        try await withThrowingTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    while settled.value < 4000 {
                        do {
                            let jobs = try await queue.claim(upTo: 20, for: worker).jobs
                            if jobs.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
                            let batch = jobs.map { $0.settlement(.done, ["language": "{}"]) }
                            try await Self.untilAnswered {
                                let answers = try await queue.settle(batch)
                                #expect(answers.allSatisfy { $0 == .settled })
                                settled.add(answers.count)
                            }
                        } catch let error as QueueError {
                            #expect(error.code == .unavailable, "\(error)")
                            try await Task.sleep(for: .milliseconds(20))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await storm.value
        let db = try await Connection.open(target)
        let row = try await db.query(
            """
            SELECT count(*), count(DISTINCT job_id), count(*) FILTER (WHERE state = 'done'), max(attempt), (SELECT count(*) FROM dragoman.findings),
                (SELECT count(*) FROM dragoman.failures), (SELECT count(*) FROM dragoman.history_done)
            FROM dragoman.job_status
            """)[0]
        #expect(try (0..<7).map { try row.int8($0) } == [4000, 4000, 4000, 1, 4000, 0, 4000])
        #expect(try await queue.tend(worker, running: []).leaseHeld)
        await db.close()
        running.cancel()
        await running.value
        await server.stop()
    }

    @Test("A worker that finds no server says so, and goes on when it comes")
    func absent() async throws {
        let server = try await PrivatePostgres.start()
        let target = try ConnectionTarget(server.connectionString())
        _ = try await Migrator(target: target).migrate()
        try await server.shutDown()
        let error = await #expect(throws: QueueError.self) { try await Migrator(target: target).check() }
        #expect(error?.code == .unavailable)
        let queue = PostgresWorkQueue(target: target)
        let running = Task { await queue.run() }
        let registering = Task { try await Self.untilAnswered { try await queue.register(.test()) } }
        try await server.startAgain()
        let worker = try await registering.value
        #expect(try await queue.tend(worker, running: []).leaseHeld)
        running.cancel()
        await running.value
        await server.stop()
    }

    /// Calls until the server is there to answer.
    private static func untilAnswered<Answer: Sendable>(_ body: @Sendable () async throws -> Answer) async throws -> Answer {
        while true {
            do { return try await body() } catch let error as QueueError where error.code == .unavailable {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
