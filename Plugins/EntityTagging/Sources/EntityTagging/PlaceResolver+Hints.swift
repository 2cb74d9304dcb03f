internal import ArticleAnalysis

/// Names of countries and divisions where they are no mentions of a place, but say where the article is.
extension PlaceResolver {
    /// What a division inside another name is worth, beside 1 for a mention of it: a newspaper may be read anywhere.
    private static let insideName: Float = 0.4
    /// What an abbreviation behind a comma is worth: "John Smith, R-Ill.", "of Tyler, Tex.".
    private static let shortForm: Float = 0.6
    /// A name of more divisions than this tells nothing.
    private static let mostHits = 4
    /// More hints than these tell nothing new.
    private static let mostHints = 400

    /// So many words of a title are read.
    private static let mostTitleWords = 40

    /// Divisions in the names of bodies and buildings: "Lamar County Sheriff", "University of Kentucky".
    func hints(in span: Toponym.Span) -> [PlaceHint] { hints(ToponymKey(bytes, from: span.start, to: span.end, table: table)) }

    /// Divisions in the title, which is no part of the text.
    func hints(title: String) -> [PlaceHint] {
        let bytes = Array(title.utf8)
        let words = ToponymKey(bytes, from: 0, to: bytes.count, table: table, most: PlaceResolver.mostTitleWords, whole: false)
        return hints(words)
    }

    /// Divisions among words in a row, the longest names first.
    private func hints(_ name: ToponymKey) -> [PlaceHint] {
        var found: [PlaceHint] = []
        var start = 0
        while start < name.words.count {
            var next = start + 1
            for end in stride(from: min(start + 3, name.words.count), to: start, by: -1) {
                let places = divisions(name.key(start..<end), abbreviations: false)
                guard !places.isEmpty else { continue }
                found.append(PlaceHint(places: places, weight: PlaceResolver.insideName))
                next = end
                break
            }
            start = next
        }
        return found
    }

    /// Short forms of states anywhere behind a comma or a hyphen, be the name before them a mention or not.
    func writtenHints() -> [PlaceHint] {
        var found: [PlaceHint] = []
        var index = 1
        while index + 2 < bytes.count, found.count < PlaceResolver.mostHints {
            defer { index += 1 }
            let isComma = bytes[index] == 0x2C && bytes[index + 1] == 0x20
            // "R-Ill."
            let isParty = bytes[index] == 0x2D && (bytes[index - 1] == 0x52 || bytes[index - 1] == 0x44)
            guard isComma || isParty else { continue }
            let start = isComma ? index + 2 : index + 1
            guard start < bytes.count, bytes[start] >= 0x41, bytes[start] <= 0x5A else { continue }
            var end = start
            while end < bytes.count, end < start + 8, bytes[end] == 0x2E || bytes[end] | 0x20 >= 0x61 && bytes[end] | 0x20 <= 0x7A {
                end += 1
            }
            guard end - start >= 2, end - start < 8, isShortForm(start, end) else { continue }
            let name = ToponymKey(bytes, from: start, to: end, table: table)
            guard name.words.count == 1 else { continue }
            let places = divisions(name.key, abbreviations: true)
            if !places.isEmpty { found.append(PlaceHint(places: places, weight: PlaceResolver.shortForm)) }
        }
        return found
    }

    /// The countries and divisions of a name, where it has few.
    private func divisions(_ key: UInt64, abbreviations: Bool) -> [Int] {
        let all = table.hits(key).filter { $0.isAbbreviation == abbreviations && !$0.isLesser }
        let capitals = all.filter { table.towns.contains($0.place) && table.place($0.place).isCapital }
        // "The Washington Post" is not of the state.
        let hits = all.filter { hit in
            let country = table.containers(of: hit.place).country
            return hit.place < table.regions.lowerBound
                && !capitals.contains { table.containers(of: $0.place).country == country && !table.lies($0.place, in: hit.place) }
        }
        return hits.count > PlaceResolver.mostHits ? [] : hits.map(\.place)
    }
}

/// Something that says where the article is.
struct PlaceHint {
    /// The places it may mean, all alike.
    var places: [Int]
    var weight: Float
}
