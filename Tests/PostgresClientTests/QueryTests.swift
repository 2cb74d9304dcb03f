import PostgresClient
import PrivatePostgres
import Testing

/// A connection to a database of the test's own.
func freshConnection(settings: SessionSettings = SessionSettings()) async throws -> Connection {
    try await Connection.open(ConnectionTarget(try await TestServer.shared.freshDatabase()), settings: settings)
}

@Suite("Statements and their answers")
struct QueryTests {
    @Test("A bound value comes back")
    func boundValue() async throws {
        let connection = try await freshConnection()
        let rows = try await connection.query(Statement("SELECT $1 + 1, $2", [.int8(41), .text("naïve 🐫")]))
        #expect(try rows[0].int8(0) == 42)
        #expect(try rows[0].text(1) == "naïve 🐫")
        #expect(!connection.isPooled)
        await connection.close()
    }
}
