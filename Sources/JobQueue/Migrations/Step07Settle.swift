extension MigrationStep {
    /// `settle` and `release`: how claimed jobs leave a worker's hands.
    static let settle = MigrationStep(
        version: 7, name: "settle and release",
        sql: #"""
            -- Ends (0 done, 1 failed) or reschedules (2) the jobs whose token still matches, and writes the findings and failures of
            -- exactly those. Answers their ids. With pass_locked it leaves out jobs whose rows somebody else has locked. Arrays come sorted
            -- by job, so that two workers never wait for each other crosswise. Most articles have no findings yet: then a plain insert
            -- does, which costs a quarter less of the whole. When another session was quicker it fails with unique_violation: call it
            -- again with overwrite.
            CREATE FUNCTION settle(
                worker_name text, job_ids bigint[], tokens bigint[], endings smallint[], delays double precision[],
                finding_jobs bigint[], finding_analyzers text[], finding_revisions integer[], finding_documents text[],
                finding_seconds double precision[],
                failure_jobs bigint[], failure_analyzers text[], failure_codes text[], failure_messages text[],
                pass_locked boolean DEFAULT false, overwrite boolean DEFAULT false
            ) RETURNS bigint[] LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_mergejoin = off
                SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off SET lock_timeout = '2s' AS $$
            #variable_conflict use_column
            DECLARE
                at_hand bigint[];
                held_jobs bigint[];
                held_articles bigint[];
                held_attempts smallint[];
            BEGIN
                IF pass_locked THEN
                    at_hand := ARRAY(SELECT j.job_id FROM jobs j WHERE j.job_id = ANY (settle.job_ids) ORDER BY j.job_id FOR UPDATE SKIP LOCKED);
                END IF;
                WITH given AS MATERIALIZED (
                    SELECT * FROM unnest(settle.job_ids, tokens, endings, delays) i (job_id, token, ending, delay)
                    WHERE NOT pass_locked OR i.job_id = ANY (at_hand)
                ), over AS (
                    DELETE FROM jobs j USING given i
                    WHERE j.job_id = i.job_id AND j.token = i.token AND j.state = 2 AND i.ending < 2
                    RETURNING j.*, i.ending
                ), again AS (
                    UPDATE jobs j SET state = 1, run_at = clock_timestamp() + make_interval(secs => i.delay), worker = NULL, started_at = NULL,
                        suspect = false
                    FROM given i
                    WHERE j.job_id = i.job_id AND j.token = i.token AND j.state = 2 AND i.ending = 2
                    RETURNING j.job_id, j.article_id, j.attempt
                ), done AS (
                    INSERT INTO history_done (job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers,
                                              attempt, max_attempts, crashes)
                    SELECT job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers, attempt, max_attempts, crashes
                    FROM over WHERE ending = 0
                ), kept AS (
                    INSERT INTO history_kept (job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers, state,
                                              attempt, max_attempts, crashes)
                    SELECT job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers, 4, attempt, max_attempts,
                           crashes
                    FROM over WHERE ending = 1
                )
                SELECT array_agg(h.job_id), array_agg(h.article_id), array_agg(h.attempt) INTO held_jobs, held_articles, held_attempts
                FROM (SELECT job_id, article_id, attempt FROM over UNION ALL SELECT job_id, article_id, attempt FROM again) h;

                IF overwrite OR (SELECT count(DISTINCT a) FROM unnest(held_articles) a) < cardinality(held_articles)
                    OR EXISTS (SELECT FROM unnest(held_articles) a WHERE (SELECT true FROM findings f WHERE f.article_id = a LIMIT 1)) THEN
                    -- Two jobs of one article may be in one batch, and a slow old worker must not overwrite a newer revision.
                    INSERT INTO findings AS stored (article_id, analyzer, revision, finding, job_id, elapsed)
                    SELECT DISTINCT ON (h.article_id, f.analyzer COLLATE "C")
                        h.article_id, f.analyzer, f.revision, f.document::jsonb, f.job_id, make_interval(secs => f.seconds)
                    FROM unnest(finding_jobs, finding_analyzers, finding_revisions, finding_documents, finding_seconds)
                        f (job_id, analyzer, revision, document, seconds)
                    JOIN unnest(held_jobs, held_articles) h (job_id, article_id) ON h.job_id = f.job_id
                    ORDER BY h.article_id, f.analyzer COLLATE "C", f.revision DESC
                    ON CONFLICT (article_id, analyzer) DO UPDATE SET
                        revision = excluded.revision, finding = excluded.finding, job_id = excluded.job_id,
                        produced_at = excluded.produced_at, elapsed = excluded.elapsed
                    WHERE excluded.revision >= stored.revision;
                ELSE
                    INSERT INTO findings (article_id, analyzer, revision, finding, job_id, elapsed)
                    SELECT h.article_id, f.analyzer, f.revision, f.document::jsonb, f.job_id, make_interval(secs => f.seconds)
                    FROM unnest(finding_jobs, finding_analyzers, finding_revisions, finding_documents, finding_seconds)
                        f (job_id, analyzer, revision, document, seconds)
                    JOIN unnest(held_jobs, held_articles) h (job_id, article_id) ON h.job_id = f.job_id;
                END IF;

                IF cardinality(failure_jobs) > 0 THEN
                    INSERT INTO failures (job_id, article_id, analyzer, attempt, code, message, worker)
                    SELECT h.job_id, h.article_id, f.analyzer, h.attempt, f.code, left(f.message, 4000), worker_name
                    FROM unnest(failure_jobs, failure_analyzers, failure_codes, failure_messages) f (job_id, analyzer, code, message)
                    JOIN unnest(held_jobs, held_articles, held_attempts) h (job_id, article_id, attempt) ON h.job_id = f.job_id;
                END IF;
                RETURN held_jobs;
            END $$;

            -- What became of claims whose settlement got no answer: true where it was written, false where the claim is still held,
            -- no row where it was lost.
            CREATE FUNCTION read_back(job_ids bigint[], tokens bigint[]) RETURNS TABLE (job_id bigint, written boolean)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off AS $$
                SELECT i.job_id, j.state <> 2 FROM unnest(read_back.job_ids, tokens) i (job_id, token)
                JOIN jobs j ON j.job_id = i.job_id AND j.token = i.token
                UNION ALL
                SELECT i.job_id, true FROM unnest(read_back.job_ids, tokens) i (job_id, token)
                JOIN history_done h ON h.job_id = i.job_id AND h.token = i.token
                UNION ALL
                SELECT i.job_id, true FROM unnest(read_back.job_ids, tokens) i (job_id, token)
                JOIN history_kept h ON h.job_id = i.job_id AND h.token = i.token
            $$;

            -- Gives back what a claim brought whose answer was lost; answers how many.
            CREATE FUNCTION release_claim(worker bigint, token bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT AS $$
            DECLARE
                released integer;
            BEGIN
                UPDATE jobs j SET state = 0, attempt = j.attempt - 1, token = NULL, worker = NULL, started_at = NULL
                WHERE j.state = 2 AND j.worker = release_claim.worker AND j.token = release_claim.token;
                GET DIAGNOSTICS released = ROW_COUNT;
                RETURN released;
            END $$;

            -- Gives claimed jobs back, uncharged; answers how many were still held.
            CREATE FUNCTION release(job_ids bigint[], tokens bigint[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
            #variable_conflict use_column
            DECLARE
                released integer;
            BEGIN
                UPDATE jobs j SET state = 0, attempt = j.attempt - 1, token = NULL, worker = NULL, started_at = NULL
                FROM unnest(release.job_ids, tokens) i (job_id, token)
                WHERE j.job_id = i.job_id AND j.token = i.token AND j.state = 2;
                GET DIAGNOSTICS released = ROW_COUNT;
                IF released > 0 THEN PERFORM ring(); END IF;
                RETURN released;
            END $$;
            """#)
}
