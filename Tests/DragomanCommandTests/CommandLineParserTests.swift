import Testing

@testable import DragomanCommand

@Suite("Parsing the command line")
struct CommandLineParserTests {
    /// The arguments of a command line that names a verb.
    func arguments(_ words: String...) throws -> Arguments {
        guard case .verb(let arguments) = try CommandLineParser.parse(words) else { throw CommandError.usage("no verb") }
        return arguments
    }

    /// The one sentence a command line earns.
    func complaint(_ words: String...) -> CommandError? {
        do {
            let arguments = try CommandLineParser.parse(words)
            if case .verb(let arguments) = arguments { _ = try Settings(arguments, environment: [:]) }
            return nil
        } catch { return error as? CommandError }
    }

    @Test("A flag's value may follow it or be attached to it")
    func values() throws {
        #expect(try arguments("run", "--lease", "15s").flags["lease"] == "15s")
        #expect(try arguments("run", "--lease=15s").flags["lease"] == "15s")
        #expect(try arguments("run", "--database-url=host=a user=b").flags["database-url"] == "host=a user=b")
        #expect(try arguments("enqueue", "--title=").flags["title"] == "")
    }

    @Test("Of a flag said twice the last counts")
    func repeated() throws { #expect(try arguments("run", "--lease", "1s", "--lease", "2s").flags["lease"] == "2s") }

    @Test("A value may begin with a minus, not with two")
    func negative() throws {
        #expect(try arguments("enqueue", "--priority", "-10").flags["priority"] == "-10")
        #expect(complaint("enqueue", "--priority", "--title")?.message == "--priority needs a value, for instance --priority 10.")
    }

    @Test("Flags and operands mix, and -- ends the flags")
    func operands() throws {
        #expect(try arguments("enqueue", "a.txt", "--json", "b.txt").operands == ["a.txt", "b.txt"])
        #expect(try arguments("enqueue", "-", "--", "--json", "-").operands == ["-", "--json", "-"])
        #expect(try arguments("retry", "42", "-5").operands == ["42", "-5"])
    }

    @Test("Help and version are understood where people type them")
    func help() throws {
        for words in [[], ["help"], ["--help"], ["-h"]] {
            guard case .help(nil) = try CommandLineParser.parse(words) else { Issue.record("\(words)"); continue }
        }
        for words in [["help", "run"], ["run", "--help"], ["run", "-h"], ["run", "--lease", "5s", "--help"], ["--help", "run"]] {
            guard case .help(.run) = try CommandLineParser.parse(words) else { Issue.record("\(words)"); continue }
        }
        for words in [["version"], ["--version"], ["-V"]] {
            guard case .version = try CommandLineParser.parse(words) else { Issue.record("\(words)"); continue }
        }
    }

    @Test(
        "What is wrong gets one sentence with the nearest real word",
        arguments: [
            (["rnu"], "There is no verb \"rnu\"; did you mean \"dragoman run\"?"),
            (["enq"], "There is no verb \"enq\"; did you mean \"dragoman enqueue\"?"),
            (["xyzzyx"], "There is no verb \"xyzzyx\"; \"dragoman help\" lists them."),
            (["--lease", "run"], "The verb comes first: dragoman VERB --lease …; \"dragoman help\" lists the verbs."),
            (["run", "--leese", "5s"], "\"dragoman run\" has no --leese; did you mean --lease?"),
            (["run", "--leese=5s"], "\"dragoman run\" has no --leese; did you mean --lease?"),
            (["run", "-x"], "\"dragoman run\" has no -x; see \"dragoman help run\"."),
            (
                ["migrate", "--published-at", "x"],
                "\"dragoman migrate\" has no --published-at (\"dragoman enqueue\" has); see \"dragoman help migrate\"."
            ),
            (["run", "article.txt"], "\"dragoman run\" takes no \"article.txt\"; see \"dragoman help run\"."),
            (["run", "--json=yes"], "--json takes no value: write just --json."),
            (["run", "--lease"], "--lease needs a value, for instance --lease 15s."),
            (["run", "--lease", "5"], "--lease needs a number and a unit (ms, s, m, h or d), not \"5\"; for instance --lease 15s."),
            (["run", "--lease", "5ms"], "--lease must be at least 1s, not 5ms; for instance --lease 15s."),
            (["run", "--concurrency", "many"], "--concurrency needs a whole number, not \"many\"; for instance --concurrency 4."),
            (["run", "--concurrency", "0"], "--concurrency must be between 1 and 1024, not 0; for instance --concurrency 4."),
            (
                ["run", "--log-level", "inof"],
                "--log-level must be one of debug, info, warning, error, not \"inof\" (did you mean info?); for instance --log-level debug."
            ),
            (["run", "--schema="], "--schema must not be empty; for instance --schema dragoman."),
            (["run", "--analyzers", ","], "--analyzers needs at least one key; for instance --analyzers language,entities."),
        ] as [([String], String)])
    func sentences(words: [String], sentence: String) throws {
        var complaint: CommandError?
        do {
            let invocation = try CommandLineParser.parse(words)
            if case .verb(let arguments) = invocation { _ = try Settings(arguments, environment: [:]) }
        } catch { complaint = error as? CommandError }
        #expect(complaint == CommandError(.usage, sentence))
    }

    @Test("Every verb of the design is there, and every variable has its flag")
    func complete() {
        let verbs = ["run", "migrate", "enqueue", "analyze", "status", "retry", "cancel", "pause", "resume", "demo", "help", "version"]
        #expect(Set(Verb.allCases.map(\.rawValue)) == Set(verbs))
        for option in Verb.run.options {
            guard let variable = option.variable, variable.hasPrefix("DRAGOMAN_") else { continue }
            #expect(variable == "DRAGOMAN_" + option.flag.uppercased().replacing("-", with: "_"))
        }
    }
}
