import Foundation
import PostgresClient
import PrivatePostgres
import Testing

@Suite("A private PostgreSQL")
struct PrivatePostgresTests {
    @Test("It is gone, files and all, once it is stopped")
    func stop() async throws {
        let server = try await PrivatePostgres.start(PrivatePostgres.Options(isDurable: true, settings: ["work_mem": "5MB"]))
        let connection = try await Connection.open(ConnectionTarget.to(server))
        let row = try await connection.query(
            """
            SELECT current_setting('fsync'), current_setting('work_mem'), current_setting('server_encoding'), datcollate
            FROM pg_database WHERE datname = current_database()
            """)[0]
        #expect(try (0..<4).map { try row.text($0) } == ["on", "5MB", "UTF8", "C.UTF-8"])
        await server.stop()
        #expect(!FileManager.default.fileExists(atPath: server.folder))
        #expect(await connection.waitUntilEnded() != nil)
        #expect(server.tcpConnectionString() == nil)
        await server.stop()
        await #expect(throws: PrivatePostgresError.self) { try await server.restart() }
    }

    @Test("A setting that the server refuses is told with the end of its log")
    func refusedSetting() async throws {
        let error = try await #require(throws: PrivatePostgresError.self) {
            try await PrivatePostgres.start(PrivatePostgres.Options(settings: ["max_connections": "no"]))
        }
        #expect(error.message.contains("max_connections"), "\(error)")
    }

    @Test("Without the server's programs, the error says what to install")
    func nothingInstalled() throws {
        let wrong = try #require(throws: PrivatePostgresError.self) { try ServerBinaries.find(in: ["DRAGOMAN_PG_BIN": "/nonexistent"]) }
        #expect(wrong.message.contains("/nonexistent"))
        let none = Result { try ServerBinaries.find(in: ["PATH": "/nonexistent"]) }
        switch none {
        case .success(let found): #expect(found.folder.hasPrefix("/usr/lib/postgresql/"))
        case .failure(let error): #expect("\(error)".contains("apt-get install postgresql"))
        }
    }

    @Test("Databases are copies of their template, which is prepared once, and know nothing of each other")
    func templates() async throws {
        let test = try await TestServer.shared
        let urls = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await test.freshDatabase(template: "numbers") { url in
                        let connection = try await Connection.open(ConnectionTarget(url))
                        try await connection.run(script: "CREATE TABLE numbers AS SELECT 1 AS number")
                        await connection.close()
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(urls).count == 4)
        for url in urls {
            let connection = try await Connection.open(ConnectionTarget(url))
            #expect(try await connection.query("INSERT INTO numbers SELECT number FROM numbers").affected == 1)
            await connection.close()
        }
    }
}
