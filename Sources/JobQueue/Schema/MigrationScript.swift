internal import PostgresClient

/// The schema's steps as one SQL text that psql can run: idempotent, and safe when several run it at once.
struct MigrationScript {
    /// Where to.
    let schema: SchemaName

    /// The whole of it: lock, bookkeeping, each step unless it is in, roles and rights.
    var text: String {
        """
        -- The queue's schema, version \(MigrationStep.latest). Run it with: psql -v ON_ERROR_STOP=1 -f THIS_FILE
        BEGIN;
        SET LOCAL client_min_messages = warning;
        SELECT pg_advisory_xact_lock(1146242401, hashtext(\(quoteLiteral(schema.name))));
        DO $begin$ BEGIN
            IF current_setting('server_encoding') <> 'UTF8' THEN
                RAISE EXCEPTION 'the encoding of this database is %, it must be UTF8', current_setting('server_encoding');
            END IF;
            IF to_regnamespace(\(quoteLiteral(schema.quoted))) IS NULL THEN
                CREATE SCHEMA \(schema.quoted);
            END IF;
        END $begin$;
        SET LOCAL search_path = \(schema.searchPath);
        CREATE TABLE IF NOT EXISTS migrations (
            version integer PRIMARY KEY,
            name text NOT NULL,
            minimum_reader integer NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            applied_by text NOT NULL DEFAULT session_user
        );

        \(MigrationStep.all.map(guarded).joined(separator: "\n\n"))

        \(RoleScript.text(for: schema))
        COMMIT;

        """
    }

    /// A step that runs only where it has not run.
    private func guarded(_ step: MigrationStep) -> String {
        """
        DO $once$ BEGIN
        IF NOT EXISTS (SELECT FROM migrations WHERE version = \(step.version)) THEN
        EXECUTE $step$
        \(step.sql)
        $step$;
        INSERT INTO migrations (version, name, minimum_reader) VALUES (\(step.version), \(quoteLiteral(step.name)), \(step.minimumReader));
        END IF;
        END $once$;
        """
    }
}
