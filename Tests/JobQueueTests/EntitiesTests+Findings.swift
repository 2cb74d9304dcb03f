import PostgresClient

extension EntitiesTests {
    /// A finding with one entity that has everything but a longitude.
    static func finding(_ name: String, _ wikidata: String) -> String {
        """
        {"entities": [{"name": "\(name)", "type": "PERSON", "mentions": [{"start": 229, "end": 244, "text": "Assad", "confidence": 0.97},
            {"start": 300, "end": 305, "text": "Assad", "confidence": 0.9}], "links": {"wikidata": "\(wikidata)", "geonames": 163843},
            "country": "SY", "latitude": 33.51, "salience": 0.31}], "countries": [{"country": "SY", "mentions": 2}]}
        """
    }

    /// Documents that are not what the analyzer `entities` writes, with something good in some of them.
    static let shapes: [String] = [
        "null", "[]", "\"text\"", "7", "{}", #"{"entities": null}"#, #"{"entities": {}}"#, #"{"entities": "x"}"#,
        #"{"entities": [null, 1, "x", [], [{"name": "nested"}], {}, {"name": "good"}]}"#,
        #"{"entities": [{"name": {"a": [1]}, "type": 7, "country": ["SY"], "links": [1], "mentions": {"start": 1}}]}"#,
        #"{"entities": [{"name": "good", "links": "x", "mentions": [null, 1, [], {"start": "1", "end": null}, {"start": 7, "end": 9}]}]}"#,
        #"{"entities": [{"links": {"wikidata": {"x": 1}, "geonames": [1]}, "mentions": [{"start": 1e300, "end": -1e400}]}]}"#,
        #"{"entities": [{"latitude": 1e400, "longitude": -1e-400, "salience": 1e99999}, {"latitude": "1", "longitude": true}]}"#,
        #"{"entities": [{"latitude": 12.5, "mentions": [{"start": 99999999999, "confidence": 1e-9999}]}]}"#,
        #"{"entities": [{"name": "NAME", "type": "NAME", "country": "NAME", "links": {"wikidata": "NAME", "geonames": "NAME"}}]}"#
            .replacing("NAME", with: longName),
        #"{"entities": ["# + [String](repeating: #"{"name": "x"}"#, count: 12_000).joined(separator: ",") + "]}",
    ]

    /// Nothing that compression could make fit for an index.
    private static let longName: String = {
        var name = String.UnicodeScalarView()
        for place in UInt32(0)..<20_000 { name.append(Unicode.Scalar(0x20000 + (place * (7919 + place)) % 40_000) ?? "x") }
        return String(name)
    }()
}

extension QueueFixture {
    /// Undoes the step that made rows of entities.
    func takeBackEntityRows() async throws {
        for statement in [
            "DROP VIEW dragoman.mentions", "DROP VIEW dragoman.entities", "DROP TABLE dragoman.entity_rows",
            "DROP TABLE dragoman.entity_filling",
            "DROP FUNCTION dragoman.flatten_entities CASCADE", "DROP FUNCTION dragoman.read_entity_rows",
            "DROP FUNCTION dragoman.fill_entities",
            "DELETE FROM dragoman.migrations WHERE version >= 14",
        ] {
            try await sql(statement)
        }
    }

    /// Adds an article with this finding of `entities` for each of `documents`.
    func add(_ documents: [String]) async throws {
        try await sql(
            """
            INSERT INTO dragoman.findings (article_id, analyzer, revision, finding, job_id, elapsed)
            SELECT n, 'entities', 1, d::jsonb, n, interval '0' FROM unnest($1::text[]) WITH ORDINALITY u (d, n)
            """, [.textArray(documents)])
    }
}
