extension MigrationStep {
    /// `explain_job`: why a job is where it is.
    static let explain = MigrationStep(
        version: 11, name: "explain_job",
        sql: #"""
            CREATE FUNCTION explain_job(job_id bigint) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                job jobs;
                status record;
                wanted text[];
                missing text[];
                holder record;
                locker record;
                ahead bigint;
                room bigint;
                tail text;
            BEGIN
                SELECT s.* INTO status FROM job_status s WHERE s.job_id = explain_job.job_id LIMIT 1;
                IF NOT FOUND THEN
                    RETURN format('There is no job %s: it was never enqueued, its transaction has not committed, or its history is past retention.',
                                  explain_job.job_id);
                END IF;
                IF status.state = 'done' THEN
                    RETURN format('Job %s is done since %s, after attempt %s of %s%s.', status.job_id, status.finished_at, status.attempt,
                                  status.max_attempts, coalesce(' by ' || status.worker, ''));
                ELSIF status.state = 'failed' THEN
                    RETURN format('Job %s failed at %s, after attempt %s of %s. Last error: %s. Run retry(%s) to try again.', status.job_id,
                                  status.finished_at, status.attempt, status.max_attempts, coalesce(status.last_error, 'none recorded'), status.job_id);
                ELSIF status.state = 'quarantined' THEN
                    RETURN format('Job %s is quarantined since %s, because %s worker processes died while running it. Run retry(%s) to try again.',
                                  status.job_id, status.finished_at, status.crashes, status.job_id);
                ELSIF status.state = 'cancelled' THEN
                    RETURN format('Job %s was cancelled at %s. Run retry(%s) to bring it back.', status.job_id, status.finished_at, status.job_id);
                END IF;

                SELECT j.* INTO job FROM jobs j WHERE j.job_id = explain_job.job_id;
                IF job.state = 2 THEN
                    SELECT w.* INTO holder FROM worker_leases w WHERE w.worker_id = job.worker;
                    IF holder.ended_at IS NOT NULL OR holder.lease_until < clock_timestamp() THEN
                        RETURN format('Job %s was claimed by %s at %s, whose lease has run out: another worker will take it back.', job.job_id,
                                      holder.name, job.started_at);
                    END IF;
                    RETURN format('Job %s has been claimed by %s since %s, attempt %s of %s.%s', job.job_id, holder.name, job.started_at,
                        job.attempt, job.max_attempts,
                        CASE WHEN job.suspect AND holder.suspect_job IS DISTINCT FROM job.job_id
                            THEN ' It is a suspect, because a worker died while holding it, and waits its turn to run alone.' ELSE '' END);
                END IF;

                -- What is said of a job that waits, in the order in which the causes must be gone.
                tail := CASE WHEN (SELECT c.paused FROM control c) THEN ' The queue is paused: run resume() to go on.' ELSE '' END;
                IF job.state = 1 THEN
                    IF job.attempt > 0 AND status.last_error IS NOT NULL THEN
                        RETURN format('Job %s is backing off until %s after attempt %s of %s. Last error: %s.%s', job.job_id, job.run_at, job.attempt,
                                      job.max_attempts, status.last_error, tail);
                    ELSIF job.run_at <= clock_timestamp() THEN
                        RETURN format('Job %s was scheduled for %s and is due: the next worker to look will make it ready.%s', job.job_id, job.run_at,
                                      coalesce(nullif(tail, ''), CASE WHEN EXISTS (SELECT FROM workers) THEN '' ELSE ' No worker is alive.' END));
                    END IF;
                    RETURN format('Job %s is scheduled for %s.%s', job.job_id, job.run_at, tail);
                END IF;
                IF tail <> '' THEN RETURN format('Job %s is ready.%s', job.job_id, tail); END IF;

                IF NOT EXISTS (SELECT FROM workers) THEN
                    RETURN format('Job %s is ready, but no worker is alive: start one with "dragoman run".', job.job_id);
                END IF;
                SELECT s.keys INTO wanted FROM analyzer_sets s WHERE s.set_id = job.analyzers;
                IF wanted IS NOT NULL AND NOT EXISTS (SELECT FROM workers w WHERE w.analyzers ?& wanted) THEN
                    SELECT array_agg(k ORDER BY k) INTO missing FROM unnest(wanted) k WHERE NOT EXISTS (SELECT FROM workers w WHERE w.analyzers ? k);
                    IF missing IS NULL THEN
                        RETURN format('Job %s is ready, but no live worker has all of its analyzers together: %s.', job.job_id,
                                      array_to_string(wanted, ', '));
                    END IF;
                    RETURN format('Job %s is ready, but no live worker has the analyzer %s.', job.job_id, array_to_string(missing, ', '));
                END IF;
                IF NOT EXISTS (SELECT FROM workers w WHERE w.draining_since IS NULL AND (wanted IS NULL OR w.analyzers ?& wanted)) THEN
                    RETURN format('Job %s is ready, but every live worker that could run it is draining: start another with "dragoman run".', job.job_id);
                END IF;
                -- Claims pass over rows that a foreign transaction has locked; its number stands in the row. A claim holds one for moments.
                SELECT l.pid, a.usename, a.xact_start INTO locker
                FROM jobs j
                JOIN pg_locks l ON l.locktype = 'transactionid' AND l.granted AND l.transactionid = j.xmax
                LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE j.job_id = job.job_id AND coalesce(a.xact_start < clock_timestamp() - interval '1 s', true);
                IF FOUND THEN
                    RETURN format('Job %s is ready, but its row is locked by a transaction of %s (process %s%s): it is claimed once that ends.',
                                  job.job_id, coalesce(locker.usename, 'somebody'), locker.pid, coalesce(', open since ' || locker.xact_start, ''));
                END IF;
                SELECT count(*) INTO ahead FROM jobs j
                WHERE j.state = 0 AND (-j.priority::bigint, j.run_at, j.job_id) < (-job.priority::bigint, job.run_at, job.job_id);
                SELECT sum(greatest(w.concurrency - w.running_jobs, 0)) INTO room FROM workers w
                WHERE w.draining_since IS NULL AND (wanted IS NULL OR w.analyzers ?& wanted);
                IF job.suspect THEN
                    tail := format(' It is a suspect, because a worker died while holding it (%s crashes of its own so far): suspects run one at a time.',
                                   job.crashes);
                END IF;
                IF room > 0 AND ahead = 0 THEN
                    RETURN format('Job %s is ready and next in line: a worker has room and will claim it within moments.%s', job.job_id, tail);
                END IF;
                RETURN format('Job %s is ready behind %s others, and %s.%s', job.job_id, ahead,
                    CASE WHEN room > 0 THEN 'workers have room' ELSE 'all workers that could run it are busy' END, tail);
            END $$;
            """#)
}
