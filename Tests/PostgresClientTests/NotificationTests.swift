import PostgresClient
import PrivatePostgres
import Testing

@Suite("Notifications")
struct NotificationTests {
    @Test("They arrive while the connection is idle, on channels of any name")
    func idle() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let listener = try await Connection.open(target)
        let sender = try await Connection.open(target)
        try await listener.listen(to: "We\"ird")
        _ = try await sender.query(Statement("SELECT pg_notify($1, $2)", [.text("We\"ird"), .text("ü")]))
        var notifications = listener.notifications.makeAsyncIterator()
        let notification = await notifications.next()
        #expect(notification?.channel == "We\"ird" && notification?.payload == "ü")
        #expect(notification?.backendPID != 0)
        await listener.close()
        #expect(await notifications.next() == nil)
        await sender.close()
    }

    @Test("They arrive while statements are under way, none is lost")
    func busy() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let listener = try await Connection.open(target)
        let sender = try await Connection.open(target)
        try await listener.listen(to: "bell")
        try await withThrowingTaskGroup { group in
            group.addTask { for _ in 0..<200 { _ = try await listener.query("SELECT repeat('x', 10000)") } }
            group.addTask {
                for number in 0..<200 { _ = try await sender.query(Statement("SELECT pg_notify('bell', $1)", [.text("\(number)")])) }
            }
            try await group.waitForAll()
        }
        // A session hears of what others sent at the latest when it next does something itself.
        _ = try await listener.query("SELECT 1")
        var heard: [String] = []
        for await notification in listener.notifications {
            heard.append(notification.payload)
            if heard.count == 200 { break }
        }
        #expect(heard == (0..<200).map(String.init))
        await listener.close()
        await sender.close()
    }
}
