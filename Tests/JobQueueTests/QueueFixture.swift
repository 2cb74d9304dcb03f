import JobQueue
import PostgresClient
import PrivatePostgres
import Testing

/// A migrated database of its own, with a connection to look and meddle by.
final class QueueFixture: Sendable {
    /// Its connection string.
    let url: String
    /// Its target.
    let target: ConnectionTarget
    /// A connection beside the queue's own.
    let db: Connection

    /// A database cloned from a template that was migrated once.
    init() async throws {
        url = try await TestServer.shared.freshDatabase(template: "queue") { url in
            _ = try await Migrator(target: ConnectionTarget(url)).migrate()
        }
        target = try ConnectionTarget(url)
        db = try await Connection.open(target)
    }

    /// Runs `body` with a queue that is connected.
    func withQueue<Answer: Sendable>(_ body: @Sendable (PostgresWorkQueue) async throws -> Answer) async throws -> Answer {
        let queue = PostgresWorkQueue(target: target)
        let running = Task { await queue.run() }
        do {
            let answer = try await body(queue)
            running.cancel()
            await running.value
            return answer
        } catch {
            running.cancel()
            await running.value
            throw error
        }
    }

    /// The same database as another role.
    func target(user: String) async throws -> ConnectionTarget {
        let database = try #require(try await text("SELECT current_database()"))
        return try ConnectionTarget(try await TestServer.shared.server.connectionString(database: database, user: user))
    }

    /// Rows of a statement.
    @discardableResult func sql(_ text: String, _ parameters: [Parameter] = []) async throws -> Rows {
        try await db.query(Statement(text, parameters))
    }

    /// One bigint or integer.
    func number(_ text: String, _ parameters: [Parameter] = []) async throws -> Int { Int(try await sql(text, parameters)[0].int8(0)) }

    /// One text, or nil.
    func text(_ text: String, _ parameters: [Parameter] = []) async throws -> String? {
        try await sql(text, parameters).first?.text(ifPresent: 0)
    }

    /// Enqueues one article with a body, and further arguments in SQL's notation.
    @discardableResult func enqueue(_ body: String = "text", _ more: String = "") async throws -> JobID {
        JobID(rawValue: try await sql("SELECT dragoman.enqueue($1\(more.isEmpty ? "" : ", " + more))", [.text(body)])[0].int8(0))
    }

    /// A job's state.
    func state(_ job: JobID) async throws -> String? {
        try await text("SELECT state FROM dragoman.job_status WHERE job_id = $1", [.int8(job.rawValue)])
    }

    /// The only row of a job in `job_status`, some column as text.
    func status(_ job: JobID, _ column: String) async throws -> String? {
        try await text("SELECT \(column)::text FROM dragoman.job_status WHERE job_id = $1", [.int8(job.rawValue)])
    }

    /// What explain_job says.
    func explain(_ job: JobID) async throws -> String {
        try await text("SELECT dragoman.explain_job($1)", [.int8(job.rawValue)]) ?? ""
    }

    /// Lets a worker's lease run out.
    func expire(_ worker: WorkerID) async throws {
        try await sql(
            "UPDATE dragoman.worker_leases SET lease_until = clock_timestamp() - interval '1 s' WHERE worker_id = $1",
            [.int8(worker.rawValue)])
    }

    /// A session that holds a transaction open after `statement`, until it is closed.
    func lock(_ statement: String) async throws -> Connection {
        let locker = try await Connection.open(target, settings: .untouched)
        let pid = try await locker.query("SELECT pg_backend_pid()")[0].int4(0)
        Task { try await locker.run(script: "BEGIN; \(statement); SELECT pg_sleep(300); COMMIT") }
        // It sleeps once it holds what it locks.
        while try await number("SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", [.int4(pid)]) == 0 {
            await Task.yield()
        }
        return locker
    }

    /// Ends a session from the server's side.
    func kill(_ connection: Connection) async throws {
        await connection.close()
        while try await number(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(300)%' AND pid <> pg_backend_pid() AND datname = current_database()"
        ) > 0 {
            try await sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(300)%' AND pid <> pg_backend_pid() AND datname = current_database()"
            )
        }
    }

    /// The SQLSTATE and message that a statement fails with.
    func failure(_ text: String, _ parameters: [Parameter] = []) async -> PostgresError? {
        do {
            try await sql(text, parameters)
            return nil
        } catch { return error as? PostgresError }
    }
}

extension WorkerDescription {
    /// A worker for tests.
    static func test(
        _ name: String = "w1", analyzers: [String: Int] = ["language": 1, "entities": 1], lease: Duration = .seconds(60),
        maxCrashes: Int = 3
    )
        -> WorkerDescription
    {
        WorkerDescription(
            name: name, version: "1.0", host: "here", analyzers: analyzers, concurrency: 2, lease: lease, maxCrashes: maxCrashes)
    }
}

extension ClaimedJob {
    /// Its settlement, with one finding an analyzer.
    func settlement(_ end: Settlement.End = .done, _ findings: [String: String] = [:], revision: Int = 1, failures: [NewFailure] = [])
        -> Settlement
    {
        Settlement(
            held: held, articleID: article.id, end: end,
            findings: findings.sorted { $0.key < $1.key }.map {
                NewFinding(analyzer: $0.key, revision: revision, json: Array($0.value.utf8), elapsed: .milliseconds(5))
            }, failures: failures)
    }
}
