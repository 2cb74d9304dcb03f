import Foundation
import PostgresClient
import PrivatePostgres
import Testing

@Suite("What bad input gets")
struct RefusalTests {
    /// A refusal: the code, one sentence that contains `words`, no password, no stack trace.
    func expect(_ result: Binary.Result, _ code: Int32, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(result.code == code, "\(result.errors)", sourceLocation: sourceLocation)
        for word in words { #expect(result.errors.contains(word), "\(result.errors)", sourceLocation: sourceLocation) }
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)", sourceLocation: sourceLocation)
        #expect(
            result.errors.hasPrefix("dragoman: ") && !result.errors.contains("hunter2"), "\(result.errors)", sourceLocation: sourceLocation)
        #expect(result.output.isEmpty, sourceLocation: sourceLocation)
    }

    @Test("No database named: one sentence, and the demo is offered")
    func noDatabase() async throws {
        for verb in ["run", "migrate", "enqueue", "status", "pause"] {
            expect(try await Binary.dragoman.run(verb), 78, "No database is named", "dragoman demo")
        }
    }

    @Test("Unknown flags and verbs: the nearest real one")
    func unknownWords() async throws {
        expect(try await Binary.dragoman.run("rnu"), 64, "did you mean \"dragoman run\"?")
        expect(try await Binary.dragoman.run("run", "--leese", "5s"), 64, "did you mean --lease?")
        expect(try await Binary.dragoman.run("run", "--lease", "5", database: "postgresql://u:hunter2@h/d"), 64, "--lease 15s")
    }

    @Test("A server that cannot be reached")
    func unreachable() async throws {
        let url = "postgresql://u:hunter2@127.0.0.1:1/news"
        for verb in ["run", "migrate", "status"] { expect(try await Binary.dragoman.run(verb, database: url), 69, "127.0.0.1") }
        expect(
            try await Binary.dragoman.run("run", database: "postgresql://u:hunter2@no-such-host.invalid/news"), 69, "no-such-host.invalid")
    }

    @Test("A connection string that cannot be understood")
    func malformedURL() async throws {
        expect(try await Binary.dragoman.run("run", database: "postgresql://u:hunter2@[h/d"), 64, "DATABASE_URL")
        expect(try await Binary.dragoman.run("run", database: "pasword=hunter2"), 64, "DATABASE_URL")
    }

    @Test("A wrong password, and no password")
    func wrongPassword() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-hba-\(UUID())")
        try "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n".write(to: folder, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path)
        defer { _ = Result { try FileManager.default.removeItem(at: folder) } }
        let server = try await PrivatePostgres.start(.init(listensOnTCP: true, settings: ["hba_file": folder.path]))
        try await Databases.sql("ALTER ROLE postgres PASSWORD 'right'", on: server.connectionString())
        let wrong = try #require(server.tcpConnectionString(password: "hunter2"))
        expect(try await Binary.dragoman.run("run", database: wrong), 77, "password")
        let none = try #require(server.tcpConnectionString())
        expect(try await Binary.dragoman.run("migrate", database: none), 77, "password")
        await server.stop()
    }

    @Test("A schema that is missing, or newer, or a database that is missing")
    func schema() async throws {
        let fresh = try await TestServer.shared.freshDatabase()
        for verb in ["run", "status", "pause"] { expect(try await Binary.dragoman.run(verb, database: fresh), 78, "dragoman migrate") }
        let newer = try await Databases.migrated()
        try await Databases.sql("INSERT INTO dragoman.migrations (version, name, minimum_reader) VALUES (9999, 'future', 9999)", on: newer)
        for verb in ["run", "migrate", "status"] { expect(try await Binary.dragoman.run(verb, database: newer), 78, "update it") }
        let server = try await TestServer.shared.server
        expect(try await Binary.dragoman.run("run", database: server.connectionString(database: "nonesuch")), 78, "nonesuch")
    }

    @Test("A role without rights")
    func rights() async throws {
        let url = try await Databases.migrated()
        let name = "nobody_\(UInt32.random(in: .min ... .max))"
        try await Databases.sql("CREATE ROLE \(name) LOGIN", on: url)
        let theirs = url.replacing("postgres@", with: "\(name)@")
        for verb in ["run", "status", "pause"] {
            expect(try await Binary.dragoman.run(verb, database: theirs), 77, name, "dragoman_worker")
        }
        let empty = try await TestServer.shared.freshDatabase().replacing("postgres@", with: "\(name)@")
        expect(try await Binary.dragoman.run("migrate", database: empty), 77, "dragoman migrate --print")
        try await Databases.sql("DROP ROLE \(name)", on: url)
    }

    @Test("A database that is not UTF-8", arguments: ["SQL_ASCII", "LATIN1"])
    func encoding(encoding: String) async throws {
        let server = try await TestServer.shared.server
        let name = "encoded_\(encoding.lowercased())"
        try await Databases.sql(
            "CREATE DATABASE \(name) TEMPLATE template0 ENCODING '\(encoding)' LC_COLLATE 'C' LC_CTYPE 'C'", on: server.connectionString())
        for verb in ["run", "migrate"] {
            expect(try await Binary.dragoman.run(verb, database: server.connectionString(database: name)), 78, encoding, "UTF8")
        }
    }

    @Test("A schema's name that PostgreSQL does not take, and one it does")
    func schemaNames() async throws {
        let url = try await TestServer.shared.freshDatabase()
        expect(try await Binary.dragoman.run("migrate", "--schema", String(repeating: "x", count: 64), database: url), 64, "63")
        expect(try await Binary.dragoman.run("migrate", "--schema", "pg_mine", database: url), 64, "pg_mine")
        let odd = try await Binary.dragoman.run("migrate", "--schema", "We\"ird schéma", database: url)
        #expect(odd.code == 0, "\(odd.errors)")
        let ids = try await Binary.dragoman.run("enqueue", "--schema", "We\"ird schéma", database: url, input: Data("text".utf8))
        #expect(ids.output == "1\n", "\(ids.errors)")
    }

    @Test("Settings are shown with their origins and without passwords, whatever else is wrong")
    func printConfig() async throws {
        let environment = ["PGPASSWORD": "hunter2", "DRAGOMAN_LEASE": "20s", "DRAGOMAN_LISTEN_URL": "host=h password=hunter2"]
        let result = try await Binary.dragoman.run(
            "run", "--print-config", "--json", "--poll", "2s", database: "postgresql://u:hunter2@127.0.0.1:1/d?password=hunter2",
            environment: environment)
        #expect(result.code == 0 && !result.output.contains("hunter2") && result.errors.isEmpty)
        struct Row: Decodable { var name: String, value: String?, source: String }
        let rows = try JSONDecoder().decode([Row].self, from: Data(result.output.utf8))
        #expect(rows.first { $0.name == "lease" }?.source == "variable DRAGOMAN_LEASE")
        #expect(rows.first { $0.name == "poll" }?.source == "flag --poll")
        #expect(try await Binary.dragoman.run("run", "--print-config").lines.first?.hasPrefix("SETTING") == true)
    }
}
