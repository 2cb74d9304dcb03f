extension MigrationStep {
    /// What jobs leave behind: findings, failures, history; and the workers that made them.
    static let outcomes = MigrationStep(
        version: 2, name: "findings, failures, history, workers",
        sql: #"""
            CREATE TABLE findings (
                article_id bigint NOT NULL,
                analyzer text COLLATE "C" NOT NULL,
                revision integer NOT NULL,
                finding jsonb NOT NULL,
                job_id bigint NOT NULL,
                produced_at timestamptz NOT NULL DEFAULT now(),
                elapsed interval NOT NULL,
                PRIMARY KEY (article_id, analyzer)
            );

            CREATE TABLE failures (
                failure_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                job_id bigint NOT NULL,
                article_id bigint NOT NULL,
                analyzer text COLLATE "C",
                attempt smallint NOT NULL,
                code text NOT NULL,
                message text NOT NULL,
                worker text,
                failed_at timestamptz NOT NULL DEFAULT now()
            );
            CREATE INDEX failures_job ON failures (job_id, failure_id);

            -- Append-only, dropped a day at a time by maintain(). The token stays: a worker whose COMMIT was cut reads back by it.
            CREATE TABLE history_done (
                job_id bigint NOT NULL,
                article_id bigint NOT NULL,
                run_at timestamptz NOT NULL,
                enqueued_at timestamptz NOT NULL,
                started_at timestamptz,
                finished_at timestamptz NOT NULL DEFAULT now(),
                token bigint,
                worker bigint,
                priority integer NOT NULL,
                analyzers integer NOT NULL,
                attempt smallint NOT NULL,
                max_attempts smallint NOT NULL,
                crashes smallint NOT NULL
            ) PARTITION BY RANGE (finished_at);
            CREATE INDEX history_done_job ON history_done (job_id);
            -- The net under the partitions that maintain() makes ahead.
            CREATE TABLE history_done_default PARTITION OF history_done DEFAULT;

            -- States: 4 failed, 5 quarantined, 6 cancelled.
            CREATE TABLE history_kept (
                job_id bigint PRIMARY KEY,
                article_id bigint NOT NULL,
                run_at timestamptz NOT NULL,
                enqueued_at timestamptz NOT NULL,
                started_at timestamptz,
                finished_at timestamptz NOT NULL DEFAULT now(),
                token bigint,
                worker bigint,
                priority integer NOT NULL,
                analyzers integer NOT NULL,
                state smallint NOT NULL,
                attempt smallint NOT NULL,
                max_attempts smallint NOT NULL,
                crashes smallint NOT NULL
            );

            -- One row a registration. locked_on tells on which start of which server its session lock was taken: after a restart or a
            -- failover a missing lock proves nothing until the worker had its chance to take it again.
            CREATE TABLE worker_leases (
                worker_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text NOT NULL,
                version text NOT NULL,
                host text NOT NULL,
                analyzers jsonb NOT NULL,
                keys text[] COLLATE "C" NOT NULL,
                concurrency integer NOT NULL,
                max_crashes integer NOT NULL,
                lease interval NOT NULL,
                lease_until timestamptz NOT NULL,
                locked_on timestamptz,
                lock_missing_since timestamptz,
                suspect_job bigint,
                suspect_token bigint,
                registered_at timestamptz NOT NULL DEFAULT now(),
                draining_since timestamptz,
                ended_at timestamptz,
                ending text
            ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
            CREATE INDEX worker_leases_live ON worker_leases (worker_id) WHERE ended_at IS NULL;

            -- Articles deleted by hand take their findings and live jobs with them. By statement, so that bulk deletes stay fast.
            CREATE FUNCTION forget_deleted_articles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                DELETE FROM findings f USING gone g WHERE f.article_id = g.article_id;
                WITH taken AS (
                    DELETE FROM jobs j USING gone g WHERE j.article_id = g.article_id RETURNING j.*)
                INSERT INTO history_kept (job_id, article_id, run_at, enqueued_at, started_at, worker, priority, analyzers, state,
                                          attempt, max_attempts, crashes)
                SELECT job_id, article_id, run_at, enqueued_at, started_at, worker, priority, analyzers, 6, attempt, max_attempts, crashes
                FROM taken
                ON CONFLICT DO NOTHING;
                RETURN NULL;
            END $$;
            CREATE TRIGGER articles_deleted AFTER DELETE ON articles REFERENCING OLD TABLE AS gone
                FOR EACH STATEMENT EXECUTE FUNCTION forget_deleted_articles();
            """#)
}
