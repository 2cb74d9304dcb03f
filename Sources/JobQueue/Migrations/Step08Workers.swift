extension MigrationStep {
    /// Workers: registration, lease, rescue.
    static let workers = MigrationStep(
        version: 8, name: "workers, leases, rescue",
        sql: #"""
            CREATE FUNCTION register_worker(
                name text, version text, host text, analyzers jsonb, concurrency integer, lease double precision, max_crashes integer
            ) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                INSERT INTO worker_leases (name, version, host, analyzers, keys, concurrency, max_crashes, lease, lease_until)
                VALUES (name, version, host, analyzers, ARRAY(SELECT jsonb_object_keys(analyzers)), concurrency, max_crashes,
                        make_interval(secs => lease), clock_timestamp() + make_interval(secs => lease))
                RETURNING worker_id
            $$;

            -- The one suspect a worker is about to run; a crash is then charged to it and nobody else. NULL when it ended.
            CREATE FUNCTION mark_suspect(worker bigint, job bigint, token bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT AS $$
            BEGIN
                UPDATE worker_leases w SET suspect_job = job, suspect_token = token WHERE w.worker_id = worker AND w.ended_at IS NULL;
                RETURN FOUND;
            END $$;

            -- Takes back what a dead worker held. All its jobs return as suspects, uncharged, except the one it had marked: that one
            -- is charged a crash, unless the process seems to live (`died` is false: it was stopped). A lock that is free shows a cut
            -- connection as well as a death, and the worker may be back at once: the marked job is left to it until its lease is over.
            -- Rows that are just being settled are skipped. While any job is left the worker's row stays, for the next who looks.
            CREATE FUNCTION rescue(gone worker_leases, died boolean, OUT rescued integer, OUT quarantined integer) LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT AS $$
            DECLARE
                is_over CONSTANT boolean := gone.lease_until < clock_timestamp();
                held bigint[] := ARRAY(
                    SELECT j.job_id FROM jobs j
                    WHERE j.worker = gone.worker_id AND j.state = 2
                      AND (is_over OR j.job_id IS DISTINCT FROM gone.suspect_job OR j.token IS DISTINCT FROM gone.suspect_token)
                    ORDER BY j.job_id FOR UPDATE SKIP LOCKED);
            BEGIN
                WITH charged AS (
                    UPDATE jobs j SET crashes = j.crashes + 1
                    WHERE died AND j.job_id = ANY (held) AND j.job_id = gone.suspect_job AND j.token = gone.suspect_token
                    RETURNING j.*)
                INSERT INTO failures (job_id, article_id, attempt, code, message, worker)
                SELECT c.job_id, c.article_id, c.attempt, 'crash',
                       format('the worker process ended while it ran this job alone (crash %s of %s)', c.crashes, gone.max_crashes), gone.name
                FROM charged c;

                WITH taken AS (
                    DELETE FROM jobs j
                    WHERE died AND j.job_id = ANY (held) AND j.job_id = gone.suspect_job AND j.token = gone.suspect_token
                      AND j.crashes >= gone.max_crashes
                    RETURNING j.*)
                INSERT INTO history_kept (job_id, article_id, run_at, enqueued_at, started_at, worker, priority, analyzers, state,
                                          attempt, max_attempts, crashes)
                SELECT job_id, article_id, run_at, enqueued_at, started_at, worker, priority, analyzers, 5, attempt, max_attempts, crashes
                FROM taken;
                GET DIAGNOSTICS quarantined = ROW_COUNT;

                UPDATE jobs j SET state = 0, suspect = true, attempt = j.attempt - 1, worker = NULL, started_at = NULL, token = NULL
                WHERE j.job_id = ANY (held);
                GET DIAGNOSTICS rescued = ROW_COUNT;

                IF NOT EXISTS (SELECT FROM jobs j WHERE j.worker = gone.worker_id AND j.state = 2) THEN
                    UPDATE worker_leases w SET ended_at = clock_timestamp(), ending = 'rescued', suspect_job = NULL, suspect_token = NULL
                    WHERE w.worker_id = gone.worker_id;
                ELSIF quarantined > 0 OR gone.suspect_job = ANY (held) THEN
                    UPDATE worker_leases w SET suspect_job = NULL, suspect_token = NULL WHERE w.worker_id = gone.worker_id;
                END IF;
            END $$;

            -- Looks for dead workers: a lease that ran out, or a session lock that has been free for a second.
            CREATE FUNCTION rescue_dead(looker bigint, OUT rescued integer, OUT quarantined integer) LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT AS $$
            DECLARE
                other worker_leases;
                again worker_leases;
                free boolean;
                part record;
            BEGIN
                rescued := 0;
                quarantined := 0;
                FOR other IN SELECT w.* FROM worker_leases w WHERE w.ended_at IS NULL AND w.worker_id <> looker ORDER BY w.worker_id LOOP
                    free := other.locked_on = server_start()
                        AND CASE WHEN pg_try_advisory_lock(worker_lock_key(other.worker_id))
                            THEN pg_advisory_unlock(worker_lock_key(other.worker_id)) ELSE false END;
                    -- Nothing is locked or written about a worker that is well.
                    CONTINUE WHEN other.lease_until >= clock_timestamp() AND free IS NOT TRUE AND other.lock_missing_since IS NULL;
                    SELECT w.* INTO again FROM worker_leases w
                    WHERE w.worker_id = other.worker_id AND w.ended_at IS NULL FOR UPDATE SKIP LOCKED;
                    CONTINUE WHEN NOT FOUND;
                    IF again.lease_until < clock_timestamp()
                        OR (free AND again.locked_on = server_start() AND again.lock_missing_since < clock_timestamp() - interval '0.9 s') THEN
                        -- A lock that is free shows that the process died; one that was never taken (behind a pooler) leaves the lease to
                        -- tell; after a restart of the server neither does.
                        SELECT * INTO part FROM rescue(again, coalesce(free, again.locked_on IS NULL));
                        rescued := rescued + part.rescued;
                        quarantined := quarantined + part.quarantined;
                    ELSIF free AND again.lock_missing_since IS NULL THEN
                        UPDATE worker_leases w SET lock_missing_since = clock_timestamp() WHERE w.worker_id = again.worker_id;
                    ELSIF free IS NOT TRUE AND again.lock_missing_since IS NOT NULL THEN
                        UPDATE worker_leases w SET lock_missing_since = NULL WHERE w.worker_id = again.worker_id;
                    END IF;
                END LOOP;
            END $$;

            -- One round trip a beat: renew, promote, rescue, and what the worker must know. `lost` alternates job and token.
            CREATE FUNCTION tend(worker bigint, job_ids bigint[], tokens bigint[]) RETURNS TABLE (
                lease_held boolean, lost text[], paused boolean, rescued integer, promoted integer, quarantined integer
            ) LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_hashjoin = off SET enable_mergejoin = off SET lock_timeout = '2s' AS $$
            #variable_conflict use_variable
            DECLARE
                until timestamptz;
            BEGIN
                -- Written only when a quarter of the lease is gone: a beat each second must not mean a write each second.
                SELECT w.lease_until INTO until FROM worker_leases w
                WHERE w.worker_id = worker AND w.ended_at IS NULL AND w.lock_missing_since IS NULL
                  AND w.lease_until > clock_timestamp() + w.lease * 0.75;
                lease_held := FOUND;
                IF NOT lease_held THEN
                    UPDATE worker_leases w SET lease_until = clock_timestamp() + w.lease, lock_missing_since = NULL
                    WHERE w.worker_id = worker AND w.ended_at IS NULL;
                    lease_held := FOUND;
                END IF;
                promoted := (SELECT d.promoted FROM promote_due() d);
                SELECT r.rescued, r.quarantined INTO rescued, quarantined FROM rescue_dead(worker) r;
                IF promoted > 0 OR rescued > 0 THEN PERFORM ring(); END IF;
                lost := ARRAY(
                    SELECT v FROM unnest(job_ids, tokens) i (job_id, token) CROSS JOIN LATERAL unnest(ARRAY[i.job_id::text, i.token::text]) v
                    -- As settle does: no join with jobs.
                    WHERE (SELECT true FROM jobs j WHERE j.job_id = i.job_id AND j.token = i.token AND j.state = 2) IS NULL);
                SELECT c.paused INTO paused FROM control c;
                RETURN NEXT;
            END $$;

            -- A worker that claims no more, but still finishes what it runs.
            CREATE FUNCTION announce_drain(worker bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                UPDATE worker_leases w SET draining_since = clock_timestamp()
                WHERE w.worker_id = worker AND w.ended_at IS NULL AND w.draining_since IS NULL
            $$;

            -- A worker that leaves in order. What it still held, which should be nothing, goes back uncharged.
            CREATE FUNCTION deregister_worker(worker bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                left_over integer;
            BEGIN
                PERFORM FROM worker_leases w WHERE w.worker_id = worker AND w.ended_at IS NULL FOR UPDATE;
                IF NOT FOUND THEN RETURN false; END IF;
                -- In the order of settlements, that of places: one may be under way on another connection of the worker's.
                UPDATE jobs j SET state = 0, attempt = j.attempt - 1, token = NULL, worker = NULL, started_at = NULL
                WHERE j.job_id = ANY (ARRAY(
                    SELECT k.job_id FROM jobs k WHERE k.worker = deregister_worker.worker AND k.state = 2 ORDER BY k.ctid FOR UPDATE));
                GET DIAGNOSTICS left_over = ROW_COUNT;
                UPDATE worker_leases w SET ended_at = clock_timestamp(), ending = 'left', suspect_job = NULL, suspect_token = NULL
                WHERE w.worker_id = worker;
                IF left_over > 0 THEN PERFORM ring(); END IF;
                RETURN true;
            END $$;

            -- Live jobs by state and set, from a part of the table's pages. All of them are read fastest without TABLESAMPLE.
            CREATE FUNCTION count_live(share double precision)
            RETURNS TABLE (state smallint, analyzers integer, jobs double precision, seen bigint, oldest timestamptz)
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = on AS $$
            #variable_conflict use_column
            BEGIN
                IF share < 1 THEN
                    RETURN QUERY SELECT j.state, j.analyzers, count(*) / share, count(*), min(j.run_at)
                    FROM jobs j TABLESAMPLE SYSTEM (100 * share) REPEATABLE (1) GROUP BY j.state, j.analyzers;
                ELSE
                    RETURN QUERY SELECT j.state, j.analyzers, count(*)::double precision, count(*), min(j.run_at)
                    FROM jobs j GROUP BY j.state, j.analyzers;
                END IF;
            END $$;

            -- What the metrics show: live jobs by state, age of the oldest ready one, ready jobs that no live worker can run. Each worker
            -- asks every ten seconds, so that it must stay cheap: counts are exact up to some 60,000 live jobs (1,024 pages); above they
            -- are estimated from as many pages, always the same ones, to within a few percent for states with many jobs. Few jobs in
            -- many pages are counted: none means none.
            CREATE FUNCTION depth(OUT ready bigint, OUT scheduled bigint, OUT running bigint, OUT oldest_ready double precision,
                                  OUT unclaimable bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off AS $$
            DECLARE
                share double precision := least(1, 1024.0 * current_setting('block_size')::integer / greatest(pg_relation_size('jobs'), 1));
                seen bigint;
                oldest timestamptz;
            BEGIN
                LOOP
                    WITH counted AS MATERIALIZED (SELECT * FROM count_live(share))
                    SELECT coalesce(sum(c.seen), 0), coalesce(sum(c.jobs) FILTER (WHERE c.state = 0), 0),
                           coalesce(sum(c.jobs) FILTER (WHERE c.state = 1), 0), coalesce(sum(c.jobs) FILTER (WHERE c.state = 2), 0),
                           coalesce(sum(c.jobs) FILTER (WHERE c.state = 0 AND NOT EXISTS (
                               SELECT FROM worker_leases w
                               WHERE w.ended_at IS NULL AND w.lease_until > clock_timestamp()
                                 AND (c.analyzers = 0 OR (SELECT s.keys FROM analyzer_sets s WHERE s.set_id = c.analyzers) <@ w.keys))), 0),
                           min(c.oldest) FILTER (WHERE c.state = 0)
                    INTO seen, ready, scheduled, running, unclaimable, oldest FROM counted c;
                    EXIT WHEN share = 1 OR seen >= 1000;
                    share := 1;
                END LOOP;
                IF share < 1 THEN
                    -- Along the index from one set and priority to the next, at most 200 of them: the first of each is its oldest.
                    WITH RECURSIVE heads AS (
                        (SELECT j.analyzers, j.priority, j.run_at FROM jobs j WHERE j.state = 0
                         ORDER BY j.analyzers, j.priority DESC, j.run_at LIMIT 1)
                        UNION ALL
                        SELECT n.* FROM heads h CROSS JOIN LATERAL (
                            (SELECT j.analyzers, j.priority, j.run_at FROM jobs j
                             WHERE j.state = 0 AND j.analyzers = h.analyzers AND j.priority < h.priority
                             ORDER BY j.priority DESC, j.run_at LIMIT 1)
                            UNION ALL
                            (SELECT j.analyzers, j.priority, j.run_at FROM jobs j WHERE j.state = 0 AND j.analyzers > h.analyzers
                             ORDER BY j.analyzers, j.priority DESC, j.run_at LIMIT 1)
                            LIMIT 1) n)
                    SELECT min(o.run_at) INTO oldest FROM (SELECT h.run_at FROM heads h LIMIT 200) o;
                END IF;
                oldest_ready := extract(epoch FROM clock_timestamp() - oldest);
            END $$;
            """#)
}
