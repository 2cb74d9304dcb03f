import JobQueue
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct DoorbellTests {
    @Test("An enqueue rings when a worker sleeps, and does not when none does")
    func ringsForSleepers() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            let listener = try await Connection.open(fixture.target)
            let channel = try #require(try await fixture.text("SELECT dragoman.bell_channel()"))
            #expect(channel.utf8.count <= 63)
            try await listener.listen(to: channel)
            var rung = listener.notifications.makeAsyncIterator()

            try await fixture.enqueue("nobody sleeps")
            try await fixture.sql("SELECT pg_notify($1, 'marker 1')", [.text(channel)])
            #expect(await rung.next()?.payload == "marker 1")

            // The bell of a fresh listening connection shows that it is up.
            for await bell in queue.bells where bell == .work { break }
            await queue.publishIdle(true, for: worker)
            await queue.publishIdle(true, for: worker)
            try await fixture.enqueue("somebody sleeps")
            #expect(await rung.next()?.payload == "")
            for await bell in queue.bells where bell == .work { break }
            // Once a statement.
            try await fixture.sql("SELECT count(*) FROM dragoman.enqueue_many('[{\"body\": \"1\"}, {\"body\": \"2\"}]')")
            try await fixture.enqueue("later", "run_at => now() + interval '1 day'")
            try await fixture.sql("SELECT pg_notify($1, 'marker 2')", [.text(channel)])
            #expect(await rung.next()?.payload == "")
            #expect(await rung.next()?.payload == "marker 2")

            await queue.publishIdle(false, for: worker)
            try await fixture.enqueue("nobody sleeps again")
            try await fixture.sql("SELECT pg_notify($1, 'marker 3')", [.text(channel)])
            #expect(await rung.next()?.payload == "marker 3")
            await listener.close()
        }
    }

    @Test("A sleeper whose connections are cut is rung again once it is back, and is told that it was away")
    func reconnects() async throws {
        let fixture = try await QueueFixture()
        try await fixture.withQueue { queue in
            let worker = try await queue.register(.test())
            for await bell in queue.bells where bell == .work { break }
            await queue.publishIdle(true, for: worker)
            try await fixture.sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()")
            // Each connection tells that it is back, in any order; the listening one holds the idle lock again before it does.
            var heard: Set<String> = []
            for await bell in queue.bells {
                heard.insert("\(bell)")
                if heard.isSuperset(of: ["work", "reconnected"]) { break }
            }
            try await fixture.enqueue()
            for await bell in queue.bells where bell == .work { break }
            #expect(try await queue.claim(upTo: 1, for: worker).jobs.count == 1)
        }
    }

    @Test("64 enqueuers at once do not take each other for sleepers")
    func noFalseBells() async throws {
        let fixture = try await QueueFixture()
        let channel = try #require(try await fixture.text("SELECT dragoman.bell_channel()"))
        let listener = try await Connection.open(fixture.target)
        try await listener.listen(to: channel)
        try await withThrowingTaskGroup { group in
            for _ in 0..<32 {
                group.addTask {
                    let connection = try await Connection.open(fixture.target)
                    for _ in 0..<30 { _ = try await connection.query("SELECT dragoman.enqueue('x')") }
                    await connection.close()
                }
            }
            try await group.waitForAll()
        }
        try await fixture.sql("SELECT pg_notify($1, 'marker')", [.text(channel)])
        var falseBells = 0
        for await notification in listener.notifications {
            if notification.payload == "marker" { break }
            falseBells += 1
        }
        #expect(falseBells < 10)
        await listener.close()
    }
}
