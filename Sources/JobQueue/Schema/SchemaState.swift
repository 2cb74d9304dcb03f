internal import PostgresClient

/// What a connection finds on the server, and whether this program can work with it.
struct SchemaState: Sendable {
    /// The database's encoding.
    var encoding: String
    /// A standby, or a session or database set to read only.
    var isReadOnly: Bool
    /// The role in force.
    var role: String
    /// The database's name.
    var database: String
    /// The schema is there, and the role may look into it.
    var hasSchema: Bool
    /// The role may look into the schema.
    var mayUse: Bool
    /// Steps that are in; `nil` where the bookkeeping table is missing.
    var versions: [Int]?
    /// The lowest step a program must know.
    var minimumReader: Int

    /// Looks, in one or two short statements.
    static func read(_ connection: Connection, schema: SchemaName) async throws -> SchemaState {
        // A table that may not be there cannot be named in the same statement that asks for it.
        let first = try await connection.query(
            Statement(
                """
                SELECT pg_catalog.current_setting('server_encoding')::pg_catalog.text,
                    pg_catalog.pg_is_in_recovery() OR pg_catalog.current_setting('transaction_read_only')::pg_catalog.bool, current_user::pg_catalog.text,
                    pg_catalog.current_database()::pg_catalog.text, n.oid IS NOT NULL,
                    COALESCE(pg_catalog.has_schema_privilege(n.oid, 'USAGE'), false), c.oid IS NOT NULL,
                    COALESCE(pg_catalog.has_table_privilege(c.oid, 'SELECT'), false)
                FROM (SELECT 1) one
                LEFT JOIN pg_catalog.pg_namespace n ON n.nspname OPERATOR(pg_catalog.=) $1::pg_catalog.name
                LEFT JOIN pg_catalog.pg_class c ON c.relnamespace OPERATOR(pg_catalog.=) n.oid AND c.relname OPERATOR(pg_catalog.=) 'migrations'
                """, [.text(schema.name)]))[0]
        var state = SchemaState(
            encoding: try first.text(0), isReadOnly: try first.bool(1), role: try first.text(2), database: try first.text(3),
            hasSchema: try first.bool(4), mayUse: try first.bool(5), versions: nil, minimumReader: 0)
        guard state.hasSchema, state.mayUse, try first.bool(6) else { return state }
        guard try first.bool(7) else {
            state.mayUse = false
            return state
        }
        let steps = try await connection.query(
            Statement("SELECT version, minimum_reader FROM \(schema.quoted).migrations ORDER BY version"))
        state.versions = try steps.map { Int(try $0.int4(0)) }
        state.minimumReader = try steps.map { Int(try $0.int4(1)) }.max() ?? 0
        return state
    }

    /// - Throws: ``QueueError`` that says what keeps a worker or a command from using the schema, and what to do.
    func check(_ schema: SchemaName, needsWriting: Bool = true) throws(QueueError) {
        guard encoding == "UTF8" else {
            throw QueueError(
                .encoding,
                "The database \(database) has the encoding \(encoding), but articles need UTF8: create a database with ENCODING 'UTF8'.")
        }
        guard !hasSchema || mayUse else {
            throw QueueError(
                .forbidden,
                "The role \(role) may not use the schema \(schema): run GRANT \(RoleScript.worker) TO \(quoteIdentifier(role)), then \"dragoman migrate\" as the schema's owner.",
                sqlState: SQLState.insufficientPrivilege.rawValue)
        }
        guard let versions, let newest = versions.last else {
            throw QueueError(.schemaMissing, "The database \(database) has no schema \(schema): run \"dragoman migrate\" first.")
        }
        guard minimumReader <= MigrationStep.latest else {
            throw QueueError(
                .schemaNewer,
                "The schema \(schema) is at version \(newest) and needs a program that knows version \(minimumReader); this one knows \(MigrationStep.latest): update it."
            )
        }
        guard newest >= MigrationStep.latest else {
            throw QueueError(
                .schemaOlder,
                "The schema \(schema) is at version \(newest), but this program needs \(MigrationStep.latest): run \"dragoman migrate\".")
        }
        guard !isReadOnly || !needsWriting else { throw QueueError.readOnly }
    }
}
