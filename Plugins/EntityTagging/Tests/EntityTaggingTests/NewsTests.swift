import ArticleAnalysis
import Testing

@testable import EntityTagging

@Suite("Quality on invented news")
struct NewsTests {
    /// A name with its place in code points.
    private struct Name: Hashable {
        var start: Int
        var end: Int
        var type: EntityType
    }

    /// The text of a marked one, and its names.
    private static func read(_ marked: String) -> (text: String, names: Set<Name>) {
        var text = String.UnicodeScalarView()
        var names: Set<Name> = []
        var open: (start: Int, type: EntityType)?
        var letters = marked.unicodeScalars.makeIterator()
        while let letter = letters.next() {
            if letter == "[" {
                let types: [Unicode.Scalar: EntityType] = ["P": .person, "O": .organization, "L": .location]
                open = (text.count, types[letters.next() ?? "?"] ?? .location)
                _ = letters.next()
            } else if letter == "]", let name = open {
                names.insert(Name(start: name.start, end: text.count, type: name.type))
                open = nil
            } else {
                text.append(letter)
            }
        }
        return (String(text), names)
    }

    @Test(
        "The strict micro F1 over persons, organizations and places stays where it was", arguments: [("English", 0.91), ("others", 0.92)])
    func floor(which: String, least: Double) throws {
        var (gold, said, hit) = (0, 0, 0)
        for (language, marked) in NewsSentences.all where (language == "en") == (which == "English") {
            let (text, names) = NewsTests.read(marked)
            let found = try tagged(text, language).entities.flatMap { entity in
                entity.mentions.compactMap { mention -> Name? in
                    switch entity.type {
                    case .person, .organization: Name(start: mention.start, end: mention.end, type: entity.type)
                    case .geopolitical, .location, .facility: Name(start: mention.start, end: mention.end, type: .location)
                    default: nil
                    }
                }
            }
            gold += names.count
            said += found.count
            hit += names.intersection(found).count
        }
        let score = 2 * Double(hit) / Double(gold + said)
        #expect(score >= least, "\(which): F1 is \(score), \(hit) of \(gold) found, \(said) said")
    }
}
