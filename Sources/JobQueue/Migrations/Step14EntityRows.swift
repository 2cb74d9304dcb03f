extension MigrationStep {
    /// `entities` and `mentions` by index: every entity is a row of its own, written with its finding.
    static let entityRows = MigrationStep(
        version: 14, name: "entities by index",
        sql: #"""
            -- What people build on the views before this one goes on with them.
            DO $views$ BEGIN
                DROP VIEW IF EXISTS mentions, entities;
            EXCEPTION WHEN dependent_objects_still_exist THEN
                ALTER VIEW mentions RENAME TO mentions_13;
                ALTER VIEW entities RENAME TO entities_13;
            END $views$;

            -- Widest columns first, so that nothing is padded. COLLATE "C": bytes are compared, not words by a language's rules.
            CREATE TABLE entity_rows (
                article_id bigint NOT NULL,
                produced_at timestamptz NOT NULL,
                published_at timestamptz,
                latitude double precision,
                longitude double precision,
                salience double precision,
                entity integer NOT NULL,
                mentions integer NOT NULL,
                name text COLLATE "C",
                type text COLLATE "C",
                country text COLLATE "C",
                wikidata text COLLATE "C",
                geonames text COLLATE "C"
            ) WITH (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_insert_threshold = 10000);
            -- The newest of a key from the right end, and those published since a time without a look at the rows, where VACUUM has been:
            -- hence its eagerness above, which costs little where nothing is dead.
            CREATE INDEX entity_rows_article ON entity_rows (article_id);
            CREATE INDEX entity_rows_name ON entity_rows (name, produced_at, article_id, published_at);
            CREATE INDEX entity_rows_wikidata ON entity_rows (wikidata, produced_at, article_id, published_at) WHERE wikidata IS NOT NULL;
            CREATE INDEX entity_rows_geonames ON entity_rows (geonames, produced_at, article_id, published_at) WHERE geonames IS NOT NULL;
            CREATE INDEX entity_rows_country ON entity_rows (country, produced_at, article_id, published_at) WHERE country IS NOT NULL;
            -- No primary key, which would be the largest index but one: where tables are published, rows are known by all they hold.
            ALTER TABLE entity_rows REPLICA IDENTITY FULL;

            -- Where fill_entities() goes on with findings older than this step; no row when it is over.
            CREATE TABLE entity_filling (next_article bigint NOT NULL);

            -- By statement: a settlement of hundreds is flattened in one. It must never fail, whatever is under this key.
            CREATE FUNCTION flatten_entities() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_mergejoin = off SET jit = off AS $$
            BEGIN
                IF TG_OP = 'TRUNCATE' THEN
                    TRUNCATE entity_rows;
                    RETURN NULL;
                END IF;
                IF TG_OP <> 'INSERT' THEN
                    DELETE FROM entity_rows r USING stale s WHERE s.analyzer = 'entities' AND r.article_id = s.article_id;
                END IF;
                IF TG_OP <> 'DELETE' THEN
                    INSERT INTO entity_rows (\#(EntityFlattening.columns))
                    \#(EntityFlattening.rows(of: "(SELECT * FROM fresh n WHERE n.analyzer = 'entities')", once: true));
                END IF;
                RETURN NULL;
            END $$;

            -- Until all findings have their rows the views flatten documents, as before; then they read the rows.
            CREATE VIEW entities AS
            SELECT r.article_id, r.job_id, r.entity, r.name, r.type, r.country, r.latitude, r.longitude, r.salience, r.mentions, r.wikidata,
                   r.geonames, r.produced_at, r.published_at
            FROM (\#(EntityFlattening.rows(of: "findings", adding: ", f.job_id"))) r;

            CREATE VIEW mentions AS
            \#(EntityFlattening.mentions)
            FROM (\#(EntityFlattening.rows(of: "findings", adding: ", e.value -> 'mentions' AS listed"))) r
            CROSS JOIN LATERAL \#(EntityFlattening.elements(of: "r.listed")) m (value);

            CREATE FUNCTION read_entity_rows() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                -- The join costs nothing where job_id is not asked for: PostgreSQL leaves it out.
                CREATE OR REPLACE VIEW entities AS
                SELECT r.article_id, f.job_id, r.entity, r.name, r.type, r.country, r.latitude, r.longitude, r.salience, r.mentions, r.wikidata,
                       r.geonames, r.produced_at, r.published_at
                FROM entity_rows r LEFT JOIN findings f ON f.article_id = r.article_id AND f.analyzer = 'entities';
                -- Where one asks for an article, its document is unfolded once for all its entities.
                CREATE OR REPLACE VIEW mentions AS
                \#(EntityFlattening.mentions)
                FROM entity_rows r JOIN findings f ON f.article_id = r.article_id AND f.analyzer = 'entities'
                CROSS JOIN LATERAL \#(EntityFlattening.elements(of: "f.finding -> 'entities'")) WITH ORDINALITY e (value, place)
                CROSS JOIN LATERAL \#(EntityFlattening.elements(of: "e.value -> 'mentions'")) m (value)
                WHERE e.place = r.entity;
            END $$;

            -- Gives some older findings their rows; answers whether there is more to do. What it cannot lock at once it leaves for the next
            -- call. The lock on the findings keeps out who would replace one between being read here and its rows being written.
            CREATE FUNCTION fill_entities(at_most integer DEFAULT 20) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
                SET search_path FROM CURRENT SET enable_seqscan = off SET enable_mergejoin = off SET jit = off SET lock_timeout = '50ms' AS $$
            DECLARE
                start bigint;
                locked bigint[];
            BEGIN
                SELECT p.next_article INTO start FROM entity_filling p FOR UPDATE SKIP LOCKED;
                IF NOT FOUND THEN RETURN false; END IF;
                locked := ARRAY(SELECT f.article_id FROM findings f WHERE f.article_id >= start AND f.analyzer = 'entities'
                                ORDER BY f.article_id LIMIT greatest(at_most, 1) FOR SHARE);
                DELETE FROM entity_rows r WHERE r.article_id = ANY (locked);
                INSERT INTO entity_rows (\#(EntityFlattening.columns))
                \#(EntityFlattening.rows(of: "(SELECT * FROM findings n WHERE n.article_id = ANY (locked) AND n.analyzer = 'entities')", once: true));
                IF cardinality(locked) = greatest(at_most, 1) THEN
                    UPDATE entity_filling SET next_article = locked[cardinality(locked)] + 1;
                    RETURN true;
                END IF;
                PERFORM read_entity_rows();
                DELETE FROM entity_filling;
                RETURN false;
            EXCEPTION WHEN lock_not_available THEN RETURN true;
            END $$;

            \#(EntityFlattening.comments)

            -- Last, as it waits for whoever writes findings, and settlements wait behind it: never for longer than a second.
            DO $triggers$
            DECLARE
                lock_timeout CONSTANT text := current_setting('lock_timeout');
            BEGIN
                SET LOCAL lock_timeout = '1s';
                FOR attempt IN 1..60 LOOP
                    BEGIN
                        LOCK TABLE findings IN SHARE ROW EXCLUSIVE MODE;
                        EXIT;
                    EXCEPTION WHEN lock_not_available THEN
                        IF attempt = 60 THEN RAISE; END IF;
                        PERFORM pg_sleep(0.5);
                    END;
                END LOOP;
                PERFORM set_config('lock_timeout', lock_timeout, true);
                CREATE TRIGGER findings_flattened AFTER INSERT ON findings REFERENCING NEW TABLE AS fresh
                    FOR EACH STATEMENT EXECUTE FUNCTION flatten_entities();
                CREATE TRIGGER findings_flattened_anew AFTER UPDATE ON findings REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
                    FOR EACH STATEMENT EXECUTE FUNCTION flatten_entities();
                CREATE TRIGGER findings_deleted AFTER DELETE ON findings REFERENCING OLD TABLE AS stale
                    FOR EACH STATEMENT EXECUTE FUNCTION flatten_entities();
                CREATE TRIGGER findings_truncated AFTER TRUNCATE ON findings FOR EACH STATEMENT EXECUTE FUNCTION flatten_entities();
                IF EXISTS (SELECT FROM findings) THEN
                    INSERT INTO entity_filling VALUES (0);
                ELSE
                    PERFORM read_entity_rows();
                END IF;
            END $triggers$;
            """#)
}
