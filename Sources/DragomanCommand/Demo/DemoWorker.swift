internal import JobQueue
internal import WorkerRuntime

/// A worker in this process, for as long as the demo needs one.
struct DemoWorker {
    /// What it runs.
    let registry: AnalyzerRegistry
    /// Where it works.
    let database: DatabaseSettings
    /// Where it says so.
    let log: Log

    /// Works while `body` runs, and drains.
    func run<Answer: Sendable>(while body: @Sendable (Running) async throws -> Answer) async throws -> Answer {
        let queue = PostgresWorkQueue(target: database.target)
        let host = RunConfiguration.hostName
        let configuration = WorkerConfiguration(
            name: "demo", version: Dragoman.version, host: host, concurrency: ProcessorCount.usable)
        let worker = Worker(
            registry: registry, queue: queue, configuration: configuration, telemetry: Telemetry(version: Dragoman.version), log: log)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await queue.run() }
            group.addTask { _ = try await worker.run() }
            let answer = try await body(Running())
            worker.drain()
            // The worker needs the queue's connections to deregister: it ends first.
            try await group.next()
            group.cancelAll()
            return answer
        }
    }

    /// What can be asked of a worker that runs.
    struct Running: Sendable {
        /// Returns when no job is left.
        ///
        /// - Throws: ``CommandError`` when that takes too long.
        func waitUntilDrained(_ control: QueueControl, within patience: Duration) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await control.waitUntilDrained(every: .milliseconds(50)) }
                group.addTask {
                    try await Task.sleep(for: patience)
                    throw CommandError(
                        .internalFault,
                        "The samples were not analyzed within \(DurationText.write(patience)): run \"dragoman demo --log-level debug\".")
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }
}
