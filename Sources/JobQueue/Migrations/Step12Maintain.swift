extension MigrationStep {
    /// `maintain`: partitions ahead, retention behind.
    static let maintain = MigrationStep(
        version: 12, name: "maintain",
        sql: #"""
            -- Safe to call by many at once, and never fails its caller: what a lock keeps it from doing now, the next call does.
            -- Days are those of UTC. Answers what it did and what it had to leave, for the log.
            CREATE FUNCTION maintain(retention interval) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET lock_timeout = '50ms' SET timezone = 'UTC' AS $$
            DECLARE
                first_kept CONSTANT timestamptz := date_trunc('day', clock_timestamp() - retention);
                day timestamptz;
                part record;
                report text := '';
                count bigint;
            BEGIN
                IF NOT pg_try_advisory_xact_lock(1146242414, 'control'::regclass::oid::bigint::bit(32)::integer) THEN RETURN 'another worker is at it'; END IF;

                BEGIN
                    DELETE FROM history_done_default h WHERE h.ctid = ANY (ARRAY(
                        SELECT d.ctid FROM history_done_default d WHERE d.finished_at < first_kept LIMIT 10000));
                    DELETE FROM failures f WHERE f.failure_id = ANY (ARRAY(
                        SELECT x.failure_id FROM failures x
                        WHERE x.failed_at < first_kept AND NOT EXISTS (SELECT FROM jobs j WHERE j.job_id = x.job_id)
                          AND NOT EXISTS (SELECT FROM history_kept k WHERE k.job_id = x.job_id)
                        ORDER BY x.failure_id LIMIT 10000));
                    DELETE FROM worker_leases w WHERE w.ended_at < first_kept - interval '1 day'
                        AND NOT EXISTS (SELECT FROM history_kept k WHERE k.worker = w.worker_id);
                    -- A job held by a worker that has ended should not exist; if it does, it must not wait for ever.
                    UPDATE jobs j SET state = 0, attempt = j.attempt - 1, token = NULL, worker = NULL, started_at = NULL
                    WHERE j.job_id = ANY (ARRAY(
                        SELECT o.job_id FROM jobs o WHERE o.state = 2
                          AND NOT EXISTS (SELECT FROM worker_leases w WHERE w.worker_id = o.worker AND w.ended_at IS NULL)
                        ORDER BY o.job_id FOR UPDATE SKIP LOCKED));
                    GET DIAGNOSTICS count = ROW_COUNT;
                    IF count > 0 THEN report := report || format('freed %s stray jobs; ', count); PERFORM ring(); END IF;
                EXCEPTION WHEN OTHERS THEN
                    report := report || format('could not clear old rows: %s; ', SQLERRM);
                END;
                FOR day IN SELECT generate_series(date_trunc('day', clock_timestamp()), date_trunc('day', clock_timestamp()) + interval '7 days',
                                                  interval '1 day') LOOP
                    -- A day whose rows already went into the net stays there: moving them would be one long transaction.
                    CONTINUE WHEN to_regclass(format('history_done_%s', to_char(day, 'YYYYMMDD'))) IS NOT NULL
                        OR EXISTS (SELECT FROM history_done_default h WHERE h.finished_at >= day AND h.finished_at < day + interval '1 day');
                    BEGIN
                        EXECUTE format('CREATE TABLE %I (LIKE history_done INCLUDING DEFAULTS)', 'history_done_' || to_char(day, 'YYYYMMDD'));
                        -- ATTACH takes a weaker lock on the parent than CREATE TABLE … PARTITION OF: settles go on.
                        EXECUTE format('ALTER TABLE history_done ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                                       'history_done_' || to_char(day, 'YYYYMMDD'), day, day + interval '1 day');
                        report := report || format('made %s; ', to_char(day, 'YYYY-MM-DD'));
                    EXCEPTION WHEN OTHERS THEN
                        report := report || format('could not make %s: %s; ', to_char(day, 'YYYY-MM-DD'), SQLERRM);
                    END;
                END LOOP;

                FOR part IN
                    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                    WHERE i.inhparent = 'history_done'::regclass AND c.relname ~ '^history_done_[0-9]{8}$'
                      AND to_date(right(c.relname, 8), 'YYYYMMDD')::timestamptz < first_kept
                    ORDER BY c.relname
                LOOP
                    BEGIN
                        -- TRUNCATE locks the one old partition and frees the space; the shell goes when the parent is free to be locked.
                        EXECUTE format('TRUNCATE %I', part.relname);
                    EXCEPTION WHEN OTHERS THEN
                        report := report || format('could not empty %s: %s; ', part.relname, SQLERRM);
                    END;
                    BEGIN
                        EXECUTE format('DROP TABLE %I', part.relname);
                        report := report || format('dropped %s; ', part.relname);
                    EXCEPTION WHEN OTHERS THEN
                        report := report || format('could not drop %s: %s; ', part.relname, SQLERRM);
                    END;
                END LOOP;
                RETURN rtrim(report, '; ');
            END $$;
            SELECT maintain('7 days');
            """#)
}
