import Foundation
import JobQueue
import PostgresClient

/// Steps of the schema that only a program of the future knows.
enum NextSchema {
    /// Migrates as a newer program would: the script of `migrate`, with one more step in its transaction.
    static func migrate(_ arena: Arena, version: Int, minimumReader: Int, step: String) async throws {
        let known = Migrator(target: try ConnectionTarget(arena.url), schema: arena.schema).script()
        let guarded = """
            DO $once$ BEGIN
            IF NOT EXISTS (SELECT FROM migrations WHERE version = \(version)) THEN
            EXECUTE $step$
            \(step)
            $step$;
            INSERT INTO migrations (version, name, minimum_reader) VALUES (\(version), 'from the future', \(minimumReader));
            END IF;
            END $once$;
            COMMIT;
            """
        guard let end = known.range(of: "\nCOMMIT;", options: .backwards) else {
            throw NeverHappened(description: "The script ends in no COMMIT.")
        }
        await (try await arena.session(known.replacingCharacters(in: end, with: "\n" + guarded))).close()
    }

    /// What an additive step does: columns with defaults in tables that workers use, and a function with another body.
    ///
    /// Tables come in the order in which workers lock them, the leases before the jobs: in another, PostgreSQL could only end one of both.
    static func additive(on arena: Arena) async throws -> String {
        // As it is now, with a trace of having run.
        let settle = try await arena.text("SELECT pg_get_functiondef('dragoman.settle'::regproc)") ?? ""
        guard let begin = settle.range(of: "BEGIN\n") else { throw NeverHappened(description: "settle() has no BEGIN.") }
        return """
            ALTER TABLE worker_leases ADD COLUMN zone text NOT NULL DEFAULT 'none';
            ALTER TABLE jobs ADD COLUMN tenant bigint NOT NULL DEFAULT 7;
            ALTER TABLE findings ADD COLUMN checked boolean NOT NULL DEFAULT false;
            CREATE SEQUENCE newer_settles;
            \(settle.replacingCharacters(in: begin, with: "BEGIN\nPERFORM nextval('newer_settles');\n"));
            """
    }
}
