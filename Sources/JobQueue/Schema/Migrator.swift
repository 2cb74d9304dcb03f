public import PostgresClient

/// Brings the schema up to what this program knows.
///
/// ```swift
/// let report = try await Migrator(target: ConnectionTarget(url)).migrate()
/// ```
public struct Migrator: Sendable {
    /// Where to.
    private let target: ConnectionTarget
    /// The schema to make.
    private let schema: SchemaName

    /// What a migration did.
    public struct Report: Sendable {
        /// The steps that ran: none when the schema was up to date.
        public var applied: [MigrationStep]
        /// The schema's version now.
        public var version: Int
        /// Roles that are missing because the role that migrated may not create them: let an administrator do it, and migrate again.
        public var missingRoles: [String]
    }

    /// A migrator of one schema.
    public init(target: ConnectionTarget, schema: SchemaName = .standard) {
        self.target = target
        self.schema = schema
    }

    /// The SQL of all steps, for a DBA to run with psql.
    public func script() -> String { MigrationScript(schema: schema).text }

    /// Runs what has not run. Called five times at once, one works and four find nothing to do.
    ///
    /// - Throws: ``QueueError``.
    public func migrate() async throws -> Report {
        try await connected { connection in
            let before = try await state(connection)
            if before.isReadOnly { throw QueueError.readOnly }
            do { try await connection.run(script: script()) } catch let error as PostgresError
                where error.sqlState == .insufficientPrivilege
            {
                throw QueueError(
                    .forbidden,
                    "The role \(before.role) may not make the schema \(schema) (\(error.description)): run \"dragoman migrate\" as its owner, or give a DBA what \"dragoman migrate --print\" shows.",
                    sqlState: error.sqlState?.rawValue)
            }
            let known = Set(before.versions ?? [])
            let after = try await state(connection)
            let missing = try await connection.query(
                Statement(
                    "SELECT r FROM pg_catalog.unnest($1) r WHERE pg_catalog.to_regrole(r) IS NULL",
                    [.textArray([RoleScript.enqueuer, RoleScript.reader, RoleScript.worker])]))
            return Report(
                applied: MigrationStep.all.filter { !known.contains($0.version) }, version: after.versions?.last ?? 0,
                missingRoles: try missing.map { try $0.text(0) })
        }
    }

    /// The steps that ``migrate()`` would run.
    ///
    /// - Throws: ``QueueError``.
    public func pending() async throws -> [MigrationStep] {
        try await connected { connection in
            let known = Set(try await state(connection).versions ?? [])
            return MigrationStep.all.filter { !known.contains($0.version) }
        }
    }

    /// Whether this program can work with the schema as it is: what a worker asks before it starts.
    ///
    /// - Throws: ``QueueError`` that says what is wrong and what to do.
    public func check(needsWriting: Bool = true) async throws {
        try await connected { connection in
            try await SchemaState.read(connection, schema: schema).check(schema, needsWriting: needsWriting)
        }
    }

    /// The schema's version, and the one this program knows.
    ///
    /// - Throws: ``QueueError``.
    public func status() async throws -> (version: Int, latest: Int) {
        try await connected { connection in (try await state(connection).versions?.last ?? 0, MigrationStep.latest) }
    }

    /// What is there, unless it is nothing a migrator may touch.
    private func state(_ connection: Connection) async throws -> SchemaState {
        let state = try await SchemaState.read(connection, schema: schema)
        // What is missing or old is what a migrator is for.
        do { try state.check(schema, needsWriting: false) } catch {
            guard error.code == .schemaMissing || error.code == .schemaOlder else { throw error }
        }
        return state
    }

    /// Runs `body` on a connection of its own.
    private func connected<Answer: Sendable>(_ body: (Connection) async throws -> Answer) async throws -> Answer {
        do {
            // A step may take long, and waits for whoever migrates at the same time.
            let connection = try await Connection.open(
                target, settings: SessionSettings(statementTimeout: .zero, lockTimeout: .seconds(120), idleInTransactionTimeout: .zero))
            do {
                let answer = try await body(connection)
                await connection.close()
                return answer
            } catch {
                await connection.close()
                throw error
            }
        } catch let error as PostgresError {
            throw QueueError(error)
        }
    }
}
