import JobQueue
import PostgresClient
import PrivatePostgres
import Testing

/// Which sessions a queue holds, and that it can do without any one of them.
@Suite(.timeLimit(.minutes(10))) struct ConnectionsTests {
    /// The server processes of the queue's sessions.
    private func sessions(_ fixture: QueueFixture) async throws -> Set<Int32> {
        let rows = try await fixture.sql(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return Set(try rows.map { try $0.int4(0) })
    }

    /// Ends sessions from the server's side, and waits for that.
    private func cut(_ pids: some Collection<Int32>, _ fixture: QueueFixture) async throws {
        for pid in pids { try await fixture.sql("SELECT pg_terminate_backend($1, 10000)", [.int4(pid)]) }
    }

    @Test("Settlements that come in numbers get a connection of their own, which shows like the others that the worker lives")
    func second() async throws {
        let fixture = try await QueueFixture()
        for _ in 0..<120 { try await fixture.enqueue() }
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            for await bell in queue.bells where bell == .work { break }
            let jobs = try await queue.claim(upTo: 120, for: worker).jobs
            #expect(try await queue.settle(jobs[..<10].map { $0.settlement() }) == Array(repeating: .settled, count: 10))
            #expect(try await sessions(fixture).count == 2)
            #expect(try await queue.settle(jobs[10...].map { $0.settlement() }) == Array(repeating: .settled, count: 110))
            let holders = """
                SELECT count(DISTINCT pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND objid = \(worker)::bigint::oid
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            while try await fixture.number(holders) < 3 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await sessions(fixture).count == 3)
        }
    }

    @Test("Whichever connection is cut, claims and settlements go on over the one that is left")
    func standIns() async throws {
        let fixture = try await QueueFixture()
        for _ in 0..<300 { try await fixture.enqueue() }
        let admin = try await Connection.open(try ConnectionTarget(try await TestServer.shared.server.connectionString()))
        let database = try #require(try await fixture.text("SELECT current_database()"))
        // As long as the database takes no connection, what is cut does not come back.
        @Sendable func door(_ isOpen: Bool) async throws {
            _ = try await admin.query(Statement("ALTER DATABASE \(database) ALLOW_CONNECTIONS \(isOpen)"))
        }
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            for await bell in queue.bells where bell == .work { break }
            let early = try await sessions(fixture)
            let jobs = try await queue.claim(upTo: 300, for: worker).jobs.map { $0.settlement() }
            #expect(try await queue.settle(Array(jobs[..<100])) == Array(repeating: .settled, count: 100))
            while try await sessions(fixture).count < 3 { try await Task.sleep(for: .milliseconds(5)) }

            try await door(false)
            try await cut(try await sessions(fixture).subtracting(early), fixture)
            #expect(try await queue.settle(Array(jobs[100..<200])) == Array(repeating: .settled, count: 100))
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.isEmpty)
            try await door(true)
            while try await sessions(fixture).count < 3 { try await Task.sleep(for: .milliseconds(5)) }

            try await door(false)
            try await cut(early, fixture)
            #expect(try await queue.tend(worker, running: jobs[200...].map(\.held)).lost.isEmpty)
            #expect(try await queue.settle(Array(jobs[200...])) == Array(repeating: .settled, count: 100))
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.isEmpty)
            #expect(try await sessions(fixture).count == 1)
            try await door(true)
        }
    }
}
