internal import ArticleAnalysis
internal import HealthEndpoint
internal import JobQueue
internal import Synchronization
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
        for (name, guess) in settings.misspelledVariables {
            log.warning("unknown variable", ["variable": name, "did_you_mean": guess ?? ""])
        }
        let registry = try AnalyzerSet.prepared(analyzers, only: configuration.analyzers, console: console)
        let listens = configuration.database.listenTarget != configuration.database.target
        let queue = PostgresWorkQueue(
            target: configuration.database.target, listenTarget: listens ? configuration.database.listenTarget : nil,
            schema: try configuration.database.schemaName())
        try await queue.check()
        return try await WorkerProcess(registry: registry, queue: queue, configuration: configuration.worker, log: log)
            .run(http: configuration.http)
    }

    /// An analyzer's key.
    private static func key(of analyzer: some AnalyzerPlugin) -> String { "\(type(of: analyzer).key)" }
}

/// A worker with what a process adds to it: probes, signals, a log of its beginning and end.
struct WorkerProcess {
    /// What runs.
    let registry: AnalyzerRegistry
    /// Where jobs come from.
    let queue: PostgresWorkQueue
    /// How it behaves.
    let configuration: WorkerConfiguration
    /// Where it says so.
    let log: Log

    /// Works until a signal, then drains.
    func run(http: HTTPAddress?) async throws -> ExitCode {
        let telemetry = Telemetry(version: configuration.version)
        let worker = Worker(registry: registry, queue: queue, configuration: configuration, telemetry: telemetry, log: log)
        let endpoint = try http.map {
            try HTTPEndpoint(address: $0, routes: HealthRoutes.routes(status: { worker.status }, telemetry: telemetry))
        }
        defer { endpoint?.stop() }
        let log = log
        let signals = SignalWatch(
            first: { @Sendable number in
                log.info("draining", ["signal": SignalWatch.name(of: number)])
                worker.drain()
            },
            again: { @Sendable number in
                log.warning("ending at once; the jobs will be rescued", ["signal": SignalWatch.name(of: number)])
                SignalWatch.exitNow(number)
            })
        defer { withExtendedLifetime(signals) {} }
        log.info(
            "started",
            [
                "worker": configuration.name, "version": configuration.version, "concurrency": String(configuration.concurrency),
                "analyzers": registry.keys.joined(separator: ","), "http": endpoint.map { ":\($0.port)" } ?? "off",
            ])
        let exit = try await withThrowingTaskGroup(of: WorkerExit?.self) { group in
            group.addTask {
                await queue.run()
                return nil
            }
            group.addTask { try await worker.run() }
            defer { group.cancelAll() }
            while let ended = try await group.next() { if let ended { return ended } }
            return .drained
        }
        log.info("stopped", ["worker": configuration.name, "reason": exit == .stuck ? "stuck" : "drained"])
        return exit == .stuck ? .internalFault : .success
    }
}
