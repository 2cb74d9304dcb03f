import PostgresClient
import PrivatePostgres
import Synchronization
import Testing

@Suite("Outages")
struct OutageTests {
    /// Reads states until one is wanted.
    private func wait(
        _ states: inout AsyncStream<ConnectionState>.Iterator, for isWanted: (ConnectionState) -> Bool
    ) async throws -> ConnectionState {
        while let state = await states.next() { if isWanted(state) { return state } }
        throw PostgresError(.closed, "The states ended.")
    }

    @Test("A crash of the server under a statement leaves it in doubt, and a persistent connection comes back")
    func crash() async throws {
        let server = try await PrivatePostgres.start()
        let opened = Mutex(0)
        let persistent = PersistentConnection(ConnectionTarget.to(server), backoff: Backoff(first: .milliseconds(20))) { connection in
            try await connection.listen(to: "bell")
            opened.withLock { $0 += 1 }
        }
        let running = Task { await persistent.run() }
        let first = try await persistent.current(waiting: nil)
        let holder = try await Connection.open(ConnectionTarget.to(server))
        _ = try await holder.query("SELECT pg_advisory_lock(1)")
        let waiting = Task { try await first.query("SELECT pg_advisory_lock(1)") }
        while try await holder.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").isEmpty {}

        try await server.restart(immediate: true)
        let error = try await failure { _ = try await waiting.value }
        #expect(error.code == .connectionLost && error.isTransient, "\(error)")
        #expect(first.isClosed)
        var states = persistent.states.makeAsyncIterator()
        _ = try await wait(&states) { if case .disconnected = $0 { true } else { false } }
        _ = try await wait(&states) { if case .connected = $0 { true } else { false } }
        let second = try await persistent.current(waiting: .seconds(30))
        #expect(try await second.query("SELECT 1")[0].int4(0) == 1)
        #expect(opened.withLock { $0 } >= 2)

        running.cancel()
        await running.value
        #expect(second.isClosed)
        await #expect(throws: PostgresError.self) { try await persistent.current(waiting: nil) }
        await server.stop()
    }

    @Test("While the server is away, nobody waits longer than asked, and the pauses grow")
    func away() async throws {
        let server = try await PrivatePostgres.start()
        let persistent = PersistentConnection(
            ConnectionTarget.to(server), backoff: Backoff(first: .milliseconds(100), longest: .milliseconds(400)), random: { 1 })
        let running = Task { await persistent.run() }
        _ = try await persistent.current(waiting: nil)
        try await server.shutDown()
        var states = persistent.states.makeAsyncIterator()
        var pauses: [Duration] = []
        while pauses.count < 4, let state = await states.next() {
            if case .disconnected(let error, let pause) = state {
                #expect(error.isTransient, "\(error)")
                pauses.append(pause)
            }
        }
        #expect(pauses == [.milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(400)])
        let error = try await failure { _ = try await persistent.current() }
        #expect(error.code == .connectionFailed || error.code == .connectionLost, "\(error)")
        _ = try await failure { _ = try await persistent.current(waiting: .milliseconds(10)) }
        let waiter = Task { try await persistent.current(waiting: nil) }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }

        async let back = persistent.current(waiting: nil)
        try await server.startAgain()
        #expect(try await back.query("SELECT 1")[0].int4(0) == 1)
        running.cancel()
        await running.value
        await server.stop()
    }

    @Test("A connection that cannot be made ready is given up, and the reason is told")
    func notReady() async throws {
        let server = try await TestServer.shared.server
        let persistent = PersistentConnection(ConnectionTarget.to(server), backoff: Backoff(first: .milliseconds(1))) { connection in
            _ = try await connection.query("SELECT 1/0")
        }
        let running = Task { await persistent.run() }
        var states = persistent.states.makeAsyncIterator()
        for _ in 0..<2 {
            guard case .disconnected(let error, _) = await states.next() else {
                Issue.record("It was reported as connected")
                break
            }
            #expect(error.sqlState == "22012")
        }
        running.cancel()
        await running.value
    }
}

extension ConnectionTarget {
    /// The database `postgres` of a private server.
    static func to(_ server: PrivatePostgres) -> ConnectionTarget {
        do {
            return try ConnectionTarget(server.connectionString())
        } catch {
            fatalError("\(error)")
        }
    }
}
