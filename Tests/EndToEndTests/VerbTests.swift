import Foundation
import PostgresClient
import PrivatePostgres
import Testing

@Suite("Verbs on a database")
struct VerbTests {
    @Test("Migrating twice changes nothing, five at once succeed, and the printed SQL does the same")
    func migrate() async throws {
        let url = try await TestServer.shared.freshDatabase()
        let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<5 { group.addTask { try await Binary.dragoman.run("migrate", database: url).code } }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        #expect(codes == [0, 0, 0, 0, 0])
        let again = try await Binary.dragoman.run("migrate", "--json", database: url)
        #expect(again.output.contains(#""applied":[]"#) && again.output.contains(#""schema":"dragoman""#))
        let printed = try await Binary.dragoman.run("migrate", "--print")
        let other = try await TestServer.shared.freshDatabase()
        let connection = try await Connection.open(ConnectionTarget(other))
        try await connection.run(script: printed.output)
        await connection.close()
        #expect(try await Binary.dragoman.run("migrate", database: other).output.contains("is up to date"))
    }

    @Test("JSON lines are enqueued in order; bad ones are named with their place, and what cannot be stored is replaced")
    func enqueueLines() async throws {
        let url = try await Databases.migrated()
        let input = #"""
            {"body":"one","key":"k1","priority":7,"metadata":{"a":"\u0000\ud800","b":[1,"\ud83d\ude00"]},"published_at":"2026-01-31T08:15Z"}
            {"body":5}
            {"body":"two","pubished_at":"2026"}
            {"body":"three","metadata":{"a":tru}}

            {"body":"four\u0000","run_at":"2099-01-01"}
            {"body":"one","key":"k1"}
            {"body":"five","metadata":{"n":1e999999}}
            {"body":"six","max_attempts":0}
            """#
        let result = try await Binary.dragoman.run("enqueue", database: url, input: Data(input.utf8))
        #expect(result.code == 1)
        #expect(result.lines == ["1", "2", "1"], "\(result.output)")
        for place in [2, 3, 4, 8, 9] { #expect(result.errors.contains("standard input line \(place): "), "\(result.errors)") }
        #expect(result.errors.contains("3 characters that PostgreSQL cannot store"))
        #expect(result.errors.contains("5 of 8 articles were not enqueued."))
        let rows = try await Databases.sql("SELECT body, metadata::text FROM dragoman.articles ORDER BY article_id", on: url)
        #expect(rows == [["one", "{\"a\": \"\u{FFFD}\u{FFFD}\", \"b\": [1, \"😀\"]}"], ["four\u{FFFD}", "{}"]])
        let states = try await Databases.sql("SELECT state, priority::text FROM dragoman.job_status ORDER BY job_id", on: url)
        #expect(states == [["ready", "7"], ["scheduled", "0"]])
    }

    @Test("Text files are articles, with what the options say")
    func enqueueFiles() async throws {
        let url = try await Databases.migrated()
        let file = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID()).txt")
        try Data("{not json".utf8 + [0, 0xFF]).write(to: file)
        defer { _ = Result { try FileManager.default.removeItem(at: file) } }
        let result = try await Binary.dragoman.run(
            "enqueue", file.path, "--title", "T", "--language", "ar", "--priority", "-3", "--analyzers", "language, entities",
            "--metadata", #"{"x":"\u0000"}"#, "--json", database: url)
        #expect(result.output == "{\"job_id\":1}\n", "\(result.errors)")
        let rows = try await Databases.sql(
            """
            SELECT a.body, a.title, a.language, a.metadata::text, j.priority::text, array_to_string(j.analyzers, ' ')
            FROM dragoman.articles a JOIN dragoman.job_status j USING (article_id)
            """, on: url)
        #expect(rows == [["{not json\u{FFFD}\u{FFFD}", "T", "ar", "{\"x\": \"\u{FFFD}\"}", "-3", "entities language"]])
        let missing = try await Binary.dragoman.run("enqueue", "/nonesuch", database: url)
        #expect(missing.code == 66 && missing.errors.contains("Cannot open /nonesuch"))
        let bad = try await Binary.dragoman.run("enqueue", "--run-at", "nonsense", database: url, input: Data("x".utf8))
        #expect(bad.code == 1 && bad.errors.contains("standard input: "))
    }

    @Test("An article of 16 MB is enqueued")
    func big() async throws {
        let url = try await Databases.migrated()
        let body = Data(repeating: UInt8(ascii: "x"), count: 16 << 20)
        let result = try await Binary.dragoman.run("enqueue", "--text", database: url, input: body)
        #expect(result.output == "1\n", "\(result.errors)")
        #expect(try await Databases.sql("SELECT octet_length(body)::text FROM dragoman.articles", on: url) == [["\(16 << 20)"]])
    }

    @Test("Jobs are cancelled, retried and explained; the queue is paused and goes on")
    func control() async throws {
        let url = try await Databases.migrated()
        try await Databases.sql("SELECT dragoman.enqueue('a')::text", on: url)
        #expect(try await Binary.dragoman.run("cancel", "1", database: url).output == "Job 1 is cancelled.\n")
        let again = try await Binary.dragoman.run("cancel", "1", database: url)
        #expect(again.code == 1 && again.errors.contains("was not cancelled"))
        #expect(try await Binary.dragoman.run("retry", "1", "--json", database: url).output == "{\"job_id\":1,\"retried\":true}\n")
        #expect(try await Binary.dragoman.run("retry", "x", database: url).code == 64)
        #expect(try await Binary.dragoman.run("retry", database: url).code == 64)
        #expect(try await Binary.dragoman.run("retry", "--all", "failed", database: url).output == "0 failed jobs will run again.\n")
        #expect(try await Binary.dragoman.run("pause", "--json", database: url).output == "{\"changed\":true}\n")
        #expect(try await Binary.dragoman.run("status", database: url).output.contains("paused"))
        #expect(try await Binary.dragoman.run("resume", database: url).output == "The queue goes on.\n")
        let status = try await Binary.dragoman.run("status", "--json", database: url)
        #expect(status.output.contains(#""ready":1"#) && status.output.contains(#""paused":false"#))
        #expect(try JSONSerialization.jsonObject(with: Data(status.output.utf8)) is [String: Any])
        let unknown = try await Binary.dragoman.run("status", "99", database: url)
        #expect(unknown.code == 1 && unknown.output.contains("There is no job 99"))
    }
}
