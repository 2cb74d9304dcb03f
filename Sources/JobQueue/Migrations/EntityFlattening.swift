/// The SQL by which step 14 makes rows of a finding's entities, in a trigger, in a view and for older findings alike.
///
/// Findings of other shapes under the key must break none of them: what is not of the expected type is left out, numbers that do not
/// fit are NULL, texts that no index holds are cut, and what one article may add is bounded.
enum EntityFlattening {
    /// The columns of `entity_rows`, in the order of ``rows(of:once:adding:)``.
    static let columns =
        "article_id, produced_at, published_at, latitude, longitude, salience, entity, mentions, name, type, country, wikidata, geonames"

    /// A query for the rows of all findings in `source`; `once` where each is flattened for good, so that nothing is asked of it from outside.
    static func rows(of source: String, once: Bool = false, adding more: String = "") -> String {
        #"""
        SELECT f.article_id, f.produced_at, f.published_at,
            \#(number("e.value", "latitude")), \#(number("e.value", "longitude")), \#(number("e.value", "salience")),
            e.place::integer AS entity,
            CASE WHEN jsonb_typeof(e.value -> 'mentions') = 'array' THEN jsonb_array_length(e.value -> 'mentions') ELSE 0 END AS mentions,
            \#(text("e.value", "name", 400)), \#(text("e.value", "type", 100)), \#(text("e.value", "country", 100)),
            \#(text("e.value -> 'links'", "wikidata", 100)), \#(text("e.value -> 'links'", "geonames", 100))\#(more)
        FROM (SELECT s.article_id, s.job_id, s.produced_at, s.finding -> 'entities' AS listed,
                     (SELECT a.published_at FROM articles a WHERE a.article_id = s.article_id) AS published_at
              FROM \#(source) s WHERE s.analyzer = 'entities'\#(once ? " OFFSET 0" : "")) f
        CROSS JOIN LATERAL jsonb_array_elements(
            CASE WHEN jsonb_typeof(f.listed) = 'array'
                THEN CASE WHEN jsonb_array_length(f.listed) <= 10000 THEN f.listed ELSE jsonb_path_query_array(f.listed, '$[0 to 9999]') END
                ELSE '[]' END)
            WITH ORDINALITY e (value, place)
        WHERE jsonb_typeof(e.value) = 'object'
        """#
    }

    /// The columns of the view `mentions`, from rows `r` of entities and elements `m` of their mentions.
    static let mentions = #"""
        SELECT r.article_id, r.entity, r.name, r.type,
            CASE WHEN jsonb_typeof(m.value -> 'start') = 'number' AND length(m.value ->> 'start') < 10
                THEN (m.value ->> 'start')::numeric::integer END AS start,
            CASE WHEN jsonb_typeof(m.value -> 'end') = 'number' AND length(m.value ->> 'end') < 10
                THEN (m.value ->> 'end')::numeric::integer END AS "end",
            m.value ->> 'text' AS text, \#(number("m.value", "confidence")), r.country, r.wikidata, r.geonames, r.produced_at, r.published_at
        """#

    /// A call that answers the elements of an array, and none of anything else.
    static func elements(of list: String) -> String {
        "jsonb_array_elements(CASE WHEN jsonb_typeof(\(list)) = 'array' THEN \(list) ELSE '[]' END)"
    }

    /// A member as a double: forty digits are more than one needs, and fewer than it takes to be out of its range.
    private static func number(_ object: String, _ key: String) -> String {
        """
        CASE WHEN jsonb_typeof(\(object) -> '\(key)') = 'number' AND length(\(object) ->> '\(key)') < 40
                THEN (\(object) ->> '\(key)')::double precision END AS \(key)
        """
    }

    /// A member as a text of at most `limit` code points, which four bytes each keep below what an index entry may have.
    private static func text(_ object: String, _ key: String, _ limit: Int) -> String {
        "left(\(object) ->> '\(key)', \(limit)) COLLATE \"C\" AS \(key)"
    }

    /// What `\d+` and `\df+` say.
    static let comments = """
        COMMENT ON VIEW entities IS 'An entity of an article, from the findings of the analyzer "entities". By wikidata, geonames, name or country it is found by index, the newest first.';
        COMMENT ON COLUMN entities.article_id IS 'The article.';
        COMMENT ON COLUMN entities.job_id IS 'The job that found it.';
        COMMENT ON COLUMN entities.entity IS 'Its place among the article''s entities, the most salient first; of more than 10,000 the rest is left out.';
        COMMENT ON COLUMN entities.name IS 'Its name, at most 400 characters of it.';
        COMMENT ON COLUMN entities.type IS 'PERSON, ORG, GPE, LOCATION, NORP, FACILITY, EVENT, LAW, WORK or PRODUCT.';
        COMMENT ON COLUMN entities.country IS 'ISO 3166-1 alpha-2.';
        COMMENT ON COLUMN entities.latitude IS 'Degrees north.';
        COMMENT ON COLUMN entities.longitude IS 'Degrees east.';
        COMMENT ON COLUMN entities.salience IS 'How much the article is about it, from 0 to 1.';
        COMMENT ON COLUMN entities.mentions IS 'How often it is mentioned.';
        COMMENT ON COLUMN entities.wikidata IS 'Its item in Wikidata.';
        COMMENT ON COLUMN entities.geonames IS 'Its id in GeoNames.';
        COMMENT ON COLUMN entities.produced_at IS 'When the finding was written.';
        COMMENT ON COLUMN entities.published_at IS 'When the article was published, as it said when the finding was written.';

        COMMENT ON VIEW mentions IS 'One mention of an entity in an article''s body.';
        COMMENT ON COLUMN mentions.article_id IS 'The article.';
        COMMENT ON COLUMN mentions.entity IS 'The entity, as numbered in the view entities.';
        COMMENT ON COLUMN mentions.name IS 'The entity''s name.';
        COMMENT ON COLUMN mentions.type IS 'The entity''s type.';
        COMMENT ON COLUMN mentions.start IS 'Where it starts: code points of the body, from 0.';
        COMMENT ON COLUMN mentions."end" IS 'Where it ends, exclusive.';
        COMMENT ON COLUMN mentions.text IS 'The words that mention it.';
        COMMENT ON COLUMN mentions.confidence IS 'From 0 to 1.';
        COMMENT ON COLUMN mentions.country IS 'The entity''s country, ISO 3166-1 alpha-2.';
        COMMENT ON COLUMN mentions.wikidata IS 'The entity''s item in Wikidata.';
        COMMENT ON COLUMN mentions.geonames IS 'The entity''s id in GeoNames.';
        COMMENT ON COLUMN mentions.produced_at IS 'When the finding was written.';
        COMMENT ON COLUMN mentions.published_at IS 'When the article was published, as it said when the finding was written.';

        COMMENT ON TABLE entity_rows IS 'Internal: the entities of all findings, a row each, written and deleted with them. Read entities.';
        COMMENT ON TABLE entity_filling IS 'Internal: how far fill_entities has come; no row when it is over.';
        COMMENT ON FUNCTION flatten_entities IS 'Internal: the trigger that keeps the rows of entities in step with the findings.';
        COMMENT ON FUNCTION read_entity_rows IS 'Internal: lets the view entities read the rows instead of the documents.';
        COMMENT ON FUNCTION fill_entities IS 'Makes rows of some findings older than the rows, and answers whether there is more to do. Workers call it; calling it at any time is safe.';
        """
}
