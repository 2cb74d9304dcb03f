extension MigrationStep {
    /// `enqueue_many`: a batch of articles in one statement.
    static let enqueueMany = MigrationStep(
        version: 5, name: "enqueue_many",
        sql: #"""
            -- Says what is wrong with the first bad element, or returns when all are good.
            CREATE FUNCTION check_articles(articles jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            DECLARE
                types CONSTANT jsonb := '{"body": "string", "title": "string", "key": "string", "url": "string", "language": "string",
                    "published_at": "string", "metadata": "any", "analyzers": "array", "priority": "number", "run_at": "string",
                    "max_attempts": "number"}';
                element jsonb;
                place integer := -1;
                field record;
            BEGIN
                FOR element IN SELECT e FROM jsonb_array_elements(articles) e LOOP
                    place := place + 1;
                    IF jsonb_typeof(element) <> 'object' THEN
                        RAISE EXCEPTION 'articles[%] is a JSON %: each element must be an object with the parameters of enqueue as its keys',
                            place, jsonb_typeof(element) USING ERRCODE = 'invalid_parameter_value';
                    END IF;
                    IF coalesce(jsonb_typeof(element -> 'body'), 'null') = 'null' THEN
                        RAISE EXCEPTION 'articles[%] has no body: an article needs a text, though it may be empty', place
                            USING ERRCODE = 'null_value_not_allowed';
                    END IF;
                    FOR field IN SELECT f.key AS name, jsonb_typeof(f.value) AS type FROM jsonb_each(element) f LOOP
                        IF NOT types ? field.name THEN
                            RAISE EXCEPTION 'articles[%] has the unknown key "%"', place, left(field.name, 80)
                                USING ERRCODE = 'invalid_parameter_value', HINT = 'The keys are the names of the parameters of enqueue.';
                        ELSIF types ->> field.name NOT IN ('any', field.type) AND field.type <> 'null' THEN
                            RAISE EXCEPTION 'articles[%].% is a JSON %: it must be a JSON %', place, field.name, field.type, types ->> field.name
                                USING ERRCODE = 'invalid_parameter_value';
                        END IF;
                    END LOOP;
                    BEGIN
                        PERFORM (element ->> 'priority')::integer, (element ->> 'published_at')::timestamptz;
                        IF (element ->> 'max_attempts')::integer NOT BETWEEN 1 AND 1000 THEN
                            RAISE EXCEPTION 'max_attempts must lie between 1 and 1000' USING ERRCODE = 'invalid_parameter_value';
                        ELSIF NOT isfinite((element ->> 'run_at')::timestamptz) THEN
                            RAISE EXCEPTION 'run_at must be a finite time' USING ERRCODE = 'invalid_parameter_value';
                        ELSIF octet_length(element ->> 'key') NOT BETWEEN 1 AND 2000 THEN
                            RAISE EXCEPTION 'key must have 1 to 2000 bytes' USING ERRCODE = 'invalid_parameter_value';
                        ELSIF jsonb_typeof(element -> 'analyzers') = 'array' THEN
                            PERFORM analyzer_set(ARRAY(SELECT jsonb_array_elements_text(element -> 'analyzers')));
                        END IF;
                    EXCEPTION WHEN data_exception OR configuration_limit_exceeded THEN
                        RAISE EXCEPTION 'articles[%]: %', place, SQLERRM USING ERRCODE = SQLSTATE;
                    END;
                END LOOP;
            END $$;

            -- The jobs of articles that were just made: parallel arrays, where a NULL array is a column of NULLs, which mean the defaults.
            CREATE FUNCTION make_jobs(
                ids bigint[], texts bigint[], sizes integer[], sets integer[], priorities integer[], run_ats timestamptz[], attempts integer[]
            ) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                -- unnest in the list of results streams; in FROM it would first copy everything aside.
                INSERT INTO jobs (job_id, article_id, bytes, run_at, priority, analyzers, state, max_attempts)
                SELECT x.job_id, x.article_id, x.bytes, coalesce(x.run_at, now()), coalesce(x.priority, 0), coalesce(x.set_id, 0),
                       CASE WHEN x.run_at > now() THEN 1 ELSE 0 END, coalesce(x.attempts, 5)
                FROM (SELECT unnest(ids) AS job_id, unnest(texts) AS article_id, unnest(sizes) AS bytes, unnest(sets) AS set_id,
                             unnest(priorities) AS priority, unnest(run_ats) AS run_at, unnest(attempts) AS attempts) x;
            END $$;

            -- The common part: parallel arrays, where a NULL array is a column of NULLs. Answers ids in the order of the input.
            CREATE FUNCTION enqueue_rows(
                bodies text[], titles text[], keys text[], urls text[], languages text[], published timestamptz[], metadata jsonb[],
                sets integer[], priorities integer[], run_ats timestamptz[], attempts integer[]
            ) RETURNS SETOF bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET work_mem = '256MB' AS $$
            #variable_conflict use_column
            DECLARE
                drawn bigint[];
                texts bigint[];
                sizes integer[];
                place bigint;
                ids bigint[];
                again record;
            BEGIN
                -- Bodies are looked at without being unpacked: a batch of them is large.
                place := array_position(bodies, NULL);
                IF place IS NULL AND NOT (keys IS NULL AND run_ats IS NULL AND attempts IS NULL) THEN
                    SELECT x.ord INTO place FROM unnest(keys, run_ats, attempts) WITH ORDINALITY x (key, run_at, attempts, ord)
                    WHERE octet_length(x.key) NOT BETWEEN 1 AND 2000 OR NOT isfinite(x.run_at) OR x.attempts NOT BETWEEN 1 AND 1000 LIMIT 1;
                END IF;
                IF place IS NOT NULL THEN
                    RAISE EXCEPTION 'article % of the batch has no body, a key that has not 1 to 2000 bytes, a run_at that is not finite, or max_attempts that is not between 1 and 1000',
                        place USING ERRCODE = 'invalid_parameter_value';
                END IF;
                IF keys IS NULL OR NOT EXISTS (SELECT FROM unnest(keys) k WHERE k IS NOT NULL) THEN
                    -- Ids are drawn row by row in the order of the input, so that their order gives it back.
                    WITH made AS (
                        INSERT INTO articles (title, body, url, language, published_at, metadata)
                        SELECT x.title, x.body, x.url, x.language, x.published, coalesce(x.metadata, '{}')
                        FROM (SELECT unnest(titles) AS title, unnest(bodies) AS body, unnest(urls) AS url, unnest(languages) AS language,
                                     unnest(published) AS published, unnest(metadata) AS metadata) x
                        RETURNING job_id, article_id, octet_length(body) AS bytes)
                    SELECT array_agg(m.job_id), array_agg(m.article_id), array_agg(m.bytes) INTO ids, texts, sizes
                    FROM (SELECT * FROM made ORDER BY job_id) m;
                    PERFORM make_jobs(ids, texts, sizes, sets, priorities, run_ats, attempts);
                ELSE
                    drawn := ARRAY(SELECT nextval('job_ids') FROM generate_series(1, cardinality(bodies)));
                    -- A key that comes twice needs the versions one after the other; so does one whose race was lost: those go singly.
                    WITH given AS MATERIALIZED (
                        SELECT x.*, count(*) OVER (PARTITION BY x.key) AS of_key
                        FROM unnest(bodies, titles, keys, urls, languages, published, metadata, sets, priorities, run_ats, attempts, drawn)
                            WITH ORDINALITY AS x (body, title, key, url, language, published, metadata, set_id, priority, run_at, attempts, job_id, ord)
                    ), seen AS MATERIALIZED (
                        SELECT g.ord, l.version, l.job_id AS known_job,
                               coalesce(l.title IS NOT DISTINCT FROM g.title AND l.body = g.body, false) AS same
                        FROM given g LEFT JOIN LATERAL (
                            SELECT a.version, a.title, a.body, a.job_id FROM articles a WHERE a.key = g.key ORDER BY a.version DESC LIMIT 1) l ON true
                    ), made AS (
                        INSERT INTO articles (key, version, title, body, url, language, published_at, metadata, job_id)
                        SELECT g.key, coalesce(s.version, 0) + 1, g.title, g.body, g.url, g.language, g.published, coalesce(g.metadata, '{}'), g.job_id
                        FROM given g JOIN seen s USING (ord)
                        WHERE NOT s.same AND (g.key IS NULL OR NOT EXISTS (SELECT FROM given d WHERE d.key IS NOT NULL AND d.of_key > 1))
                        ORDER BY g.key COLLATE "C", g.ord
                        ON CONFLICT (key, version) WHERE key IS NOT NULL DO NOTHING
                        RETURNING article_id, job_id
                    ), live AS (
                        INSERT INTO jobs (job_id, article_id, bytes, run_at, priority, analyzers, state, max_attempts)
                        SELECT m.job_id, m.article_id, octet_length(g.body), coalesce(g.run_at, now()), coalesce(g.priority, 0), coalesce(g.set_id, 0),
                               CASE WHEN g.run_at > now() THEN 1 ELSE 0 END, coalesce(g.attempts, 5)
                        FROM made m JOIN given g USING (job_id) RETURNING job_id
                    )
                    SELECT array_agg(coalesce(m.job_id, CASE WHEN s.same AND g.of_key = 1 THEN s.known_job END) ORDER BY g.ord) INTO ids
                    FROM given g JOIN seen s USING (ord) LEFT JOIN made m ON m.job_id = g.job_id;

                    FOR again IN
                        SELECT x.* FROM unnest(bodies, titles, keys, urls, languages, published, metadata, sets, priorities, run_ats, attempts, ids)
                            WITH ORDINALITY AS x (body, title, key, url, language, published, metadata, set_id, priority, run_at, attempts, id, ord)
                        WHERE x.id IS NULL ORDER BY x.key COLLATE "C", x.ord
                    LOOP
                        ids[again.ord] := enqueue(again.body, again.title, again.key, again.url, again.language, again.published, again.metadata,
                            (SELECT s.keys FROM analyzer_sets s WHERE s.set_id = again.set_id),
                            again.priority, coalesce(again.run_at, now()), again.attempts);
                    END LOOP;
                END IF;
                IF cardinality(ids) > 0 THEN PERFORM ring(); END IF;
                RETURN QUERY SELECT unnest(ids);
            END $$;

            -- A batch without keys goes straight from JSON into the table, element by element: taken apart into arrays it would be in
            -- memory four times. `articles - 2147483647` removes nothing; it unpacks what a table holds packed, once and not for each
            -- element. And -> with an index is three times as fast as jsonb_array_elements, which copies all elements aside first.
            CREATE FUNCTION enqueue_many(articles jsonb) RETURNS SETOF bigint LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET work_mem = '256MB' AS $$
            #variable_conflict use_column
            DECLARE
                known CONSTANT text[] := '{body,title,key,url,language,published_at,metadata,analyzers,priority,run_at,max_attempts}';
                r record;
                ids bigint[];
                texts bigint[];
                sizes integer[];
                sets integer[];
                priorities integer[];
                run_ats timestamptz[];
                attempts integer[];
                is_good boolean := true;
                reason text;
                reason_state text;
            BEGIN
                IF jsonb_typeof(enqueue_many.articles) IS DISTINCT FROM 'array' THEN
                    RAISE EXCEPTION 'articles must be a JSON array of objects' USING ERRCODE = 'invalid_parameter_value';
                END IF;
                BEGIN
                    IF jsonb_path_exists(enqueue_many.articles, '$[*].key ? (@ != null)') THEN
                        SELECT array_agg(x.body) AS bodies, array_agg(x.title) AS titles, array_agg(x.key) AS keys, array_agg(x.url) AS urls,
                               array_agg(x.language) AS languages, array_agg(x.published_at) AS published, array_agg(x.metadata) AS metadata,
                               array_agg(CASE WHEN x.analyzers IS NULL THEN 0 ELSE analyzer_set(x.analyzers) END) AS sets,
                               array_agg(x.priority) AS priorities, array_agg(x.run_at) AS run_ats, array_agg(x.max_attempts) AS attempts,
                               bool_and(x.body IS NOT NULL) AND coalesce(bool_and(octet_length(x.key) BETWEEN 1 AND 2000), true)
                               AND coalesce(bool_and(isfinite(x.run_at)), true) AND coalesce(bool_and(x.max_attempts BETWEEN 1 AND 1000), true)
                               AND NOT EXISTS (SELECT FROM jsonb_array_elements(enqueue_many.articles) e WHERE e - known <> '{}') AS good
                        INTO r
                        FROM jsonb_to_recordset(enqueue_many.articles) AS x (
                            body text, title text, key text, url text, language text, published_at timestamptz, metadata jsonb,
                            analyzers text[], priority integer, run_at timestamptz, max_attempts integer);
                        is_good := r.good;
                        IF is_good THEN
                            RETURN QUERY SELECT * FROM enqueue_rows(r.bodies, r.titles, r.keys, r.urls, r.languages, r.published, r.metadata,
                                                                    r.sets, r.priorities, r.run_ats, r.attempts);
                            RETURN;
                        END IF;
                    ELSE
                        WITH made AS (
                            -- An element with an unknown key has no body, which the table refuses.
                            INSERT INTO articles (title, body, url, language, published_at, metadata)
                            SELECT x.e ->> 'title', CASE WHEN x.e - known = '{}' THEN x.e ->> 'body' END, x.e ->> 'url', x.e ->> 'language',
                                   (x.e ->> 'published_at')::timestamptz, coalesce(nullif(x.e -> 'metadata', 'null'), '{}')
                            FROM (SELECT f.flat -> place AS e FROM (SELECT enqueue_many.articles - 2147483647 AS flat OFFSET 0) f,
                                  generate_series(0, jsonb_array_length(f.flat) - 1) place OFFSET 0) x
                            RETURNING job_id, article_id, octet_length(body) AS bytes)
                        SELECT array_agg(m.job_id), array_agg(m.article_id), array_agg(m.bytes) INTO ids, texts, sizes
                        FROM (SELECT * FROM made ORDER BY job_id) m;
                        IF jsonb_path_exists(enqueue_many.articles,
                                '$[*] ? (exists(@.analyzers) || exists(@.priority) || exists(@.run_at) || exists(@.max_attempts))') THEN
                            SELECT array_agg(CASE WHEN jsonb_typeof(x.e -> 'analyzers') <> 'null'
                                             THEN analyzer_set(ARRAY(SELECT jsonb_array_elements_text(x.e -> 'analyzers'))) END),
                                   array_agg((x.e ->> 'priority')::integer), array_agg((x.e ->> 'run_at')::timestamptz),
                                   array_agg((x.e ->> 'max_attempts')::integer),
                                   coalesce(bool_and(isfinite((x.e ->> 'run_at')::timestamptz)), true)
                                   AND coalesce(bool_and((x.e ->> 'max_attempts')::integer BETWEEN 1 AND 1000), true)
                            INTO sets, priorities, run_ats, attempts, is_good
                            FROM (SELECT f.flat -> place AS e FROM (SELECT enqueue_many.articles - 2147483647 AS flat OFFSET 0) f,
                                  generate_series(0, jsonb_array_length(f.flat) - 1) place OFFSET 0) x;
                        END IF;
                        IF is_good AND ids IS NOT NULL THEN
                            PERFORM make_jobs(ids, texts, sizes, sets, priorities, run_ats, attempts), ring();
                            RETURN QUERY SELECT unnest(ids);
                        END IF;
                    END IF;
                EXCEPTION WHEN data_exception OR not_null_violation OR configuration_limit_exceeded OR wrong_object_type THEN
                    is_good := false;
                    reason := SQLERRM;
                    reason_state := SQLSTATE;
                END;
                IF NOT is_good THEN
                    PERFORM check_articles(enqueue_many.articles);
                    RAISE EXCEPTION '%', coalesce(reason, 'an element of articles is not as it must be')
                        USING ERRCODE = coalesce(reason_state, '22023');
                END IF;
            END $$;

            -- For clients that can bind arrays: spares the detour over JSON. One set of analyzers, priority and time for all.
            CREATE FUNCTION enqueue_texts(
                bodies text[], titles text[] DEFAULT NULL, keys text[] DEFAULT NULL, urls text[] DEFAULT NULL, languages text[] DEFAULT NULL,
                published timestamptz[] DEFAULT NULL, metadata jsonb[] DEFAULT NULL, analyzers text[] DEFAULT NULL,
                priority integer DEFAULT 0, run_at timestamptz DEFAULT now(), max_attempts integer DEFAULT 5
            ) RETURNS SETOF bigint LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT * FROM enqueue_rows(bodies, titles, keys, urls, languages, published, metadata,
                    CASE WHEN analyzers IS NOT NULL THEN array_fill(analyzer_set(analyzers), ARRAY[cardinality(bodies)]) END,
                    array_fill(priority, ARRAY[cardinality(bodies)]), array_fill(run_at, ARRAY[cardinality(bodies)]),
                    array_fill(max_attempts, ARRAY[cardinality(bodies)]))
            $$;
            """#)
}
