extension MigrationStep {
    /// The doorbell and the locks that say who sleeps and who lives.
    static let doorbell = MigrationStep(
        version: 3, name: "doorbell and session locks",
        sql: #"""
            -- Advisory locks and channels belong to the whole database: the oid of this schema's control table keeps schemas apart.
            CREATE FUNCTION bell_channel() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS
            $$ SELECT 'dragoman_' || 'control'::regclass::oid || '_work' $$;
            CREATE FUNCTION control_channel() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS
            $$ SELECT 'dragoman_' || 'control'::regclass::oid || '_control' $$;

            -- Rings only if some worker sleeps, because NOTIFY takes a lock of the whole cluster at commit. Sleepers hold the lock
            -- shared. An enqueuer that probes at the same instant hides it, for as long as it takes to get a core back if it lost its
            -- own: then the lock cannot be had shared either, and it is worth half a millisecond to ask again. A sleeper stays.
            -- One expression takes and gives back, because a cancelled statement must not keep the lock.
            CREATE FUNCTION ring() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                bell CONSTANT integer := 'control'::regclass::oid::bigint::bit(32)::integer;
                somebody boolean;
                times integer := 0;
            BEGIN
                FOR attempt IN 1..20 LOOP
                    somebody := CASE WHEN pg_try_advisory_lock(1146241607, bell) THEN NOT pg_advisory_unlock(1146241607, bell)
                                WHEN pg_try_advisory_lock_shared(1146241607, bell) THEN pg_advisory_unlock_shared(1146241607, bell) END;
                    IF NOT somebody THEN RETURN; END IF;
                    IF somebody THEN
                        times := times + 1;
                        EXIT WHEN times = 3;
                    ELSE
                        PERFORM pg_sleep(0.0005);
                    END IF;
                END LOOP;
                PERFORM pg_notify(bell_channel(), '');
            END $$;

            -- A worker says on its LISTEN connection that it sleeps (true) or no longer does (false).
            CREATE FUNCTION publish_idle(idle boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                bell integer := 'control'::regclass::oid::bigint::bit(32)::integer;
            BEGIN
                IF idle THEN PERFORM pg_advisory_lock_shared(1146241607, bell);
                ELSE PERFORM pg_advisory_unlock_shared(1146241607, bell);
                END IF;
            END $$;

            CREATE FUNCTION worker_lock_key(worker bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS
            $$ SELECT ('control'::regclass::oid::bigint << 32) | (worker & 4294967295) $$;

            -- Which start of which server this is. A crash of a backend restarts the server inside the same postmaster and discards
            -- its statistics, whose reset time then tells.
            CREATE FUNCTION server_start() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS
            $$ SELECT greatest(pg_postmaster_start_time(), pg_stat_get_bgwriter_stat_reset_time()) $$;

            -- Held by each direct connection of a worker for as long as it lives: who finds it free knows the process is gone.
            CREATE FUNCTION hold_worker_lock(worker bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                PERFORM pg_advisory_lock_shared(worker_lock_key(worker));
                UPDATE worker_leases w SET locked_on = server_start(), lock_missing_since = NULL
                WHERE w.worker_id = worker AND w.ended_at IS NULL
                  AND (w.locked_on IS DISTINCT FROM server_start() OR w.lock_missing_since IS NOT NULL);
            END $$;
            """#)
}
