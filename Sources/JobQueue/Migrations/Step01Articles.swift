extension MigrationStep {
    /// Articles, the hot table of live jobs, and what enqueuing needs.
    static let articles = MigrationStep(
        version: 1, name: "articles and live jobs",
        sql: #"""
            CREATE SEQUENCE job_ids;
            CREATE SEQUENCE claim_tokens;

            -- Text is compared byte by byte, and keys are looked up, not sorted for people: hence COLLATE "C".
            CREATE TABLE articles (
                article_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                key text COLLATE "C",
                version integer NOT NULL DEFAULT 1,
                title text,
                body text NOT NULL,
                url text,
                language text,
                published_at timestamptz,
                metadata jsonb NOT NULL DEFAULT '{}',
                job_id bigint NOT NULL DEFAULT nextval('job_ids'),
                enqueued_at timestamptz NOT NULL DEFAULT now()
            );
            CREATE UNIQUE INDEX articles_key_version ON articles (key, version) WHERE key IS NOT NULL;

            -- LZ4, where the server has it, packs a text in a fraction of the time that PGLZ takes, which is most of what an article costs.
            DO $pack$ BEGIN
                ALTER TABLE articles ALTER body SET COMPRESSION lz4;
            EXCEPTION WHEN feature_not_supported THEN NULL;
            END $pack$;

            -- Set 0 is no row here: every analyzer of the worker that claims.
            CREATE TABLE analyzer_sets (
                set_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                keys text[] COLLATE "C" NOT NULL UNIQUE CHECK (cardinality(keys) > 0)
            );

            -- Live jobs only, at most 100 bytes a waiting row: widest columns first, so that nothing is padded.
            -- States: 0 ready, 1 scheduled, 2 running. No foreign key: it would write-lock the article's row.
            CREATE TABLE jobs (
                job_id bigint PRIMARY KEY,
                article_id bigint NOT NULL,
                run_at timestamptz NOT NULL,
                enqueued_at timestamptz NOT NULL DEFAULT now(),
                started_at timestamptz,
                token bigint,
                worker bigint,
                priority integer NOT NULL DEFAULT 0,
                analyzers integer NOT NULL DEFAULT 0,
                bytes integer NOT NULL DEFAULT 0,
                state smallint NOT NULL DEFAULT 0,
                attempt smallint NOT NULL DEFAULT 0,
                max_attempts smallint NOT NULL DEFAULT 5,
                crashes smallint NOT NULL DEFAULT 0,
                suspect boolean NOT NULL DEFAULT false
            ) WITH (
                fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000,
                autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 5000
            );
            -- Led by the set, so that jobs a worker cannot run are never walked over.
            CREATE INDEX jobs_ready ON jobs (analyzers, priority DESC, run_at, job_id) WHERE state = 0;
            CREATE INDEX jobs_due ON jobs (run_at) WHERE state = 1;

            CREATE TABLE control (
                only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
                paused boolean NOT NULL DEFAULT false,
                changed_at timestamptz NOT NULL DEFAULT now()
            );
            INSERT INTO control DEFAULT VALUES;
            """#)
}
