/// The verbs of the command line, in the order help shows them.
enum Verb: String, Sendable, CaseIterable {
    case demo, analyze, migrate, run, enqueue, status, retry, cancel, pause, resume, help, version

    /// What may follow the flags.
    enum Operands: Sendable, Equatable { case none, files, jobs, optionalJobs, verb }

    /// What may follow this verb's flags.
    var operands: Operands {
        switch self {
        case .analyze, .enqueue: .files
        case .retry, .cancel: .jobs
        case .status: .optionalJobs
        case .help: .verb
        case .demo, .migrate, .run, .pause, .resume, .version: .none
        }
    }

    /// Whether `-5` is an operand that deserves a sentence about jobs rather than about flags.
    var takesNegativeOperands: Bool { operands == .jobs || operands == .optionalJobs }

    /// The options this verb takes, in the order help shows them.
    var options: [Option] {
        switch self {
        case .demo: [.keep, .analyzers, .serverPrograms, .json, .logLevel.with(fallback: "warning"), .logFormat]
        case .analyze: [.json, .analyzers, .concurrency, .jsonLines, .plainText, .title, .language]
        case .migrate: Option.database + [.printSQL, .json]
        case .run:
            Option.database + [
                .listenURL, .analyzers, .concurrency, .prefetch, .lease, .grace, .poll, .maxCrashes, .retention, .http, .logLevel,
                .logFormat,
                .printConfig, .json,
            ]
        case .enqueue:
            Option.database + [
                .title, .key, .url, .language, .publishedAt, .metadata, .analyzers.withoutVariable, .priority, .runAt, .maxAttempts,
                .jsonLines,
                .plainText, .json,
            ]
        case .status: Option.database + [.watch, .json]
        case .retry: Option.database + [.allInState, .json]
        case .cancel, .pause, .resume: Option.database + [.json]
        case .help, .version: []
        }
    }
}

extension Option {
    /// What every verb with a database takes.
    static let database: [Option] = [.databaseURL, .schema]

    /// The same flag where the variable means something else: DRAGOMAN_ANALYZERS is what a worker runs, not what a job asks for.
    var withoutVariable: Option {
        Option(flag, value, fallback: "every analyzer of the worker", "keys of the analyzers the job asks for, comma-separated")
    }
}
