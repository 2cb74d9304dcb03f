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

            -- One article. The plain case comes first and is written for speed: each expression and each function named costs a new
            -- transaction up to a microsecond, called or not. Hence one condition for all that is out of the ordinary, and a bell that is
            -- looked for and rung in RETURNING.
            CREATE FUNCTION enqueue(
                body text, title text DEFAULT NULL, key text DEFAULT NULL, url text DEFAULT NULL, language text DEFAULT NULL,
                published_at timestamptz DEFAULT NULL, metadata jsonb DEFAULT '{}', analyzers text[] DEFAULT NULL,
                priority integer DEFAULT 0, run_at timestamptz DEFAULT now(), max_attempts integer DEFAULT 5
            ) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            #variable_conflict use_column
            DECLARE
                new_article bigint;
                new_job bigint;
                known_job bigint;
                known_version integer;
                is_same boolean;
                is_later boolean;
                nothing boolean;
            BEGIN
                IF (enqueue.key IS NULL AND enqueue.analyzers IS NULL AND enqueue.body IS NOT NULL
                    AND enqueue.max_attempts >= 1 AND enqueue.max_attempts <= 1000
                    AND enqueue.run_at = now()) IS TRUE THEN
                    INSERT INTO articles (title, body, url, language, published_at, metadata)
                    VALUES (enqueue.title, enqueue.body, enqueue.url, enqueue.language, enqueue.published_at, coalesce(enqueue.metadata, '{}'))
                    RETURNING article_id, job_id INTO new_article, new_job;
                    INSERT INTO jobs (job_id, article_id, bytes, run_at, priority, max_attempts)
                    VALUES (new_job, new_article, octet_length(enqueue.body), enqueue.run_at, coalesce(enqueue.priority, 0),
                            enqueue.max_attempts)
                    -- The first of the probes that ring() makes.
                    RETURNING CASE WHEN pg_try_advisory_lock(1146241607, 'control'::regclass::oid::bigint::bit(32)::integer)
                        THEN pg_advisory_unlock(1146241607, 'control'::regclass::oid::bigint::bit(32)::integer)
                        ELSE ring() IS NULL END INTO nothing;
                    RETURN new_job;
                END IF;

                IF enqueue.body IS NULL THEN
                    RAISE EXCEPTION 'body is NULL: an article needs a text, though it may be empty' USING ERRCODE = 'null_value_not_allowed';
                END IF;
                IF enqueue.max_attempts < 1 OR enqueue.max_attempts > 1000 THEN
                    RAISE EXCEPTION 'max_attempts is %: it must lie between 1 and 1000', enqueue.max_attempts
                        USING ERRCODE = 'invalid_parameter_value';
                END IF;
                IF NOT isfinite(enqueue.run_at) THEN
                    RAISE EXCEPTION 'run_at is %: it must be a finite time', enqueue.run_at USING ERRCODE = 'invalid_parameter_value';
                END IF;
                IF enqueue.key IS NULL THEN
                    INSERT INTO articles (title, body, url, language, published_at, metadata)
                    VALUES (enqueue.title, enqueue.body, enqueue.url, enqueue.language, enqueue.published_at, coalesce(enqueue.metadata, '{}'))
                    RETURNING article_id, job_id INTO new_article, new_job;
                ELSE
                    IF octet_length(enqueue.key) < 1 OR octet_length(enqueue.key) > 2000 THEN
                        RAISE EXCEPTION 'key is % bytes long: it must have 1 to 2000', octet_length(enqueue.key)
                            USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave it out for an article without a key.';
                    END IF;
                    -- Whoever loses the race for a version looks again and finds the winner's text.
                    LOOP
                        SELECT a.version, a.job_id, a.body = enqueue.body
                               AND (a.title = enqueue.title OR a.title IS NULL AND enqueue.title IS NULL) IS TRUE
                        INTO known_version, known_job, is_same
                        FROM articles a WHERE a.key = enqueue.key ORDER BY a.version DESC LIMIT 1;
                        IF is_same THEN RETURN known_job; END IF;
                        INSERT INTO articles (key, version, title, body, url, language, published_at, metadata)
                        VALUES (enqueue.key, coalesce(known_version, 0) + 1, enqueue.title, enqueue.body, enqueue.url,
                                enqueue.language, enqueue.published_at, coalesce(enqueue.metadata, '{}'))
                        ON CONFLICT (key, version) WHERE key IS NOT NULL DO NOTHING
                        RETURNING article_id, job_id INTO new_article, new_job;
                        EXIT WHEN FOUND;
                    END LOOP;
                END IF;
                is_later := (enqueue.run_at > now()) IS TRUE;
                INSERT INTO jobs (job_id, article_id, bytes, run_at, priority, analyzers, state, max_attempts)
                VALUES (new_job, new_article, octet_length(enqueue.body), coalesce(enqueue.run_at, now()),
                        coalesce(enqueue.priority, 0), CASE WHEN enqueue.analyzers IS NULL THEN 0 ELSE analyzer_set(enqueue.analyzers) END,
                        CASE WHEN is_later THEN 1 ELSE 0 END, coalesce(enqueue.max_attempts, 5));
                -- A job for later rings nobody: workers learn of it when they tend.
                IF NOT is_later THEN PERFORM ring(); END IF;
                RETURN new_job;
            END $$;
            """#)
}
