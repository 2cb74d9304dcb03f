import Foundation
import JobQueue
import PostgresClient
import PrivatePostgres
import Synchronization
import Testing

/// A migrated database in which storms rage, with a connection beside the workers' own.
final class Arena: Sendable {
    /// The server it lives on.
    let server: PrivatePostgres
    /// The database's name.
    let database: String
    /// The schema.
    let schema: SchemaName
    /// Looks and meddles; a superuser.
    private let current: Mutex<Connection>

    /// The connection string over the Unix socket.
    var url: String { server.connectionString(database: database) }

    /// A database of the shared server, cloned from a template that was migrated once.
    convenience init() async throws {
        let url = try await TestServer.shared.freshDatabase(template: "chaos") { url in
            try await Self.prepare(url, schema: .standard)
        }
        try await self.init(on: TestServer.shared.server, url: url, schema: .standard)
    }

    /// A database of a server that the storm may break.
    convenience init(on server: PrivatePostgres, database: String = "postgres", schema: String = "dragoman") async throws {
        let url = server.connectionString(database: database)
        let schema = try SchemaName(schema)
        try await Self.prepare(url, schema: schema)
        try await self.init(on: server, url: url, schema: schema)
    }

    /// An arena in a database that is ready.
    private init(on server: PrivatePostgres, url: String, schema: SchemaName) async throws {
        self.server = server
        self.schema = schema
        let first = try await Self.open(url)
        current = Mutex(first)
        database = try await first.query("SELECT current_database()::text")[0].text(0)
    }

    /// A connection that a storm does not hurry.
    private static func open(_ url: String) async throws -> Connection {
        try await Connection.open(
            ConnectionTarget(url),
            settings: SessionSettings(statementTimeout: .seconds(120), others: ["default_transaction_read_only": "off"]))
    }

    /// The connection, or a new one where a storm on the server has ended it.
    var db: Connection {
        get async throws {
            let known = current.withLock { $0 }
            guard known.isClosed else { return known }
            let fresh = try await Self.open(url)
            current.withLock { $0 = fresh }
            return fresh
        }
    }

    /// Migrates, and has every write of a finding noted: the table alone shows only the last.
    private static func prepare(_ url: String, schema: SchemaName) async throws {
        _ = try await Migrator(target: ConnectionTarget(url), schema: schema).migrate()
        let connection = try await Connection.open(ConnectionTarget(url))
        try await connection.run(
            script: """
                CREATE TABLE public.writes (job_id bigint NOT NULL, article_id bigint NOT NULL, analyzer text NOT NULL, transaction xid8 NOT NULL);
                CREATE FUNCTION public.note_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
                BEGIN
                    INSERT INTO public.writes VALUES (NEW.job_id, NEW.article_id, NEW.analyzer, pg_current_xact_id());
                    RETURN NULL;
                END $$;
                CREATE TRIGGER note_write AFTER INSERT OR UPDATE ON \(schema.quoted).findings FOR EACH ROW EXECUTE FUNCTION public.note_write();
                """)
        await connection.close()
    }
}

// MARK: SQL

extension Arena {
    /// Rows of a statement, in which `dragoman.` stands for the schema.
    @discardableResult func sql(_ text: String, _ parameters: [Parameter] = []) async throws -> Rows {
        try await db.query(Statement(text.replacingOccurrences(of: "dragoman.", with: schema.quoted + "."), parameters))
    }

    /// A script, statement after statement, in a session of its own; answers the session, with what it left open.
    func session(_ script: String = "", as user: String = "postgres") async throws -> Connection {
        let session = try await Connection.open(
            ConnectionTarget(server.connectionString(database: database, user: user)), settings: .untouched)
        if !script.isEmpty { try await session.run(script: script.replacingOccurrences(of: "dragoman.", with: schema.quoted + ".")) }
        return session
    }

    /// One number.
    func number(_ text: String, _ parameters: [Parameter] = []) async throws -> Int {
        Int(try await sql("SELECT (\(text))::bigint", parameters)[0].int8(ifPresent: 0) ?? 0)
    }

    /// One text; `nil` where there is none.
    func text(_ text: String, _ parameters: [Parameter] = []) async throws -> String? {
        try await sql("SELECT (\(text))::text", parameters).first?.text(ifPresent: 0)
    }

    /// Enqueues one article, and answers its job.
    @discardableResult func enqueue(_ body: String, _ more: String = "", guilty: Bool = false) async throws -> Int64 {
        let metadata = guilty ? ", metadata => '{\"guilty\": true}'" : ""
        return try await sql("SELECT dragoman.enqueue($1\(metadata)\(more.isEmpty ? "" : ", " + more))", [.text(body)])[0].int8(0)
    }

    /// Enqueues the same article `count` times, and answers the jobs.
    @discardableResult func enqueue(_ count: Int, of body: String, guilty: Bool = false) async throws -> [Int64] {
        try await sql(
            "SELECT * FROM dragoman.enqueue_many((SELECT jsonb_agg(jsonb_build_object('body', $1::text, 'metadata', $2::jsonb)) FROM generate_series(1, $3)))",
            [.text(body), .jsonb(guilty ? #"{"guilty": true}"# : "{}"), .int4(Int32(count))]
        ).map { try $0.int8(0) }
    }

    /// Jobs that have not ended.
    func live() async throws -> Int { try await number("SELECT count(*) FROM dragoman.jobs") }

    /// Waits until every job has ended.
    func settled(_ victims: [Victim] = [], within patience: Duration = .seconds(120)) async throws {
        try await eventually(
            "every job ends", within: patience, every: .milliseconds(50), otherwise: { victims.map(\.tail).joined(separator: "\n") }
        ) { try await live() == 0 }
    }

    /// A job's state.
    func state(_ job: Int64) async throws -> String? { try await column("state", of: job) }

    /// One column of a job in `job_status`, as text.
    func column(_ name: String, of job: Int64) async throws -> String? {
        try await text("SELECT \(name) FROM dragoman.job_status WHERE job_id = $1", [.int8(job)])
    }

    /// How many jobs are in each state: `done 20, failed 1`.
    func states() async throws -> String {
        try await text(
            "SELECT coalesce(string_agg(state || ' ' || n, ', ' ORDER BY state), 'none') FROM (SELECT state, count(*) AS n FROM dragoman.job_status GROUP BY state) s"
        ) ?? "none"
    }

    /// The registration of a worker's process that is in force; `nil` where it has none.
    func registration(of victim: Victim) async throws -> Int64? {
        try await sql(
            "SELECT max(worker_id) FROM dragoman.worker_leases WHERE ended_at IS NULL AND name LIKE '%-' || $1", [.text("\(victim.pid)")]
        )[0].int8(ifPresent: 0)
    }

    /// Jobs in the hands of a registration.
    func held(by registration: Int64) async throws -> Int {
        try await number("SELECT count(*) FROM dragoman.jobs WHERE state = 2 AND worker = $1", [.int8(registration)])
    }

    /// A session that holds a transaction open after `statement`, until ``letGo(of:)``.
    func hold(_ statement: String) async throws -> Holder {
        // The transaction waits for a lock that the arena's own session has, and commits when it gets it.
        let key = Int64.random(in: 1 ... .max)
        try await sql("SELECT pg_advisory_lock($1)", [.int8(key)])
        let connection = try await session()
        let text = statement.replacingOccurrences(of: "dragoman.", with: schema.quoted + ".")
        let script = Task { try await connection.run(script: "BEGIN; \(text); SELECT pg_advisory_xact_lock(\(key)); COMMIT") }
        try await eventually("\(statement) holds") {
            try await number(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1 & 4294967295", [.int8(key)]) == 1
        }
        return Holder(key: key, connection: connection, script: script)
    }

    /// Lets the transaction of ``hold(_:)`` commit.
    func letGo(of holder: Holder) async throws {
        try await sql("SELECT pg_advisory_unlock($1)", [.int8(holder.key)])
        try await holder.script.value
        await holder.connection.close()
    }

    /// Somebody with an open transaction.
    struct Holder {
        /// What it waits for.
        var key: Int64
        /// Its session.
        var connection: Connection
        /// Its transaction.
        var script: Task<Void, any Error>
    }
}
