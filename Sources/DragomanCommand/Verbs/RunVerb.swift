internal import ArticleAnalysis
internal import JobQueue
internal import WorkerRuntime

/// `dragoman run`: the worker, its probes and its signals.
struct RunVerb {
    /// What was asked.
    let settings: Settings
    /// Where it goes.
    let console: Console
    /// What the worker can run.
    let analyzers: [any AnalyzerPlugin]

    /// Works until told to stop.
    func run() async throws -> ExitCode {
        if settings.has(.printConfig) {
            let keys = analyzers.map { Self.key(of: $0) }
            try ConfigurationTable(settings, registered: keys, messages: console.messages).print(
                on: console.output, asJSON: settings.has(.json))
            return .success
        }
        let configuration = try RunConfiguration(settings, messages: console.messages)
        let log = configuration.log.log
        let signals = DrainSignals(log: log)
        for (name, guess) in settings.misspelledVariables {
            log.warning("unknown variable", ["variable": name, "did_you_mean": guess ?? ""])
        }
        let registry = try AnalyzerSet.prepared(analyzers, only: configuration.analyzers, console: console)
        let listens = configuration.database.listenTarget != configuration.database.target
        let queue = PostgresWorkQueue(
            target: configuration.database.target, listenTarget: listens ? configuration.database.listenTarget : nil,
            schema: try configuration.database.schemaName())
        do { try await queue.check() } catch let error as QueueError where Self.willPass(error) {
            log.warning("the queue does not answer", ["call": "check", "error": error.message, "sqlstate": error.sqlState ?? ""])
        }
        return try await WorkerProcess(registry: registry, queue: queue, configuration: configuration.worker, log: log, signals: signals)
            .run(http: configuration.http)
    }

    /// Whether the server is there and only takes nobody in now: it starts up or recovers, its connections are used up, or it takes
    /// no writes, as a standby does until it is promoted. Everything else wants a person, and is told at once.
    private static func willPass(_ error: QueueError) -> Bool {
        switch error.code {
        case .readOnly: true
        case .unavailable: ["57P01", "57P02", "57P03", "53300"].contains(error.sqlState)
        default: false
        }
    }

    /// An analyzer's key.
    private static func key(of analyzer: some AnalyzerPlugin) -> String { "\(type(of: analyzer).key)" }
}
