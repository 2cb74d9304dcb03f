extension MigrationStep {
    /// `claim`: hands ready jobs to one worker.
    static let claim = MigrationStep(
        version: 6, name: "claim",
        sql: #"""
            -- Makes scheduled jobs that are due ready, a bounded number at a time; answers how many, and since when the first was due.
            CREATE FUNCTION promote_due(OUT promoted integer, OUT due_since timestamptz) LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
            BEGIN
                WITH due AS (
                    UPDATE jobs SET state = 0
                    WHERE job_id = ANY (ARRAY(
                        SELECT j.job_id FROM jobs j WHERE j.state = 1 AND j.run_at <= clock_timestamp()
                        ORDER BY j.run_at LIMIT 1000 FOR UPDATE SKIP LOCKED))
                    RETURNING run_at)
                SELECT count(*), min(d.run_at) INTO promoted, due_since FROM due d;
            END $$;

            -- A job that a claim may take, how large its text is, and where its row is: as long as we hold its lock, it stays there.
            CREATE TYPE pick AS (job_id bigint, bytes integer, place tid);

            -- Locks up to `room` ready jobs of these sets, best first. What was ready before since[i] at the priority known[i] (highest first)
            -- is known to be taken, so that the scan need not walk what an old snapshot keeps VACUUM from removing.
            CREATE FUNCTION lock_ready(sets integer[], room integer, known integer[], since timestamptz[])
            RETURNS pick[] LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                picked pick[] := '{}';
                share record;
                -- Priorities of which nothing is known yet: as bigint, there is one beyond the last.
                high bigint := 2147483647;
            BEGIN
                IF cardinality(sets) > 1 THEN
                    -- Look first, without locks, how the best `room` divide among the sets; then lock as many of each.
                    FOR share IN
                        WITH places AS (
                            SELECT k.priority, k.since, coalesce(lag(k.priority) OVER (ORDER BY k.priority DESC)::bigint - 1, high) AS high
                            FROM unnest(known, lock_ready.since) k (priority, since)),
                        gaps AS (
                            SELECT p.priority::bigint + 1 AS low, p.high FROM places p WHERE p.priority < p.high
                            UNION ALL SELECT -2147483648, coalesce((SELECT min(p.priority)::bigint - 1 FROM places p), high))
                        SELECT c.set_id, count(*)::integer AS of_set FROM (
                            SELECT s.set_id FROM unnest(sets) s (set_id) CROSS JOIN LATERAL (
                                SELECT b.* FROM places p CROSS JOIN LATERAL (
                                    SELECT j.priority, j.run_at, j.job_id FROM jobs j
                                    WHERE j.state = 0 AND j.analyzers = s.set_id AND j.priority = p.priority AND j.run_at >= p.since
                                    ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room) b
                                UNION ALL
                                SELECT b.* FROM gaps g CROSS JOIN LATERAL (
                                    SELECT j.priority, j.run_at, j.job_id FROM jobs j
                                    WHERE j.state = 0 AND j.analyzers = s.set_id AND j.priority BETWEEN g.low AND g.high
                                    ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room) b) b
                            ORDER BY b.priority DESC, b.run_at, b.job_id LIMIT room) c
                        GROUP BY c.set_id
                    LOOP
                        picked := picked || lock_ready(ARRAY[share.set_id], share.of_set, known, since);
                    END LOOP;
                    RETURN picked;
                END IF;
                FOR place IN 1..cardinality(known) LOOP
                    IF high > known[place] THEN
                        picked := picked || ARRAY(
                            SELECT ROW(j.job_id, j.bytes, j.ctid)::pick FROM jobs j
                            WHERE j.state = 0 AND j.analyzers = sets[1] AND j.priority > known[place] AND j.priority <= high
                            ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room - cardinality(picked) FOR UPDATE SKIP LOCKED);
                        IF cardinality(picked) >= room THEN RETURN picked; END IF;
                    END IF;
                    picked := picked || ARRAY(
                        SELECT ROW(j.job_id, j.bytes, j.ctid)::pick FROM jobs j
                        WHERE j.state = 0 AND j.analyzers = sets[1] AND j.priority = known[place] AND j.run_at >= since[place]
                        ORDER BY j.run_at, j.job_id LIMIT room - cardinality(picked) FOR UPDATE SKIP LOCKED);
                    IF cardinality(picked) >= room THEN RETURN picked; END IF;
                    high := known[place]::bigint - 1;
                END LOOP;
                RETURN picked || ARRAY(
                    SELECT ROW(j.job_id, j.bytes, j.ctid)::pick FROM jobs j WHERE j.state = 0 AND j.analyzers = sets[1] AND j.priority <= high
                    ORDER BY j.priority DESC, j.run_at, j.job_id LIMIT room - cardinality(picked) FOR UPDATE SKIP LOCKED);
            END $$;

            -- Tokens are drawn ahead: a worker whose claim got no answer knows by which token to look for what it may have got.
            CREATE FUNCTION reserve_tokens(wanted integer) RETURNS bigint[] LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS
            $$ SELECT ARRAY(SELECT nextval('claim_tokens') FROM generate_series(1, least(wanted, 10000))) $$;

            -- Every claim has a token that was never used before, `fresh` if the worker drew it ahead. Where it need not look is told by
            -- `known` and `since`, see lock_ready. When fewer came than there is room, the last row holds no job but the seconds until the
            -- next scheduled one is due, and as `run_at` the time up to which everything is now taken. Planner settings are pinned: a plan
            -- made while the table was small would otherwise scan the whole of it once a million jobs wait.
            CREATE FUNCTION claim(
                worker bigint, room integer, fresh bigint DEFAULT NULL, known integer[] DEFAULT '{}', since timestamptz[] DEFAULT '{}')
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
                began CONSTANT timestamptz := clock_timestamp();
                due record;
                able text[];
                sets integer[];
                picked pick[];
                large boolean := false;
                returned bigint;
            BEGIN
                SELECT w.keys INTO able FROM worker_leases w
                WHERE w.worker_id = claim.worker AND w.ended_at IS NULL AND w.lease_until > clock_timestamp();
                IF NOT FOUND OR room < 1 OR (SELECT c.paused FROM control c) THEN RETURN; END IF;

                sets := ARRAY(SELECT 0 UNION ALL SELECT s.set_id FROM analyzer_sets s WHERE s.keys <@ able);
                picked := lock_ready(sets, room, known, since);
                IF cardinality(picked) < room AND EXISTS (SELECT FROM jobs j WHERE j.state = 1 AND j.run_at <= clock_timestamp()) THEN
                    SELECT * INTO due FROM promote_due();
                    IF due.promoted > 0 THEN
                        picked := picked || lock_ready(
                            sets, room - cardinality(picked), known, ARRAY(SELECT least(s, due.due_since) FROM unnest(since) s));
                    END IF;
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
                    -- The lock keeps a rescuer from ending this worker while it claims: it would miss what is claimed here. A claim that
                    -- finds nothing takes none, and so commits without writing.
                    PERFORM FROM worker_leases w
                    WHERE w.worker_id = claim.worker AND w.ended_at IS NULL AND w.lease_until > clock_timestamp() FOR KEY SHARE;
                    IF NOT FOUND THEN RETURN; END IF;
                    RETURN QUERY
                    WITH taken AS (
                        UPDATE jobs j SET state = 2, attempt = j.attempt + 1, token = mine, worker = claim.worker, started_at = clock_timestamp()
                        -- A place is no identity: what stands there must be a job that this worker may have. The sum keeps the planner
                        -- from walking the index of ready jobs instead.
                        WHERE j.ctid = ANY (ARRAY(SELECT p.place FROM unnest(picked) p)) AND j.state + 0 = 0 AND j.analyzers = ANY (sets)
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
                    FROM taken t CROSS JOIN LATERAL (SELECT * FROM articles r WHERE r.article_id = t.article_id LIMIT 1) a;
                    GET DIAGNOSTICS returned = ROW_COUNT;
                    IF returned < cardinality(picked) THEN
                        -- The article was removed behind the trigger's back (TRUNCATE, disabled triggers).
                        PERFORM end_without_article(ARRAY(SELECT p.job_id FROM unnest(picked) p));
                    END IF;
                END IF;
                IF cardinality(picked) < room AND NOT large THEN
                    RETURN QUERY SELECT NULL::bigint, NULL::bigint, NULL::bigint, NULL::text, NULL::integer, NULL::text, NULL::text, NULL::text,
                        NULL::text, NULL::double precision, NULL::text, NULL::text[], NULL::smallint, NULL::smallint, NULL::smallint,
                        NULL::boolean, NULL::integer, began, NULL::text[], NULL::text[],
                        (SELECT greatest(extract(epoch FROM j.run_at - clock_timestamp()), 0)::double precision
                         FROM jobs j WHERE j.state = 1 ORDER BY j.run_at LIMIT 1);
                END IF;
            END $$;

            -- What a claim that starts at these places would miss: the first ready job before each.
            CREATE FUNCTION late_jobs(worker bigint, known integer[], since timestamptz[]) RETURNS TABLE (priority integer, run_at timestamptz)
                LANGUAGE plpgsql STABLE SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
            #variable_conflict use_column
            DECLARE
                sets CONSTANT integer[] := ARRAY(
                    SELECT 0 UNION ALL SELECT s.set_id FROM analyzer_sets s
                    WHERE s.keys <@ (SELECT w.keys FROM worker_leases w WHERE w.worker_id = late_jobs.worker));
            BEGIN
                RETURN QUERY SELECT k.priority, min(l.run_at)
                FROM unnest(known, late_jobs.since) k (priority, since) CROSS JOIN unnest(sets) s (set_id) CROSS JOIN LATERAL (
                    SELECT j.run_at FROM jobs j
                    WHERE j.state = 0 AND j.analyzers = s.set_id AND j.priority = k.priority AND j.run_at < k.since
                    ORDER BY j.run_at, j.job_id LIMIT 1) l
                GROUP BY k.priority;
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
