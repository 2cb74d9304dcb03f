import ArticleAnalysis
import Foundation
import Testing

/// The JSON that is public: it may grow, and must not change.
@Suite("The shapes of findings")
struct VocabularyTests {
    /// A finding's JSON with sorted keys.
    private func json(_ finding: some Finding) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(finding), as: UTF8.self)
    }

    @Test("A language has its script, candidates and spans")
    func language() throws {
        let finding = DetectedLanguage(
            language: "en", script: "Latn", confidence: 0.5, reliable: true,
            candidates: [DetectedLanguage.Candidate(language: "en", confidence: 0.5)],
            spans: [DetectedLanguage.Span(start: 0, end: 3064, language: "en")])
        #expect(
            try json(finding)
                == #"{"candidates":[{"confidence":0.5,"language":"en"}],"confidence":0.5,"language":"en","reliable":true,"script":"Latn","#
                + #""spans":[{"end":3064,"language":"en","start":0}]}"#)
        #expect(try JSONDecoder().decode(DetectedLanguage.self, from: Data(json(finding).utf8)) == finding)
    }

    @Test("What is not known is absent rather than null")
    func absent() throws {
        let language = DetectedLanguage(language: "und", confidence: 1, reliable: false)
        #expect(try json(language) == #"{"candidates":[],"confidence":1,"language":"und","reliable":false,"spans":[]}"#)
        let entity = Entity(name: "Bamako", type: .geopolitical, mentions: [], salience: 0)
        #expect(
            try json(TaggedEntities(entities: [entity]))
                == #"{"countries":[],"entities":[{"mentions":[],"name":"Bamako","salience":0,"type":"GPE"}]}"#)
        let translation = Translation(target: "en", source: "ar", engine: "stub", engineVersion: "1", body: "", segments: [])
        #expect(try json(translation) == #"{"body":"","engine":"stub","engine_version":"1","segments":[],"source":"ar","target":"en"}"#)
    }

    @Test("An entity has its mentions, links and place")
    func entities() throws {
        let entity = Entity(
            name: "Damascus", type: .geopolitical, mentions: [Entity.Mention(start: 229, end: 237, text: "Damascus", confidence: 0.5)],
            links: Entity.Links(wikidata: "Q3766", geonames: 170654), country: "SY", latitude: 33.5, longitude: 36.25, salience: 0.25)
        let finding = TaggedEntities(entities: [entity], countries: [TaggedEntities.CountryCount(country: "SY", mentions: 20)])
        #expect(
            try json(finding)
                == #"{"countries":[{"country":"SY","mentions":20}],"entities":[{"country":"SY","latitude":33.5,"#
                + #""links":{"geonames":170654,"wikidata":"Q3766"},"longitude":36.25,"#
                + #""mentions":[{"confidence":0.5,"end":237,"start":229,"text":"Damascus"}],"name":"Damascus","salience":0.25,"type":"GPE"}]}"#
        )
        #expect(try JSONDecoder().decode(TaggedEntities.self, from: Data(json(finding).utf8)) == finding)
    }

    @Test("A translation has its engine and its segments")
    func translation() throws {
        let finding = Translation(
            target: "en", source: "ar", engine: "stub", engineVersion: "1", title: "T", body: "B",
            segments: [Translation.Segment(start: 0, end: 80, text: "B")])
        #expect(
            try json(finding)
                == #"{"body":"B","engine":"stub","engine_version":"1","segments":[{"end":80,"start":0,"text":"B"}],"source":"ar","target":"en","#
                + #""title":"T"}"#)
        #expect(try JSONDecoder().decode(Translation.self, from: Data(json(finding).utf8)) == finding)
    }

    @Test("The kinds of entities are named as documented")
    func types() {
        #expect(
            EntityType.allCases.map(\.rawValue)
                == ["PERSON", "ORG", "GPE", "LOCATION", "NORP", "FACILITY", "EVENT", "LAW", "WORK", "PRODUCT"])
    }

    @Test("A finding of a later version, with keys more, can still be read")
    func growth() throws {
        let later = #"{"language":"en","confidence":1,"reliable":true,"candidates":[],"spans":[],"dialect":"en-GB"}"#
        #expect(try JSONDecoder().decode(DetectedLanguage.self, from: Data(later.utf8)).language == "en")
    }
}
