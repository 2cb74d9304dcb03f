extension MigrationStep {
    /// What people do to jobs and to the queue by SQL.
    static let control = MigrationStep(
        version: 9, name: "cancel, retry, reprioritize, pause, resume, reanalyze",
        sql: #"""
            CREATE FUNCTION cancel(job_id bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                taken jobs;
            BEGIN
                -- The row is gone at once: a worker that runs the job finds its token without a match and writes nothing.
                DELETE FROM jobs j WHERE j.job_id = cancel.job_id RETURNING j.* INTO taken;
                IF NOT FOUND THEN
                    RAISE NOTICE 'job % is not live: nothing to cancel', cancel.job_id;
                    RETURN false;
                END IF;
                INSERT INTO history_kept (job_id, article_id, run_at, enqueued_at, started_at, worker, priority, analyzers, state,
                                          attempt, max_attempts, crashes)
                VALUES (taken.job_id, taken.article_id, taken.run_at, taken.enqueued_at, taken.started_at, taken.worker, taken.priority,
                        taken.analyzers, 6, taken.attempt, taken.max_attempts, taken.crashes);
                IF taken.state = 2 THEN PERFORM pg_notify(control_channel(), ''); END IF;
                RETURN true;
            END $$;

            -- An ended job lives again under its id, as if enqueued now; a scheduled one is ready at once.
            CREATE FUNCTION retry(job_id bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                ended record;
            BEGIN
                UPDATE jobs j SET state = 0, run_at = least(j.run_at, clock_timestamp()) WHERE j.job_id = retry.job_id AND j.state = 1;
                IF FOUND THEN
                    PERFORM ring();
                    RETURN true;
                END IF;
                IF NOT EXISTS (
                    SELECT FROM articles a
                    WHERE a.article_id = coalesce((SELECT h.article_id FROM history_kept h WHERE h.job_id = retry.job_id),
                                                  (SELECT h.article_id FROM history_done h WHERE h.job_id = retry.job_id LIMIT 1))) THEN
                    RAISE NOTICE 'job % cannot be retried: it is ready or running, unknown, or its article is gone', retry.job_id;
                    RETURN false;
                END IF;
                DELETE FROM history_kept h WHERE h.job_id = retry.job_id
                RETURNING h.job_id, h.article_id, h.token, h.priority, h.analyzers, h.max_attempts INTO ended;
                IF NOT FOUND THEN
                    DELETE FROM history_done h WHERE h.job_id = retry.job_id
                    RETURNING h.job_id, h.article_id, h.token, h.priority, h.analyzers, h.max_attempts INTO ended;
                END IF;
                IF ended.job_id IS NULL THEN RETURN false; END IF;
                INSERT INTO jobs (job_id, article_id, bytes, run_at, enqueued_at, token, priority, analyzers, max_attempts)
                VALUES (ended.job_id, ended.article_id,
                        (SELECT octet_length(a.body) FROM articles a WHERE a.article_id = ended.article_id), clock_timestamp(), clock_timestamp(), ended.token, ended.priority, ended.analyzers,
                        ended.max_attempts)
                ON CONFLICT DO NOTHING;
                PERFORM ring();
                RETURN true;
            END $$;

            CREATE FUNCTION reprioritize(job_id bigint, priority integer) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT AS $$
            BEGIN
                IF reprioritize.priority IS NULL THEN
                    RAISE EXCEPTION 'priority is NULL: it must be an integer' USING ERRCODE = 'null_value_not_allowed';
                END IF;
                UPDATE jobs j SET priority = reprioritize.priority WHERE j.job_id = reprioritize.job_id;
                IF NOT FOUND THEN RAISE NOTICE 'job % is not live: nothing to reprioritize', reprioritize.job_id; END IF;
                RETURN FOUND;
            END $$;

            CREATE FUNCTION pause() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                UPDATE control SET paused = true, changed_at = clock_timestamp() WHERE NOT paused;
                IF NOT FOUND THEN
                    RAISE NOTICE 'the queue is already paused';
                    RETURN false;
                END IF;
                PERFORM pg_notify(control_channel(), '');
                RETURN true;
            END $$;

            CREATE FUNCTION resume() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                UPDATE control SET paused = false, changed_at = clock_timestamp() WHERE paused;
                IF NOT FOUND THEN
                    RAISE NOTICE 'the queue is not paused';
                    RETURN false;
                END IF;
                PERFORM pg_notify(control_channel(), '');
                PERFORM pg_notify(bell_channel(), '');
                RETURN true;
            END $$;

            CREATE FUNCTION is_paused() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS
            $$ SELECT c.paused FROM control c $$;

            -- Jobs for the newest version of every article whose finding is missing, or below a revision, unless a live job includes it.
            CREATE FUNCTION reanalyze(analyzer text, below_revision integer DEFAULT NULL, since timestamptz DEFAULT NULL,
                                      priority integer DEFAULT -10) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT AS $$
            DECLARE
                set_wanted CONSTANT integer := analyzer_set(ARRAY[reanalyze.analyzer]);
                made bigint;
            BEGIN
                INSERT INTO jobs (job_id, article_id, bytes, run_at, priority, analyzers)
                SELECT nextval('job_ids'), wanted.article_id, wanted.bytes, now(), coalesce(reanalyze.priority, -10), set_wanted
                FROM (
                    SELECT a.article_id, octet_length(a.body) AS bytes FROM articles a
                    WHERE (reanalyze.since IS NULL OR a.enqueued_at >= reanalyze.since)
                      AND NOT EXISTS (SELECT FROM articles n WHERE n.key = a.key AND n.version > a.version)
                      AND NOT EXISTS (SELECT FROM findings f WHERE f.article_id = a.article_id AND f.analyzer = reanalyze.analyzer
                                      AND (below_revision IS NULL OR f.revision >= below_revision))
                      AND NOT EXISTS (SELECT FROM jobs j WHERE j.article_id = a.article_id
                                      AND (j.analyzers = 0 OR j.analyzers IN (
                                          SELECT s.set_id FROM analyzer_sets s WHERE reanalyze.analyzer = ANY (s.keys))))
                    ORDER BY a.article_id) wanted;
                GET DIAGNOSTICS made = ROW_COUNT;
                IF made > 0 THEN PERFORM ring(); END IF;
                RETURN made;
            END $$;
            """#)
}
