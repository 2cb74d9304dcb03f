/// The bound: what one PostgreSQL backend can do for the same durable effect, without a worker. Its tables are as narrow as the effect
/// allows: text apart, a token to fence with, history, upserted findings.
enum BoundLoop {
    static let schema = """
        CREATE TABLE articles (article_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);
        CREATE TABLE jobs (
            job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, article_id bigint NOT NULL, run_at timestamptz NOT NULL DEFAULT now(),
            token bigint, worker bigint, priority integer NOT NULL DEFAULT 0, state smallint NOT NULL DEFAULT 0,
            attempt smallint NOT NULL DEFAULT 0);
        CREATE INDEX ON jobs (priority DESC, run_at, job_id) WHERE state = 0;
        CREATE TABLE history (
            job_id bigint, article_id bigint, state smallint, attempt smallint, worker bigint, enqueued_at timestamptz,
            finished_at timestamptz NOT NULL DEFAULT now()) PARTITION BY RANGE (finished_at);
        CREATE TABLE history_all PARTITION OF history DEFAULT;
        CREATE INDEX ON history (job_id);
        CREATE TABLE findings (
            article_id bigint, analyzer text, revision integer, finding jsonb, job_id bigint, token bigint,
            produced_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (article_id, analyzer));
        CREATE SEQUENCE tokens;
        """

    static let loop = """
        DO $$
        DECLARE
            ids bigint[];
            mine bigint;
            letters bigint;
        BEGIN
            LOOP
                mine := nextval('tokens');
                WITH picked AS (
                    SELECT job_id FROM jobs WHERE state = 0 AND run_at <= now() ORDER BY priority DESC, run_at, job_id
                    LIMIT 500 FOR UPDATE SKIP LOCKED),
                claimed AS (
                    UPDATE jobs j SET state = 1, attempt = attempt + 1, worker = 1, token = mine
                    FROM picked WHERE j.job_id = picked.job_id RETURNING j.job_id, j.article_id)
                SELECT array_agg(c.job_id), sum(length(a.body)) INTO ids, letters FROM claimed c JOIN articles a USING (article_id);
                COMMIT;
                EXIT WHEN ids IS NULL;
                WITH ended AS (
                    DELETE FROM jobs j USING unnest(ids) i(id) WHERE j.job_id = i.id AND j.token = mine AND j.state = 1 RETURNING j.*),
                kept AS (
                    INSERT INTO history (job_id, article_id, state, attempt, worker, enqueued_at)
                    SELECT job_id, article_id, 2, attempt, worker, run_at FROM ended)
                INSERT INTO findings (article_id, analyzer, revision, finding, job_id, token)
                SELECT e.article_id, x.a, 1, '{"language":"en","confidence":0.99}', e.job_id, mine
                FROM ended e CROSS JOIN unnest(ARRAY['noop', 'noop-2']) x(a)
                ON CONFLICT (article_id, analyzer) DO UPDATE
                SET finding = excluded.finding, token = excluded.token, job_id = excluded.job_id, produced_at = excluded.produced_at;
                COMMIT;
            END LOOP;
        END $$
        """
}
