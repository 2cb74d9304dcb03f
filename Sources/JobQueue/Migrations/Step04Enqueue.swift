extension MigrationStep {
    /// `enqueue`: one article.
    static let enqueue = MigrationStep(
        version: 4, name: "enqueue",
        sql: #"""
            -- The id of a set of analyzers, made when it is new. NULL means all of them: 0.
            CREATE FUNCTION analyzer_set(wanted text[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                sorted text[];
                bad text;
                found_id integer;
            BEGIN
                IF wanted IS NULL THEN RETURN 0; END IF;
                SELECT array_agg(DISTINCT k COLLATE "C" ORDER BY k COLLATE "C") INTO sorted FROM unnest(wanted) k;
                IF sorted IS NULL THEN
                    RAISE EXCEPTION 'analyzers is an empty array: name at least one analyzer, or pass NULL for all of them'
                        USING ERRCODE = 'invalid_parameter_value';
                END IF;
                SELECT k INTO bad FROM unnest(sorted) k WHERE k IS NULL OR k !~ '^[a-z][a-z0-9-]{0,62}$' LIMIT 1;
                IF FOUND THEN
                    RAISE EXCEPTION 'analyzers: % is not the key of an analyzer', coalesce(quote_literal(left(bad, 80)), 'NULL')
                        USING ERRCODE = 'invalid_parameter_value', HINT = 'Keys are lowercase letters, digits and hyphens, at most 63.';
                END IF;
                LOOP
                    SELECT s.set_id INTO found_id FROM analyzer_sets s WHERE s.keys = sorted;
                    IF FOUND THEN RETURN found_id; END IF;
                    -- Every claim looks at every set: keep a runaway enqueuer from making them without end.
                    IF (SELECT count(*) FROM analyzer_sets) >= 1000 THEN
                        RAISE EXCEPTION 'there are already 1000 different sets of analyzers'
                            USING ERRCODE = 'configuration_limit_exceeded', HINT = 'Enqueue with one of the sets in use.';
                    END IF;
                    INSERT INTO analyzer_sets (keys) VALUES (sorted) ON CONFLICT (keys) DO NOTHING RETURNING set_id INTO found_id;
                    IF FOUND THEN RETURN found_id; END IF;
                END LOOP;
            END $$;

            -- All that enqueue does besides its fast path: bad arguments, keys, sets of analyzers.
            CREATE FUNCTION enqueue_checked(
                body text, title text, key text, url text, language text, published_at timestamptz, metadata jsonb, analyzers text[],
                priority integer, run_at timestamptz, max_attempts integer
            ) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            #variable_conflict use_column
            DECLARE
                new_article bigint;
                new_job bigint;
                latest record;
                latest_version integer := 0;
            BEGIN
                IF enqueue_checked.body IS NULL THEN
                    RAISE EXCEPTION 'body is NULL: an article needs a text, though it may be empty' USING ERRCODE = 'null_value_not_allowed';
                END IF;
                IF enqueue_checked.max_attempts NOT BETWEEN 1 AND 1000 THEN
                    RAISE EXCEPTION 'max_attempts is %: it must lie between 1 and 1000', enqueue_checked.max_attempts
                        USING ERRCODE = 'invalid_parameter_value';
                END IF;
                IF NOT isfinite(enqueue_checked.run_at) THEN
                    RAISE EXCEPTION 'run_at is %: it must be a finite time', enqueue_checked.run_at USING ERRCODE = 'invalid_parameter_value';
                END IF;
                IF enqueue_checked.key IS NULL THEN
                    INSERT INTO articles (title, body, url, language, published_at, metadata)
                    VALUES (enqueue_checked.title, enqueue_checked.body, enqueue_checked.url, enqueue_checked.language,
                            enqueue_checked.published_at, coalesce(enqueue_checked.metadata, '{}'))
                    RETURNING article_id, job_id INTO new_article, new_job;
                ELSE
                    IF octet_length(enqueue_checked.key) NOT BETWEEN 1 AND 2000 THEN
                        RAISE EXCEPTION 'key is % bytes long: it must have 1 to 2000', octet_length(enqueue_checked.key)
                            USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave it out for an article without a key.';
                    END IF;
                    -- Whoever loses the race for a version looks again and finds the winner's text.
                    LOOP
                        SELECT a.version, a.title, a.body, a.job_id INTO latest
                        FROM articles a WHERE a.key = enqueue_checked.key ORDER BY a.version DESC LIMIT 1;
                        IF FOUND THEN
                            IF latest.title IS NOT DISTINCT FROM enqueue_checked.title AND latest.body = enqueue_checked.body THEN
                                RETURN latest.job_id;
                            END IF;
                            latest_version := latest.version;
                        END IF;
                        INSERT INTO articles (key, version, title, body, url, language, published_at, metadata)
                        VALUES (enqueue_checked.key, latest_version + 1, enqueue_checked.title, enqueue_checked.body, enqueue_checked.url,
                                enqueue_checked.language, enqueue_checked.published_at, coalesce(enqueue_checked.metadata, '{}'))
                        ON CONFLICT (key, version) WHERE key IS NOT NULL DO NOTHING
                        RETURNING article_id, job_id INTO new_article, new_job;
                        EXIT WHEN FOUND;
                    END LOOP;
                END IF;
                INSERT INTO jobs (job_id, article_id, bytes, run_at, priority, analyzers, state, max_attempts)
                VALUES (new_job, new_article, octet_length(enqueue_checked.body), coalesce(enqueue_checked.run_at, now()), coalesce(enqueue_checked.priority, 0),
                        CASE WHEN enqueue_checked.analyzers IS NULL THEN 0 ELSE analyzer_set(enqueue_checked.analyzers) END,
                        CASE WHEN enqueue_checked.run_at > now() THEN 1 ELSE 0 END, coalesce(enqueue_checked.max_attempts, 5));
                -- A job for later rings nobody: workers learn of it when they tend.
                IF enqueue_checked.run_at <= now() IS NOT FALSE THEN PERFORM ring(); END IF;
                RETURN new_job;
            END $$;

            -- The plain case is written for speed: two inserts and three expressions, because each expression of PL/pgSQL costs about
            -- a microsecond in a new transaction, and so does each function with a search_path of its own. Server CPU with 32 clients:
            -- 119 us a call, where bare inserts into twins of the tables take 100, and checking line by line and calling ring() 135.
            CREATE FUNCTION enqueue(
                body text, title text DEFAULT NULL, key text DEFAULT NULL, url text DEFAULT NULL, language text DEFAULT NULL,
                published_at timestamptz DEFAULT NULL, metadata jsonb DEFAULT '{}', analyzers text[] DEFAULT NULL,
                priority integer DEFAULT 0, run_at timestamptz DEFAULT now(), max_attempts integer DEFAULT 5
            ) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            #variable_conflict use_column
            DECLARE
                new_article bigint;
                new_job bigint;
                rings boolean;
            BEGIN
                IF enqueue.key IS NOT NULL OR enqueue.analyzers IS NOT NULL OR enqueue.body IS NULL
                    OR enqueue.max_attempts NOT BETWEEN 1 AND 1000 OR NOT isfinite(enqueue.run_at) THEN
                    RETURN enqueue_checked(enqueue.body, enqueue.title, enqueue.key, enqueue.url, enqueue.language, enqueue.published_at,
                                           enqueue.metadata, enqueue.analyzers, enqueue.priority, enqueue.run_at, enqueue.max_attempts);
                END IF;
                INSERT INTO articles (title, body, url, language, published_at, metadata)
                VALUES (enqueue.title, enqueue.body, enqueue.url, enqueue.language, enqueue.published_at, coalesce(enqueue.metadata, '{}'))
                RETURNING article_id, job_id INTO new_article, new_job;
                INSERT INTO jobs (job_id, article_id, bytes, run_at, priority, state, max_attempts)
                VALUES (new_job, new_article, octet_length(enqueue.body), coalesce(enqueue.run_at, now()), coalesce(enqueue.priority, 0),
                        CASE WHEN enqueue.run_at > now() THEN 1 ELSE 0 END, coalesce(enqueue.max_attempts, 5))
                -- The first of the probes that ring() makes.
                RETURNING state = 0 AND NOT CASE WHEN pg_try_advisory_lock(1146241607, 'control'::regclass::oid::bigint::bit(32)::integer)
                    THEN pg_advisory_unlock(1146241607, 'control'::regclass::oid::bigint::bit(32)::integer) ELSE false END INTO rings;
                IF rings THEN PERFORM ring(); END IF;
                RETURN new_job;
            END $$;
            """#)
}
