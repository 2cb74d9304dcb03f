extension MigrationStep {
    /// `settle` and `release`: how claimed jobs leave a worker's hands.
    static let settle = MigrationStep(
        version: 7, name: "settle and release",
        sql: #"""
            -- Ends (0 done, 1 failed) or reschedules (2) the jobs whose token still matches, and writes the findings and failures of
            -- exactly those. Answers their ids. With pass_locked it leaves out jobs whose rows somebody else has locked. Rows are locked in
            -- the order in which they stand, as by all who lock several, so that two never wait for each other crosswise. Most articles have no findings yet: then a plain insert
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
                done tid[];
                failed tid[];
                retried tid[];
                held_jobs bigint[];
                held_articles bigint[];
                held_attempts smallint[];
            BEGIN
                IF pass_locked THEN
                    at_hand := ARRAY(SELECT j.job_id FROM jobs j WHERE j.job_id = ANY (settle.job_ids) ORDER BY j.job_id FOR UPDATE SKIP LOCKED);
                END IF;
                -- No join with jobs anywhere: while an old snapshot keeps thousands of dead rows and ANALYZE has counted none alive, the
                -- planner believes that walking its whole index is the cheapest. First the places, then the rows that stand there.
                SELECT array_agg(p.place) FILTER (WHERE p.ending = 0), array_agg(p.place) FILTER (WHERE p.ending = 1),
                       array_agg(p.place) FILTER (WHERE p.ending = 2)
                INTO done, failed, retried
                FROM (SELECT i.ending, (SELECT j.ctid FROM jobs j WHERE j.job_id = i.job_id AND j.token = i.token AND j.state = 2) AS place
                      FROM unnest(settle.job_ids, tokens, endings) i (job_id, token, ending)
                      WHERE NOT pass_locked OR i.job_id = ANY (at_hand)
                      OFFSET 0) p  -- or each use of the place looks it up anew
                WHERE p.place IS NOT NULL;

                -- The fence. IS TRUE keeps the planner from making a join of it.
                IF done IS NOT NULL THEN
                    WITH over AS (
                        DELETE FROM jobs j WHERE j.ctid = ANY (done) AND j.state = 2
                            AND ((j.job_id, j.token) IN (SELECT * FROM unnest(settle.job_ids, tokens))) IS TRUE
                        RETURNING j.*
                    ), noted AS (
                        INSERT INTO history_done (job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers,
                                                  attempt, max_attempts, crashes)
                        SELECT job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers, attempt,
                               max_attempts, crashes
                        FROM over)
                    SELECT array_agg(job_id), array_agg(article_id), array_agg(attempt) INTO held_jobs, held_articles, held_attempts FROM over;
                END IF;
                IF failed IS NOT NULL THEN
                    WITH over AS (
                        DELETE FROM jobs j WHERE j.ctid = ANY (failed) AND j.state = 2
                            AND ((j.job_id, j.token) IN (SELECT * FROM unnest(settle.job_ids, tokens))) IS TRUE
                        RETURNING j.*
                    ), noted AS (
                        INSERT INTO history_kept (job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers,
                                                  state, attempt, max_attempts, crashes)
                        SELECT job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers, 4, attempt,
                               max_attempts, crashes
                        FROM over)
                    SELECT held_jobs || array_agg(job_id), held_articles || array_agg(article_id), held_attempts || array_agg(attempt)
                    INTO held_jobs, held_articles, held_attempts FROM over;
                END IF;
                IF retried IS NOT NULL THEN
                    WITH again AS (
                        UPDATE jobs j SET state = 1, worker = NULL, started_at = NULL, suspect = false,
                            run_at = clock_timestamp() + make_interval(secs => delays[array_position(settle.job_ids, j.job_id)])
                        WHERE j.ctid = ANY (retried) AND j.state = 2
                            AND ((j.job_id, j.token) IN (SELECT * FROM unnest(settle.job_ids, tokens))) IS TRUE
                        RETURNING j.job_id, j.article_id, j.attempt)
                    SELECT held_jobs || array_agg(job_id), held_articles || array_agg(article_id), held_attempts || array_agg(attempt)
                    INTO held_jobs, held_articles, held_attempts FROM again;
                END IF;

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
                SELECT r.job_id, r.written
                FROM (SELECT i.job_id, coalesce(
                          (SELECT j.state <> 2 FROM jobs j WHERE j.job_id = i.job_id AND j.token = i.token),
                          (SELECT true FROM history_done h WHERE h.job_id = i.job_id AND h.token = i.token LIMIT 1),
                          (SELECT true FROM history_kept h WHERE h.job_id = i.job_id AND h.token = i.token LIMIT 1)) AS written
                      FROM unnest(read_back.job_ids, tokens) i (job_id, token)) r
                WHERE r.written IS NOT NULL
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
                WHERE j.ctid = ANY (ARRAY(
                        SELECT (SELECT k.ctid FROM jobs k WHERE k.job_id = i.job_id AND k.token = i.token AND k.state = 2)
                        FROM unnest(release.job_ids, tokens) i (job_id, token)))
                    AND j.state = 2 AND ((j.job_id, j.token) IN (SELECT * FROM unnest(release.job_ids, tokens))) IS TRUE;
                GET DIAGNOSTICS released = ROW_COUNT;
                IF released > 0 THEN PERFORM ring(); END IF;
                RETURN released;
            END $$;
            """#)
}
