public import PostgresClient

/// What people do with the queue from the command line, over a connection of its own.
///
/// ```swift
/// let control = try await QueueControl.open(target: ConnectionTarget(url))
/// let job = try await control.enqueue(NewArticle(body: "…"))
/// print(try await control.explain(job))
/// await control.close()
/// ```
///
/// All of it throws ``QueueError``.
public struct QueueControl: Sendable {
    /// The connection.
    let connection: Connection
    /// The schema.
    let schema: SchemaName

    /// Connects, and checks that the schema is what this program needs.
    public static func open(target: ConnectionTarget, schema: SchemaName = .standard, needsWriting: Bool = true) async throws
        -> QueueControl
    {
        do {
            let connection = try await Connection.open(
                target, settings: SessionSettings(statementTimeout: .seconds(600), others: ["search_path": schema.searchPath]))
            do {
                try await SchemaState.read(connection, schema: schema).check(schema, needsWriting: needsWriting)
            } catch {
                await connection.close()
                throw error
            }
            return QueueControl(connection: connection, schema: schema)
        } catch let error as PostgresError {
            throw QueueError(error)
        }
    }

    /// Ends the connection.
    public func close() async { await connection.close() }

    /// Enqueues one article.
    public func enqueue(_ article: NewArticle, _ options: EnqueueOptions = EnqueueOptions()) async throws -> JobID {
        try await enqueue([article], options)[0]
    }

    /// Enqueues articles in one transaction; answers the ids of their jobs in their order. A thousand at a time is a good measure.
    public func enqueue(_ articles: [NewArticle], _ options: EnqueueOptions = EnqueueOptions()) async throws -> [JobID] {
        if articles.isEmpty { return [] }
        // The default of run_at is the server's clock, which a NULL stands for.
        let rows = try await query(
            "SELECT id FROM \(schema.quoted).enqueue_texts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS e (id)",
            [
                .textArray(articles.map(\.body)), .textArray(articles.map(\.title)), .textArray(articles.map(\.key)),
                .textArray(articles.map(\.url)),
                .textArray(articles.map(\.language)), .timestamptzArray(secondsSince1970: articles.map(\.publishedAt)),
                .jsonbArray(articles.map(\.metadata)), .textArray(options.analyzers), .int4(Int32(clamping: options.priority)),
                .timestamptz(secondsSince1970: options.runAt), .int4(Int32(clamping: options.maxAttempts)),
            ])
        return try rows.map { JobID(rawValue: try $0.int8(0)) }
    }

    /// Ends a live job; `false` when it was not live.
    public func cancel(_ job: JobID) async throws -> Bool { try await tell("cancel($1)", [.int8(job.rawValue)]).bool(0) }

    /// Brings an ended job back, or makes a scheduled one ready; `false` when there is nothing to retry.
    public func retry(_ job: JobID) async throws -> Bool { try await tell("retry($1)", [.int8(job.rawValue)]).bool(0) }

    /// Retries every job in `state` (`failed`, `quarantined`, `cancelled`); answers how many.
    public func retryAll(in state: String) async throws -> Int {
        let rows = try await query(
            "SELECT count(*) FILTER (WHERE \(schema.quoted).retry(job_id)) FROM \(schema.quoted).job_status WHERE state = $1",
            [.text(state)])
        return Int(try rows[0].int8(0))
    }

    /// Changes a live job's priority; `false` when it is not live.
    public func reprioritize(_ job: JobID, to priority: Int) async throws -> Bool {
        try await tell("reprioritize($1, $2)", [.int8(job.rawValue), .int4(Int32(clamping: priority))]).bool(0)
    }

    /// Stops all claims; `false` when they were stopped.
    public func pause() async throws -> Bool { try await tell("pause()").bool(0) }

    /// Lets claims go on; `false` when they were not stopped.
    public func resume() async throws -> Bool { try await tell("resume()").bool(0) }

    /// Makes jobs for articles whose finding of `analyzer` is missing or below `revision`; answers how many.
    public func reanalyze(_ analyzer: String, below revision: Int? = nil, since: Double? = nil, priority: Int = -10) async throws -> Int {
        let row = try await tell(
            "reanalyze($1, $2, $3, $4)",
            [
                .text(analyzer), .int4(revision.map { Int32(clamping: $0) }), .timestamptz(secondsSince1970: since),
                .int4(Int32(clamping: priority)),
            ])
        return Int(try row.int8(0))
    }

    /// Why a job is where it is.
    public func explain(_ job: JobID) async throws -> String { try await tell("explain_job($1)", [.int8(job.rawValue)]).text(0) }

    /// Calls one function of the schema.
    private func tell(_ call: String, _ parameters: [Parameter] = []) async throws -> Row {
        try await query("SELECT \(schema.quoted).\(call)", parameters)[0]
    }

    /// Runs a statement.
    func query(_ sql: String, _ parameters: [Parameter] = []) async throws -> Rows {
        do { return try await connection.query(Statement(sql, parameters)) } catch let error as PostgresError {
            // A function called with a bad value says so itself.
            if error.sqlState?.category == "22", error.code == .server {
                throw QueueError(.refused, error.description, sqlState: error.sqlState?.rawValue)
            }
            throw QueueError(error)
        }
    }
}
