extension MigrationStep {
    /// `claim`: hands ready jobs to one worker.
    static let claim = MigrationStep(
        version: 6, name: "claim",
        sql: #"""
            -- Makes scheduled jobs that are due ready, a bounded number at a time; answers how many.
            CREATE FUNCTION promote_due() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
            DECLARE
                promoted integer;
            BEGIN
                UPDATE jobs SET state = 0
                WHERE job_id = ANY (ARRAY(
                    SELECT j.job_id FROM jobs j WHERE j.state = 1 AND j.run_at <= clock_timestamp()
                    ORDER BY j.run_at LIMIT 1000 FOR UPDATE SKIP LOCKED));
                GET DIAGNOSTICS promoted = ROW_COUNT;
                RETURN promoted;
            END $$;

            -- A job that a claim may take, how large its text is, and where its row is: as long as we hold its lock, it stays there.
            CREATE TYPE pick AS (job_id bigint, bytes integer, place tid);

            -- Locks up to `room` ready jobs of these sets, best first. Below the mark (from_priority, from_run_at) everything is known
            -- to be taken, so that the scan need not walk what an old snapshot keeps VACUUM from removing.
            CREATE FUNCTION lock_ready(sets integer[], room integer, from_priority integer, from_run_at timestamptz)
            RETURNS pick[] LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                picked pick[] := '{}';
                share record;
            BEGIN
                IF cardinality(sets) > 1 THEN
                    -- Look first, without locks, how the best `room` divide among the sets; then lock as many of each.
                    FOR share IN
                        SELECT c.set_id, count(*)::integer AS of_set FROM (
                            SELECT s.set_id FROM unnest(sets) s (set_id) CROSS JOIN LATERAL (
                                SELECT j.priority, j.run_at, j.job_id FROM jobs j WHERE j.state = 0 AND j.analyzers = s.set_id
                                ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room) b
                            ORDER BY b.priority DESC, b.run_at, b.job_id LIMIT room) c
                        GROUP BY c.set_id
                    LOOP
                        picked := picked || lock_ready(ARRAY[share.set_id], share.of_set, NULL, NULL);
                    END LOOP;
                    RETURN picked;
                ELSIF from_run_at IS NOT NULL THEN
                    picked := ARRAY(
                        SELECT ROW(j.job_id, j.bytes, j.ctid)::pick FROM jobs j WHERE j.state = 0 AND j.analyzers = sets[1] AND j.priority > from_priority
                        ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room FOR UPDATE SKIP LOCKED);
                    IF cardinality(picked) < room THEN
                        picked := picked || ARRAY(
                            SELECT ROW(j.job_id, j.bytes, j.ctid)::pick FROM jobs j
                            WHERE j.state = 0 AND j.analyzers = sets[1] AND j.priority = from_priority AND j.run_at >= from_run_at
                            ORDER BY j.run_at, j.job_id LIMIT room - cardinality(picked) FOR UPDATE SKIP LOCKED);
                    END IF;
                    IF cardinality(picked) < room THEN
                        picked := picked || ARRAY(
                            SELECT ROW(j.job_id, j.bytes, j.ctid)::pick FROM jobs j WHERE j.state = 0 AND j.analyzers = sets[1] AND j.priority < from_priority
                            ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room - cardinality(picked) FOR UPDATE SKIP LOCKED);
                    END IF;
                    RETURN picked;
                END IF;
                RETURN ARRAY(
                    SELECT ROW(j.job_id, j.bytes, j.ctid)::pick FROM jobs j WHERE j.state = 0 AND j.analyzers = sets[1]
                    ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room FOR UPDATE SKIP LOCKED);
            END $$;

            -- Tokens are drawn ahead: a worker whose claim got no answer knows by which token to look for what it may have got.
            CREATE FUNCTION reserve_tokens(wanted integer) RETURNS bigint[] LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS
            $$ SELECT ARRAY(SELECT nextval('claim_tokens') FROM generate_series(1, least(wanted, 10000))) $$;

            -- Every claim has a token that was never used before, `fresh` if the worker drew it ahead. When fewer came than there is room, the last row holds no job but
            -- the seconds until the next scheduled one is due. Planner settings are pinned: a plan made while the table was small would
            -- otherwise scan the whole of it once a million jobs wait.
            CREATE FUNCTION claim(worker bigint, room integer, fresh bigint DEFAULT NULL, from_priority integer DEFAULT NULL, from_run_at timestamptz DEFAULT NULL)
            RETURNS TABLE (
                job_id bigint, token bigint, article_id bigint, key text, version integer, title text, body text, url text, language text,
                published_at double precision, metadata text, analyzers text[], attempt smallint, max_attempts smallint, crashes smallint,
                suspect boolean, priority integer, run_at timestamptz, earlier text[], impossible text[], next_due double precision
            ) LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
                SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off SET lock_timeout = '2s' AS $$
            #variable_conflict use_column
            DECLARE
                mine CONSTANT bigint := coalesce(fresh, nextval('claim_tokens'));
                able text[];
                sets integer[];
                picked pick[];
                large boolean := false;
                returned bigint;
            BEGIN
                -- The lock keeps a rescuer from ending this worker while it claims: it would miss what is claimed here.
                SELECT w.keys INTO able FROM worker_leases w
                WHERE w.worker_id = claim.worker AND w.ended_at IS NULL AND w.lease_until > clock_timestamp() FOR KEY SHARE;
                IF NOT FOUND OR room < 1 OR (SELECT c.paused FROM control c) THEN RETURN; END IF;

                sets := ARRAY(SELECT 0 UNION ALL SELECT s.set_id FROM analyzer_sets s WHERE s.keys <@ able);
                picked := lock_ready(sets, room, from_priority, from_run_at);
                IF cardinality(picked) < room AND promote_due() > 0 THEN
                    picked := picked || lock_ready(sets, room - cardinality(picked), NULL, NULL);
                END IF;

                -- At most 64 MB of text in one answer, but at least one job.
                IF (SELECT sum(p.bytes) FROM unnest(picked) p) > 67108864 THEN
                    large := true;
                    picked := ARRAY(
                        SELECT ROW(t.job_id, t.bytes, t.place)::pick
                        FROM (SELECT p.job_id, p.bytes, p.place, p.rank, sum(p.bytes) OVER (ORDER BY p.rank) AS total
                              FROM unnest(picked) WITH ORDINALITY p (job_id, bytes, place, rank)) t
                        WHERE t.total <= 67108864 OR t.rank = 1);
                END IF;

                IF cardinality(picked) > 0 THEN
                    RETURN QUERY
                    WITH taken AS (
                        UPDATE jobs j SET state = 2, attempt = j.attempt + 1, token = mine, worker = claim.worker, started_at = clock_timestamp()
                        -- A place is no identity: what stands there must be a job that this worker may have.
                        WHERE j.ctid = ANY (ARRAY(SELECT p.place FROM unnest(picked) p)) AND j.state = 0 AND j.analyzers = ANY (sets)
                        RETURNING j.*)
                    SELECT t.job_id, mine, t.article_id, a.key, a.version, a.title, a.body, a.url, a.language,
                        CASE WHEN isfinite(a.published_at) THEN extract(epoch FROM a.published_at)::double precision END, a.metadata::text,
                        CASE WHEN t.analyzers <> 0 THEN (SELECT s.keys FROM analyzer_sets s WHERE s.set_id = t.analyzers) END,
                        t.attempt, t.max_attempts, t.crashes, t.suspect, t.priority, t.run_at,
                        CASE WHEN t.attempt > 1 THEN ARRAY(
                            SELECT v FROM findings f CROSS JOIN LATERAL unnest(ARRAY[f.analyzer, f.revision::text, f.finding::text]) v
                            WHERE f.article_id = t.article_id AND f.job_id = t.job_id AND f.produced_at >= t.enqueued_at) END,
                        CASE WHEN t.attempt > 1 THEN ARRAY(
                            SELECT DISTINCT x.analyzer FROM failures x
                            WHERE x.job_id = t.job_id AND x.code = 'cannot_analyze' AND x.failed_at >= t.enqueued_at AND x.analyzer IS NOT NULL) END,
                        NULL::double precision
                    FROM taken t JOIN articles a ON a.article_id = t.article_id;
                    GET DIAGNOSTICS returned = ROW_COUNT;
                    IF returned < cardinality(picked) THEN
                        -- The article was removed behind the trigger's back (TRUNCATE, disabled triggers).
                        PERFORM end_without_article(ARRAY(SELECT p.job_id FROM unnest(picked) p));
                    END IF;
                END IF;
                IF cardinality(picked) < room AND NOT large THEN
                    RETURN QUERY SELECT NULL::bigint, NULL::bigint, NULL::bigint, NULL::text, NULL::integer, NULL::text, NULL::text, NULL::text,
                        NULL::text, NULL::double precision, NULL::text, NULL::text[], NULL::smallint, NULL::smallint, NULL::smallint,
                        NULL::boolean, NULL::integer, NULL::timestamptz, NULL::text[], NULL::text[],
                        (SELECT greatest(extract(epoch FROM j.run_at - clock_timestamp()), 0)::double precision
                         FROM jobs j WHERE j.state = 1 ORDER BY j.run_at LIMIT 1);
                END IF;
            END $$;

            CREATE FUNCTION end_without_article(ids bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                WITH taken AS (
                    DELETE FROM jobs j WHERE j.job_id = ANY (ids) AND NOT EXISTS (SELECT FROM articles a WHERE a.article_id = j.article_id)
                    RETURNING j.*
                ), noted AS (
                    INSERT INTO failures (job_id, article_id, attempt, code, message)
                    SELECT job_id, article_id, attempt, 'article_missing', 'the article is no longer in the table articles' FROM taken)
                INSERT INTO history_kept (job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers, state,
                                          attempt, max_attempts, crashes)
                SELECT job_id, article_id, run_at, enqueued_at, started_at, token, worker, priority, analyzers, 4, attempt, max_attempts, crashes
                FROM taken
                ON CONFLICT DO NOTHING;
            END $$;
            """#)
}
