internal import ArticleAnalysis
internal import Glibc
internal import JobQueue
internal import PostgresClient
internal import PrivatePostgres
internal import WorkerRuntime

/// `dragoman demo`: the whole path on a private PostgreSQL, nothing left behind.
struct DemoVerb {
    /// What was asked.
    let settings: Settings
    /// Where it goes.
    let console: Console
    /// What the worker can run.
    let analyzers: [any AnalyzerPlugin]

    /// What is sent for each sample: what anybody would send with psql.
    private static let statement = "SELECT dragoman.enqueue(body => $1, title => $2, key => $3, language => $4)"

    /// How long the samples may take before something must be wrong.
    private static let patience = Duration.seconds(180)

    /// Starts, shows, and cleans up, however it ends.
    func run() async throws -> ExitCode {
        let registry = try AnalyzerSet.prepared(analyzers, only: settings.keys(.analyzers), console: console)
        let stage = DemoStage()
        let signals = SignalWatch(
            first: { @Sendable number in stage.leave(stage.isKept ? .success : SignalWatch.exitCode(of: number)) },
            again: { @Sendable number in SignalWatch.exitNow(number) })
        defer { withExtendedLifetime(signals) {} }
        // The module that starts servers looks at the environment, as tests do too.
        if let folder = settings.text(.serverPrograms) { _ = unsafe setenv("DRAGOMAN_PG_BIN", folder, 1) }
        say("Starting a private PostgreSQL …")
        let server = try await PrivatePostgres.start()
        await stage.enter(server)
        do {
            let code = try await show(on: server, registry, stage)
            await server.stop()
            return code
        } catch {
            // What fails because the server is being stopped is no failure.
            await stage.waitIfLeaving()
            await server.stop()
            throw error
        }
    }

    /// The steps between the server's start and its end.
    private func show(on server: PrivatePostgres, _ registry: AnalyzerRegistry, _ stage: DemoStage) async throws -> ExitCode {
        let database = try DatabaseSettings(url: server.connectionString())
        let report = try await Migrator(target: database.target).migrate()
        say("It runs in \(server.folder); \"dragoman migrate\" made the schema dragoman in \(report.applied.count) steps.")
        let jobs = try await enqueueSamples(in: database)
        let worker = DemoWorker(registry: registry, database: database, log: log)
        return try await worker.run { running in
            try await database.withControl { control in
                say("A worker analyzes them …")
                let start = ContinuousClock.now
                try await running.waitUntilDrained(control, within: Self.patience)
                let seconds = DurationText.about((ContinuousClock.now - start).seconds)
                let results = try await results(of: jobs, control)
                try print(results)
                say("\(results.count) articles analyzed in \(seconds).")
            }
            guard settings.has(.keep) else {
                say("Nothing is left behind. \"dragoman demo --keep\" leaves it running, to look around with psql.")
                return .success
            }
            await stage.keep { invite(server) }
            return .success
        }
    }

    /// Enqueues the samples as any SQL client would.
    private func enqueueSamples(in database: DatabaseSettings) async throws -> [JobID] {
        let sample = SampleArticle.all[0]
        say("Enqueuing \(SampleArticle.all.count) articles by SQL, each with")
        say("  SELECT dragoman.enqueue(body => '\(sample.body.prefix(40))…', title => '\(sample.title)',")
        say("                          key => '\(sample.key)', language => '\(sample.language)');")
        let connection = try await Connection.open(database.target)
        var jobs: [JobID] = []
        for sample in SampleArticle.all {
            let parameters: [Parameter] = [.text(sample.body), .text(sample.title), .text(sample.key), .text(sample.language)]
            jobs.append(JobID(rawValue: try await connection.query(Statement(Self.statement, parameters))[0].int8(0)))
        }
        await connection.close()
        return jobs
    }

    /// What became of each job.
    private func results(of jobs: [JobID], _ control: QueueControl) async throws -> [DemoResult] {
        var results: [DemoResult] = []
        for (job, sample) in zip(jobs, SampleArticle.all) {
            let findings = try await control.findings(of: job)
            results.append(
                DemoResult(
                    job: job.rawValue, sample: sample, state: try await control.state(of: job) ?? "unknown",
                    findings: findings.map { ($0.finding.analyzer, $0.finding.json) }))
        }
        return results
    }

    /// The results as a table or as JSON lines.
    private func print(_ results: [DemoResult]) throws {
        if settings.has(.json) {
            for result in results { try console.output.write(result.json) }
            return
        }
        let columns = console.output.isTerminal ? console.output.columns : 140
        let text = FindingsText(columns: columns, style: console.output.style)
        try console.output.line()
        for line in DemoTable(columns: columns).lines(results, text) { try console.output.line(line) }
        try console.output.line()
    }

    /// How to look further.
    private func invite(_ server: PrivatePostgres) {
        say(
            """
            PostgreSQL and a worker keep running until Ctrl-C. Look around, or enqueue something of your own, with
              psql '\(server.connectionString())'
                SELECT dragoman.enqueue('Angela Merkel visited Paris.');
                SELECT * FROM dragoman.job_status;
                SELECT article_id, analyzer, finding FROM dragoman.findings ORDER BY produced_at DESC LIMIT 3;
                SELECT * FROM dragoman.entities LIMIT 20;
            """)
    }

    /// Tells a person what is going on; `--json` is for scripts, which do not ask.
    private func say(_ message: String) { if !settings.has(.json) { console.say(message) } }

    /// Only what went wrong, unless more was asked for: the demo tells its story itself.
    private var log: Log {
        let settings = LogSettings(settings, messages: console.messages)
        return Log(level: self.settings.text(.logLevel) == nil ? .warning : settings.level, format: settings.format)
    }
}
