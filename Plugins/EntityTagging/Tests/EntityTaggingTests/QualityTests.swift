import ArticleAnalysis
import Foundation
import Testing

/// Strict span scores on annotated texts, so that a change that makes things worse is seen.
///
/// The floors are what models reach that have not seen the document; the ones that are built in were trained on these texts and do better.
@Suite("Quality on annotated texts", .enabled(if: sharedFolder != nil, "../shared is not there"))
struct QualityTests {
    /// A document of ../shared/data/ner-*.
    private struct Document: Decodable {
        struct Span: Decodable, Hashable {
            var start: Int
            var end: Int
            var type: String
        }
        var lang: String
        var title: String?
        var text: String
        var entities: [Span]
    }

    @Test(
        "The micro F1 over persons, organizations and places stays where it was",
        arguments: [
            ("uner-pud-en", 0.76), ("gum", 0.73), ("wikigold", 0.745), ("uner-en-ewt", 0.63), ("uner-pud-pt", 0.76),
            ("uner-pt-bosque", 0.79), ("uner-sr-set", 0.83), ("uner-da-ddt", 0.77), ("uner-sv-talbanken", 0.69), ("germeval14", 0.74),
            ("factrueval", 0.74), ("aqmar-ar", 0.69), ("uner-zh-gsdsimp", 0.62), ("uner-pud-zh", 0.59), ("uner-pud-de", 0.69),
            ("uner-pud-ru", 0.60), ("uner-pud-sv", 0.71),
        ])
    func floor(corpus: String, least: Double) throws {
        let file = try #require(sharedFolder).appending(path: "ner-\(corpus)/docs.jsonl")
        let kinds = ["PERSON": "PERSON", "ORG": "ORG", "LOCATION": "LOCATION", "GPE": "LOCATION", "FACILITY": "LOCATION"]
        var (gold, said, hit) = (0, 0, 0)
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let document = try JSONDecoder().decode(Document.self, from: Data(line.utf8))
            func keep(_ span: Document.Span) -> Document.Span? {
                kinds[span.type].map { Document.Span(start: span.start, end: span.end, type: $0) }
            }
            let right = Set(document.entities.compactMap(keep))
            let found = try tagged(document.text, document.lang, title: document.title).entities
            let ours = Set(
                found.flatMap { entity in entity.mentions.map { Document.Span(start: $0.start, end: $0.end, type: entity.type.rawValue) } }
                    .compactMap(keep))
            gold += right.count
            said += ours.count
            hit += right.intersection(ours).count
        }
        let score = 2 * Double(hit) / Double(gold + said)
        #expect(score >= least, "\(corpus): F1 is \(score)")
    }
}
