internal import Synchronization

/// One session with PostgreSQL.
///
/// ```swift
/// let connection = try await Connection.open(ConnectionTarget("postgresql:///news"))
/// let rows = try await connection.query(Statement("SELECT title FROM dragoman.articles WHERE id = $1", [.int8(7)]))
/// print(try rows.first?.text(0) ?? "no such article")
/// await connection.close()
/// ```
///
/// Any number of tasks may use it at once: their statements travel in one pipeline, and their answers come in order. A connection that
/// nobody refers to closes itself.
///
/// Cancelling a task that waits for a statement has an effect until the statement is sent, normally at once: then it throws
/// `CancellationError`. Later the answer is awaited, because the statement may be carried out; `statement_timeout` bounds that.
public final class Connection: Sendable {
    /// What the thread and the tasks share.
    private let mailbox: Mailbox
    /// What NOTIFY sends, after ``listen(to:)``. For one reader; of a reader that falls behind, the oldest 1,000 are kept for.
    public let notifications: AsyncStream<Notification>
    /// Something between us and the server shares sessions among clients (pgbouncer): nothing set in the session lasts, LISTEN does
    /// not work, and statements are not prepared.
    public let isPooled: Bool
    /// `150018` is 15.18.
    public let serverVersion: Int

    /// Settings that the server reports.
    static let reportedParameters = [
        "server_version", "server_encoding", "client_encoding", "in_hot_standby", "default_transaction_read_only", "is_superuser",
        "session_authorization", "TimeZone", "integer_datetimes",
    ]

    /// A connection whose thread is up.
    private init(_ mailbox: Mailbox, _ notifications: AsyncStream<Notification>, isPooled: Bool, serverVersion: Int) {
        self.mailbox = mailbox
        self.notifications = notifications
        self.isPooled = isPooled
        self.serverVersion = serverVersion
    }

    deinit { mailbox.requestClose() }

    /// Connects, and sets the session's settings if the session is ours alone.
    ///
    /// - Throws: ``PostgresError`` that says what to do, or `CancellationError`.
    public static func open(_ target: ConnectionTarget, settings: SessionSettings = SessionSettings()) async throws -> Connection {
        let mailbox = try Mailbox()
        let (notifications, sink) = AsyncStream.makeStream(of: Notification.self, bufferingPolicy: .bufferingOldest(1_000))
        try Task.checkCancellation()
        try ConnectionThread.start(target, mailbox, sink)
        do {
            return try await withTaskCancellationHandler {
                try await mailbox.waitUntilOpen()
                let version = mailbox.serverVersion
                let rows = try await Self.ask(Self.opening(settings, version, mailbox.backendPID), mailbox)
                return Connection(mailbox, notifications, isPooled: try !rows[0][0].bool(0), serverVersion: version)
            } onCancel: {
                mailbox.requestClose()
            }
        } catch {
            mailbox.requestClose()
            throw Task.isCancelled ? CancellationError() : error
        }
    }

    /// Asks the opening question until it is answered: a role's own `statement_timeout` of some milliseconds holds until it is, and on a
    /// busy machine may be over before.
    private static func ask(_ opening: Statement, _ mailbox: Mailbox) async throws -> [Rows] {
        for _ in 0..<100 {
            do { return try await mailbox.ask(.query(opening), named: false) } catch let error as PostgresError
                where error.sqlState == .queryCanceled
            { continue }
        }
        return try await mailbox.ask(.query(opening), named: false)
    }

    /// Asks whether the session is our own, and if so sets `settings`, in one round trip.
    private static func opening(_ settings: SessionSettings, _ version: Int, _ pid: Int32) -> Statement {
        var parameters: [Parameter] = [.int4(pid)]
        var settle = ""
        for (name, value) in settings.values(serverVersion: version) {
            settle +=
                ", CASE WHEN pg_catalog.pg_backend_pid() = $1 THEN pg_catalog.set_config($\(parameters.count + 1), $\(parameters.count + 2), false) END"
            parameters += [.text(name), .text(value)]
        }
        return Statement("SELECT pg_catalog.pg_backend_pid() = $1" + settle, parameters)
    }
}

// MARK: statements

extension Connection {
    /// Runs one statement, as its own transaction.
    ///
    /// - Throws: ``PostgresError``; or `CancellationError`, and then nothing was sent.
    public func query(_ statement: Statement) async throws -> Rows {
        try statement.validate()
        return try await mailbox.ask(.query(statement), named: !isPooled)[0]
    }

    /// Runs statements between BEGIN and COMMIT, all sent at once: all of them take effect, or none.
    ///
    /// - Returns: the rows of each statement.
    public func transaction(_ statements: [Statement]) async throws -> [Rows] {
        for statement in statements { try statement.validate() }
        return try await mailbox.ask(.transaction(statements), named: !isPooled)
    }

    /// Runs a text of several statements, without parameters and rows, as psql would run it with `-1`: all of it is one transaction,
    /// unless it has BEGIN and COMMIT of its own. Waits for what is under way, and holds back what comes later.
    public func run(script: String) async throws {
        try Statement(script).validate()
        _ = try await mailbox.ask(.script(script), named: false)
    }

    /// Lets ``notifications`` bring what is sent on `channel`, whatever characters its name has.
    public func listen(to channel: String) async throws {
        _ = try await mailbox.ask(.query(Statement("LISTEN \(quoteIdentifier(channel))")), named: false)
    }
}

// MARK: its life

extension Connection {
    /// What the server last reported of one of its settings: `server_encoding`, `in_hot_standby`, `is_superuser` …
    public func parameter(_ name: String) -> String? { mailbox.parameter(name) }

    /// The server takes no writes: a standby, or `default_transaction_read_only`.
    public var isReadOnly: Bool { parameter("in_hot_standby") == "on" || parameter("default_transaction_read_only") == "on" }

    /// The connection is over, or about to be.
    public var isClosed: Bool { mailbox.hasEnded }

    /// Ends the session, and answers once it has ended. Statements that wait for their turn fail with the code `closed`; those already
    /// sent too, with ``PostgresError/outcomeUnknown``: await them first.
    public func close() async {
        mailbox.requestClose()
        _ = await mailbox.waitUntilEnded()
    }

    /// Asks for the end without waiting for it.
    func requestClose() { mailbox.requestClose() }

    /// Waits until the connection has ended, and says why; `nil` when ``close()`` ended it.
    public func waitUntilEnded() async -> PostgresError? { await mailbox.waitUntilEnded() }
}

extension Mailbox {
    /// Leaves a request and waits for its answer.
    func ask(_ work: Request.Work, named: Bool) async throws -> [Rows] {
        let id = nextID()
        return try await withTaskCancellationHandler {
            try Task.checkCancellation()
            return try await withCheckedThrowingContinuation { waiter in
                post(Request(id: id, work: work, named: named, waiter: waiter))
                // A cancellation that came before the request was here found nothing to withdraw.
                if Task.isCancelled { withdraw(id) }
            }
        } onCancel: {
            withdraw(id)
        }
    }
}
