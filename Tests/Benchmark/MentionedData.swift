/// Synthetic articles of some forty entities each, whose popularity follows Zipf's law, over ninety days that end now; and what is asked.
enum MentionedData {
    /// What somebody asks, of each of some keys.
    struct Question {
        var name: String
        /// With `KEY` for the key.
        var sql: String
        var keys: [String]
    }

    /// 300,000 entities by popularity: half are linked to Wikidata or GeoNames among the popular, a quarter beyond.
    static let dictionary = """
        CREATE SCHEMA bench;
        CREATE TABLE bench.dictionary AS
        SELECT n AS rank, jsonb_strip_nulls(jsonb_build_object(
            'name', CASE kind WHEN 'GPE' THEN 'City ' WHEN 'PERSON' THEN 'Given Family-' ELSE 'Organization ' END || n, 'type', kind,
            'country', CASE WHEN place OR n % 5 = 0 THEN country END,
            'links', CASE WHEN linked THEN jsonb_strip_nulls(jsonb_build_object('wikidata', 'Q' || 40000 + n,
                'geonames', CASE WHEN place THEN 100000 + n END)) END,
            'latitude', CASE WHEN place THEN round((n % 1800) / 10.0 - 90, 2) END,
            'longitude', CASE WHEN place THEN round((n % 3600) / 10.0 - 180, 2) END)) AS entity
        FROM (SELECT n, kind, kind = 'GPE' AS place,
                  kind = 'GPE' OR hashint4(n) % 100 BETWEEN -99 AND CASE WHEN n < 2000 THEN -60 ELSE -85 END AS linked,
                  chr(65 + c / 15) || chr(65 + c % 15) AS country
              FROM (SELECT n, ('{PERSON,ORG,PERSON,GPE,ORG,PERSON,GPE,ORG,NORP,EVENT}'::text[])[1 + n % 10] AS kind,
                        floor(exp(random() * ln(210 / 10.0)) * 10 - 10)::integer AS c
                    FROM generate_series(0, 299999) n) d) e;
        ALTER TABLE bench.dictionary ADD PRIMARY KEY (rank);
        ANALYZE bench.dictionary;
        """

    /// Articles published up to three days before they are analyzed.
    static func articles(_ first: Int, _ last: Int) -> String {
        """
        INSERT INTO dragoman.articles (title, body, enqueued_at, published_at)
        SELECT 'Title ' || a, 'Body ' || a, at, at - random() * random() * interval '3 days'
        FROM (SELECT a, now() - (1 - a / \(last)::float8) * interval '90 days' AS at FROM generate_series(\(first), \(last)) a) s;
        """
    }

    /// One document for an article `a`.
    private static let document = """
        jsonb_build_object('countries', '[]'::jsonb, 'entities', (
            SELECT jsonb_agg(d.entity || jsonb_build_object('salience', round(1.0 / (1 + p.place), 3), 'mentions', p.mentions) ORDER BY p.place)
            FROM (SELECT DISTINCT ON (rank) * FROM (
                    SELECT place, floor(exp(random() * ln(300010 / 10.0)) * 10 - 10)::integer AS rank,
                        (SELECT jsonb_agg(jsonb_build_object('start', place * 100 + m * 1000, 'end', place * 100 + m * 1000 + 12,
                                                             'text', 'Mention ' || place, 'confidence', round((0.5 + random() / 2)::numeric, 3)))
                         FROM generate_series(1, 1 + place % 2) m WHERE place > -a) AS mentions
                    FROM generate_series(1, 42) place WHERE place > -a) r) p
            JOIN bench.dictionary d USING (rank)))
        """

    /// Findings with such documents, each written when its article was enqueued.
    static func findings(_ first: Int, _ last: Int) -> String {
        """
        INSERT INTO dragoman.findings (article_id, analyzer, revision, finding, job_id, elapsed, produced_at)
        SELECT a, 'entities', 1, \(document), a, interval '1 ms', r.enqueued_at
        FROM generate_series(\(first), \(last)) a JOIN dragoman.articles r ON r.article_id = a;
        """
    }

    /// The same findings for more articles.
    static func copies(of distinct: Int, upTo articles: Int) -> String {
        """
        INSERT INTO dragoman.findings (article_id, analyzer, revision, finding, job_id, elapsed, produced_at)
        SELECT r.article_id, 'entities', 1, f.finding, r.article_id, interval '1 ms', r.enqueued_at
        FROM dragoman.articles r JOIN dragoman.findings f ON f.article_id = 1 + (r.article_id - 1) % \(distinct)
        WHERE r.article_id > \(distinct) ORDER BY r.article_id;
        """
    }

    /// Documents as text, as a worker sends them.
    static func documents(_ count: Int) -> String {
        "CREATE TABLE bench.documents AS SELECT a::bigint AS article_id, (\(document))::text AS document FROM generate_series(1, \(count)) a;"
    }

    /// Writes the findings of some of the documents.
    static let settle = """
        INSERT INTO dragoman.findings (article_id, analyzer, revision, finding, job_id, elapsed)
        SELECT article_id, 'entities', 1, document::jsonb, 1, interval '0' FROM bench.documents WHERE article_id BETWEEN $1 AND $2
        """

    private static let popular = ["Q40003", "Q40006", "Q40013"]
    private static let rare = ["Q41003", "Q55013", "Q100006", "Q200013", "Q290003"]

    /// The question as it was answered before there were rows: by reading every finding.
    static let before = Question(
        name: "a Wikidata id in every finding, without rows",
        sql: """
            SELECT count(*) FROM dragoman.findings f CROSS JOIN LATERAL jsonb_array_elements(f.finding -> 'entities') e
            WHERE f.analyzer = 'entities' AND e -> 'links' ->> 'wikidata' = 'KEY'
            """, keys: ["Q55013"])

    /// The newest twenty articles for which `condition` holds, by the time of the finding.
    private static func newest(_ name: String, _ condition: String, _ keys: [String]) -> Question {
        Question(
            name: name,
            sql: """
                SELECT DISTINCT produced_at, article_id FROM dragoman.entities
                WHERE \(condition) AND produced_at > now() - interval '7 days' ORDER BY produced_at DESC, article_id DESC LIMIT 20
                """, keys: keys)
    }

    /// The twenty newest by the time of publication.
    private static func published(_ name: String, _ condition: String, _ keys: [String]) -> Question {
        Question(
            name: name,
            sql: """
                SELECT DISTINCT published_at, article_id FROM dragoman.entities
                WHERE \(condition) AND published_at > now() - interval '7 days' ORDER BY published_at DESC, article_id DESC LIMIT 20
                """, keys: keys)
    }

    static let questions = [
        newest("this week, popular Wikidata id", "wikidata = 'KEY'", popular),
        newest("this week, rare Wikidata id", "wikidata = 'KEY'", rare),
        newest("this week, GeoNames id", "geonames = 'KEY'", ["100003", "101003", "200013"]),
        newest("this week, name and type", "name = 'KEY' AND type = 'PERSON'", ["Given Family-0", "Given Family-5", "Given Family-2002"]),
        newest("this week, most popular countries", "country = 'KEY'", ["AA", "AB", "AC"]),
        published("published this week, popular Wikidata id", "wikidata = 'KEY'", popular),
        published("published this week, rare Wikidata id", "wikidata = 'KEY'", rare),
        published("published this week, name and type", "name = 'KEY' AND type = 'PERSON'", ["Given Family-0", "Given Family-2002"]),
        published("published this week, most popular countries", "country = 'KEY'", ["AA", "AB", "AC"]),
        Question(
            name: "mentions of a Wikidata id this week",
            sql: "SELECT * FROM dragoman.mentions WHERE wikidata = 'KEY' AND produced_at > now() - interval '7 days'", keys: rare),
        Question(
            name: "entities of one article", sql: "SELECT * FROM dragoman.entities WHERE article_id = KEY", keys: ["11", "4711", "40000"]),
        Question(
            name: "mentions of one article", sql: "SELECT * FROM dragoman.mentions WHERE article_id = KEY", keys: ["11", "4711", "40000"]),
    ]
}
