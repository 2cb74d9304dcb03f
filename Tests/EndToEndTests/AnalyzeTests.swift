import Foundation
import Testing

@Suite("Analyzing without a database")
struct AnalyzeTests {
    @Test("Each line is answered in order with its id, and bad lines with an error")
    func contract() async throws {
        let input = #"""
            {"id": 1, "body": "The delegation travelled from Berlin to Paris on Monday.", "title": "Trip"}
            {"id": "b", "body": "Делегация прибыла в Москву."}
            oops
            {"id": 4}
            {"id": 5, "body": "", "language": "ar", "published_at": "never"}
            {"id": 6, "body": "NUL \u0000, half \ud83d, whole \ud83d\ude00"}
            """#
        let result = try await Binary.dragoman.run("analyze", "--json", "--analyzers", "language,entities", input: Data(input.utf8))
        #expect(result.code == 1 && result.errors.contains("2 of 6 articles failed"))
        let lines = try result.lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        #expect(lines.count == 6)
        #expect(lines.map { "\($0["id"] ?? "")" } == ["1", "b", "<null>", "4", "5", "6"])
        #expect(lines.map { $0["error"] != nil } == [false, false, true, true, false, false])
        for line in lines where line["error"] == nil {
            #expect(Set((line["findings"] as? [String: Any] ?? [:]).keys) == ["language", "entities"])
        }
        let language = (lines[1]["findings"] as? [String: Any])?["language"] as? [String: Any]
        #expect(language?["language"] as? String == "ru")
    }

    @Test("Only the analyzers asked for are shown, though what they need runs too")
    func asked() async throws {
        let result = try await Binary.dragoman.run(
            "analyze", "--analyzers", "translation", input: Data("Der Zug fährt von Leipzig nach Dresden.".utf8))
        #expect(result.code == 0)
        let line = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect((line["findings"] as? [String: Any])?.keys.sorted() == ["translation"])
        #expect(line["id"] as? String == "-")
        let unknown = try await Binary.dragoman.run("analyze", "--analyzers", "langage", input: Data("x".utf8))
        #expect(unknown.code == 64 && unknown.errors.contains("did you mean language?"))
    }

    @Test("A reader that has seen enough ends the run without a complaint")
    func head() async throws {
        let lines = (0..<2_000).map { "{\"id\":\($0),\"body\":\"Some words about the weather in Lisbon.\"}\n" }.joined()
        let script = "\"\(Binary.dragoman.url.path)\" analyze --analyzers language | head -n 2; echo ${PIPESTATUS[0]}"
        let result = try await Binary.bash(script, input: Data(lines.utf8))
        #expect(result.lines.count == 3 && result.lines.last == "0" && result.errors.isEmpty, "\(result.errors)")
    }

    @Test("Version and help go to standard output")
    func help() async throws {
        let version = try await Binary.dragoman.run("--version")
        #expect(version.code == 0 && version.output.contains("language, revision"))
        #expect(try await Binary.dragoman.run("help").output.contains("Exit codes"))
        #expect(try await Binary.dragoman.run("run", "--help").output.hasPrefix("Usage: dragoman run"))
    }
}

@Suite("The demo")
struct DemoTests {
    /// Folders and processes of private servers that this process started.
    func leftovers(of pid: Int32) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter { $0.hasPrefix("dragoman-pg-\(pid)-") }
    }

    @Test("Shows findings for every sample and leaves nothing behind")
    func shows() async throws {
        let demo = try Binary.dragoman.start(["demo", "--json"])
        let result = await demo.end()
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.lines.count >= 12)
        for line in result.lines { #expect(line.contains(#""state":"done","findings":{"#)) }
        #expect(try leftovers(of: demo.pid).isEmpty)
        let table = try await Binary.dragoman.run("demo")
        #expect(table.output.contains("LANGUAGE") && table.errors.contains("SELECT dragoman.enqueue("))
    }

    @Test("Kept until Ctrl-C, then gone", arguments: [(SIGINT, 0), (SIGTERM, 0)] as [(Int32, Int32)])
    func kept(number: Int32, code: Int32) async throws {
        let demo = try Binary.dragoman.start(["demo", "--keep"])
        #expect(await demo.says("psql '"))
        #expect(try !leftovers(of: demo.pid).isEmpty)
        demo.send(number)
        #expect(await demo.end().code == code)
        #expect(try leftovers(of: demo.pid).isEmpty)
    }

    @Test("Interrupted in the middle, it still cleans up")
    func interrupted() async throws {
        let demo = try Binary.dragoman.start(["demo", "--keep"])
        #expect(await demo.says("It runs in"))
        demo.send(SIGINT)
        let result = await demo.end()
        #expect(result.code == 130 || result.code == 0)
        #expect(try leftovers(of: demo.pid).isEmpty)
    }

    @Test("Killed, it leaves its server's guardian to clean up")
    func killed() async throws {
        let demo = try Binary.dragoman.start(["demo", "--keep"])
        #expect(await demo.says("psql '"))
        demo.send(SIGKILL)
        _ = await demo.end()
        // The guardian is no child of ours that could be awaited.
        for _ in 0..<3_000 where try !leftovers(of: demo.pid).isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try leftovers(of: demo.pid).isEmpty)
    }

    @Test("Without server programs it says what to install")
    func noServer() async throws {
        let result = try await Binary.dragoman.run("demo", "--pg-bin", "/nonesuch")
        #expect(result.code == 69 && result.errors.contains("/nonesuch"), "\(result.errors)")
    }
}
