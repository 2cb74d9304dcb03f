internal import HealthEndpoint
internal import JobQueue
internal import WorkerRuntime

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
    /// What ends it.
    let signals: DrainSignals

    /// Works until a signal, then drains.
    func run(http: HTTPAddress?) async throws -> ExitCode {
        let telemetry = Telemetry(version: configuration.version)
        let worker = Worker(registry: registry, queue: queue, configuration: configuration, telemetry: telemetry, log: log)
        let endpoint = try http.map {
            try HTTPEndpoint(address: $0, routes: HealthRoutes.routes(status: { worker.status }, telemetry: telemetry))
        }
        defer { endpoint?.stop() }
        signals.drain(worker)
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
