internal import ArticleAnalysis

/// One invocation: parses, runs the verb, and turns what went wrong into a sentence and an exit code.
struct Command {
    /// What the worker can run.
    let analyzers: [any AnalyzerPlugin]
    /// The process's surroundings.
    let console: Console

    /// Does what `words`, the arguments without the program's name, say.
    func run(_ words: [String]) async -> ExitCode {
        do {
            switch try CommandLineParser.parse(words) {
            case .help(let verb): try console.output.write(Array(HelpPage.text(on: verb).utf8))
            case .version: try VersionVerb(console: console, analyzers: analyzers).run()
            case .verb(let arguments): return try await run(Settings(arguments, environment: console.environment))
            }
            return .success
        } catch is Output.Closed {
            // The reader has seen enough.
            return .success
        } catch {
            let error = CommandError(error)
            console.say("dragoman: \(error.message)")
            return error.exitCode
        }
    }

    /// Runs a verb.
    private func run(_ settings: Settings) async throws -> ExitCode {
        switch settings.arguments.verb {
        case .analyze: try await AnalyzeVerb(settings: settings, console: console, analyzers: analyzers).run()
        case .migrate: try await MigrateVerb(settings: settings, console: console).run()
        case .run: try await RunVerb(settings: settings, console: console, analyzers: analyzers).run()
        case .enqueue: try await EnqueueVerb(settings: settings, console: console).run()
        case .status: try await StatusVerb(settings: settings, console: console).run()
        case .retry, .cancel, .pause, .resume: try await ControlVerb(settings: settings, console: console).run()
        case .demo: try await DemoVerb(settings: settings, console: console, analyzers: analyzers).run()
        // The parser answers these itself.
        case .help, .version: .success
        }
    }
}
