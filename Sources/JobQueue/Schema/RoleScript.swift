internal import PostgresClient

/// The three roles and what they may do. Roles belong to the whole cluster, rights to each schema: both are made anew by each migration.
enum RoleScript {
    /// May call the enqueue functions, and see the state of jobs.
    static let enqueuer = "dragoman_enqueuer"
    /// May read everything.
    static let reader = "dragoman_reader"
    /// May do what a worker does, and all that the command line can.
    static let worker = "dragoman_worker"

    /// Functions that put articles in.
    private static let enqueueing = ["enqueue", "enqueue_many", "enqueue_texts"]
    /// Functions that tell.
    private static let telling = ["explain_job", "depth", "is_paused"]
    /// Functions of people who run the queue.
    private static let controlling = ["cancel", "retry", "reprioritize", "pause", "resume", "reanalyze"]
    /// Functions of workers.
    private static let working = [
        "register_worker", "hold_worker_lock", "publish_idle", "bell_channel", "control_channel", "reserve_tokens", "claim",
        "release_claim", "settle",
        "read_back", "release", "tend", "mark_suspect", "announce_drain", "deregister_worker", "maintain",
        "fill_entities",
    ]
    /// Relations to read.
    private static let relations = [
        "articles", "job_status", "findings", "failures", "workers", "entities", "mentions", "languages", "migrations",
    ]

    /// The SQL, for a session that has the schema alone in its `search_path`.
    static func text(for schema: SchemaName) -> String {
        """
        DO $roles$
        DECLARE
            wanted text;
            granted record;
        BEGIN
            FOREACH wanted IN ARRAY ARRAY['\(enqueuer)', '\(reader)', '\(worker)'] LOOP
                CONTINUE WHEN to_regrole(wanted) IS NOT NULL;
                BEGIN
                    EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                EXCEPTION
                    WHEN duplicate_object OR unique_violation THEN NULL;
                    WHEN insufficient_privilege THEN
                        RAISE WARNING 'the role % is missing and % may not create it', wanted, current_user
                            USING HINT = format('Let an administrator run: CREATE ROLE %I NOLOGIN; then migrate again.', wanted);
                END;
            END LOOP;

            REVOKE ALL ON ALL FUNCTIONS IN SCHEMA \(schema.quoted) FROM PUBLIC;
            FOR granted IN
                SELECT p.oid::regprocedure AS called, r.role
                FROM (VALUES ('\(enqueuer)', \(array(enqueueing + ["explain_job"]))),
                             ('\(reader)', \(array(telling))),
                             ('\(worker)', \(array(enqueueing + telling + controlling + working)))) r (role, functions)
                JOIN pg_proc p ON p.pronamespace = \(quoteLiteral(schema.quoted))::regnamespace AND p.proname = ANY (r.functions)
                WHERE to_regrole(r.role) IS NOT NULL
            LOOP
                EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', granted.called, granted.role);
            END LOOP;
            FOR granted IN
                SELECT c.relation, r.role
                FROM (VALUES ('\(enqueuer)', ARRAY['job_status', 'migrations']), ('\(reader)', \(array(relations))), ('\(worker)', \(array(relations))))
                    r (role, relations), unnest(r.relations) c (relation)
                WHERE to_regrole(r.role) IS NOT NULL
            LOOP
                EXECUTE format('GRANT SELECT ON %I TO %I', granted.relation, granted.role);
            END LOOP;
            FOR granted IN SELECT r.role FROM unnest(ARRAY['\(enqueuer)', '\(reader)', '\(worker)']) r (role) WHERE to_regrole(r.role) IS NOT NULL LOOP
                EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', \(quoteLiteral(schema.name)), granted.role);
            END LOOP;
        END $roles$;
        """
    }

    /// Names as an array in SQL.
    private static func array(_ names: [String]) -> String { "ARRAY[" + names.map { "'\($0)'" }.joined(separator: ", ") + "]" }
}
