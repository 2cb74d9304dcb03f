extension MigrationStep {
    /// The relations people read.
    static let views = MigrationStep(
        version: 10, name: "views",
        sql: #"""
            CREATE VIEW job_status AS
            WITH every_job AS NOT MATERIALIZED (
                SELECT job_id, article_id, CASE state WHEN 0 THEN 'ready' WHEN 1 THEN 'scheduled' ELSE 'running' END AS state, analyzers, priority,
                       run_at, attempt, max_attempts, crashes, worker, enqueued_at, started_at, NULL::timestamptz AS finished_at
                FROM jobs
                UNION ALL
                SELECT job_id, article_id, 'done', analyzers, priority, run_at, attempt, max_attempts, crashes, worker, enqueued_at, started_at,
                       finished_at
                FROM history_done
                UNION ALL
                SELECT job_id, article_id, CASE state WHEN 4 THEN 'failed' WHEN 5 THEN 'quarantined' ELSE 'cancelled' END, analyzers, priority,
                       run_at, attempt, max_attempts, crashes, worker, enqueued_at, started_at, finished_at
                FROM history_kept)
            SELECT e.job_id, e.article_id, e.state, s.keys AS analyzers, e.priority, e.run_at, e.attempt, e.max_attempts, e.crashes,
                (SELECT f.code || ': ' || f.message FROM failures f WHERE f.job_id = e.job_id ORDER BY f.failure_id DESC LIMIT 1) AS last_error,
                (SELECT w.name FROM worker_leases w WHERE w.worker_id = e.worker) AS worker,
                e.enqueued_at, e.started_at, e.finished_at
            FROM every_job e LEFT JOIN analyzer_sets s ON s.set_id = e.analyzers;

            CREATE VIEW workers AS
            SELECT w.worker_id, w.name, w.version, w.host, w.analyzers, w.concurrency, w.lease_until,
                   coalesce(r.running, 0) AS running_jobs, w.suspect_job, w.registered_at, w.draining_since
            FROM worker_leases w
            LEFT JOIN (SELECT j.worker, count(*) AS running FROM jobs j WHERE j.state = 2 GROUP BY j.worker) r ON r.worker = w.worker_id
            WHERE w.ended_at IS NULL AND w.lease_until > clock_timestamp();

            -- Findings of other shapes under these keys must not break the views: whatever is not of the expected type is left out.
            CREATE VIEW entities AS
            SELECT f.article_id, f.job_id, e.place::integer AS entity, e.value ->> 'name' AS name, e.value ->> 'type' AS type,
                e.value ->> 'country' AS country,
                CASE WHEN jsonb_typeof(e.value -> 'latitude') = 'number' THEN (e.value ->> 'latitude')::double precision END AS latitude,
                CASE WHEN jsonb_typeof(e.value -> 'longitude') = 'number' THEN (e.value ->> 'longitude')::double precision END AS longitude,
                CASE WHEN jsonb_typeof(e.value -> 'salience') = 'number' THEN (e.value ->> 'salience')::double precision END AS salience,
                CASE WHEN jsonb_typeof(e.value -> 'mentions') = 'array' THEN jsonb_array_length(e.value -> 'mentions') ELSE 0 END AS mentions,
                e.value -> 'links' ->> 'wikidata' AS wikidata, e.value -> 'links' ->> 'geonames' AS geonames
            FROM findings f
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE WHEN jsonb_typeof(f.finding -> 'entities') = 'array' THEN f.finding -> 'entities' ELSE '[]' END)
                WITH ORDINALITY e (value, place)
            WHERE f.analyzer = 'entities' AND jsonb_typeof(e.value) = 'object';

            CREATE VIEW mentions AS
            SELECT f.article_id, e.place::integer AS entity, e.value ->> 'name' AS name, e.value ->> 'type' AS type,
                CASE WHEN jsonb_typeof(m.value -> 'start') = 'number' THEN (m.value ->> 'start')::numeric::integer END AS start,
                CASE WHEN jsonb_typeof(m.value -> 'end') = 'number' THEN (m.value ->> 'end')::numeric::integer END AS "end",
                m.value ->> 'text' AS text,
                CASE WHEN jsonb_typeof(m.value -> 'confidence') = 'number' THEN (m.value ->> 'confidence')::double precision END AS confidence
            FROM findings f
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE WHEN jsonb_typeof(f.finding -> 'entities') = 'array' THEN f.finding -> 'entities' ELSE '[]' END)
                WITH ORDINALITY e (value, place)
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE WHEN jsonb_typeof(e.value -> 'mentions') = 'array' THEN e.value -> 'mentions' ELSE '[]' END) m (value)
            WHERE f.analyzer = 'entities';

            CREATE VIEW languages AS
            SELECT f.article_id, f.finding ->> 'language' AS language, f.finding ->> 'script' AS script,
                CASE WHEN jsonb_typeof(f.finding -> 'confidence') = 'number' THEN (f.finding ->> 'confidence')::double precision END AS confidence,
                CASE WHEN jsonb_typeof(f.finding -> 'reliable') = 'boolean' THEN (f.finding ->> 'reliable')::boolean END AS reliable
            FROM findings f WHERE f.analyzer = 'language';
            """#)
}
