import ArticleAnalysis
import Foundation

@testable import EntityTagging

/// A text with its places marked, so that what a name means can be tested apart from whether the name is found.
struct MarkedText {
    /// A marked name.
    struct Name {
        var text: String
        var gold: (latitude: Double, longitude: Double)?
    }

    private(set) var names: [Name] = []
    private var bytes: [UInt8] = []
    private var mentions: [TypedMention] = []
    /// The group of mentions of each name.
    private var groupOf: [Int] = []
    private var groups: [MentionGroup] = []

    /// Reads `[[name]]` and `[[name@latitude,longitude]]`.
    init(_ marked: String, _ language: String = "en", type: EntityType? = nil) {
        var ranges: [Range<Int>] = []
        for (index, piece) in marked.components(separatedBy: "[[").enumerated() {
            guard index > 0, let end = piece.range(of: "]]") else {
                bytes += Array(piece.utf8)
                continue
            }
            let parts = piece[..<end.lowerBound].split(separator: "@")
            let gold = parts.dropFirst().first.map { $0.split(separator: ",").compactMap { Double($0) } }
            names.append(Name(text: String(parts[0]), gold: gold.map { ($0[0], $0[1]) }))
            ranges.append(bytes.count..<bytes.count + parts[0].utf8.count)
            bytes += Array(parts[0].utf8) + Array(piece[end.upperBound...].utf8)
        }
        var seen: [String: Int] = [:]
        for (index, range) in ranges.enumerated() {
            var mention = MarkedText.mention(bytes, range, LanguageTag(language))
            if let type { mention.type = type }
            mentions.append(mention)
            let group = seen[names[index].text] ?? groups.count
            if group == groups.count {
                seen[names[index].text] = group
                groups.append(MentionGroup(type: mention.type, entry: mention.candidate.entry, mentions: [], fullest: index))
            }
            groups[group].mentions.append(index)
            groupOf.append(group)
        }
    }

    /// A mention as the tagger would make it.
    private static func mention(_ bytes: [UInt8], _ range: Range<Int>, _ language: LanguageTag) -> TypedMention {
        var scanner = TextScanner(bytes, from: range.lowerBound, to: range.upperBound)
        var tokens: [Token] = []
        _ = scanner.next(into: &tokens)
        let match = Gazetteer.shared.match(tokens, at: 0, to: tokens.count, language: language)
        let entry = match.flatMap { $0.end == tokens.count ? Int32($0.entry) : nil } ?? -1
        let type = entry < 0 ? EntityType.geopolitical : Gazetteer.shared.entries[Int(entry)].type
        let candidate = Candidate(
            start: UInt32(range.lowerBound), end: UInt32(range.upperBound), codePoint: 0, length: 0, entry: entry, nameKey: 0, lastKey: 0,
            firstKey: 0, lastStem: 0, words: 1, initials: 0, firstRoles: [], lastRoles: [], clues: [])
        return TypedMention(candidate: candidate, type: type == .person || type == .organization ? .geopolitical : type, confidence: 1)
    }

    /// How many places are weighed for its names.
    func candidates() throws -> Int {
        guard let table = PlaceTable.shared else { return 0 }
        return try PlaceResolver(groups, mentions, in: bytes, gazetteer: .shared, table: table).toponyms.reduce(0) {
            $0 + $1.candidates.count
        }
    }

    /// Where each name is, by its index.
    func locations() throws -> [PlaceResolver.Location?] {
        let found = try PlaceResolver.locations(groups, mentions, in: bytes, gazetteer: .shared)
        return groupOf.map { found[$0] }
    }

    /// The most populous place of a name.
    func mostPopulous(_ index: Int) -> (Double, Double)? {
        guard let table = PlaceTable.shared else { return nil }
        let candidate = mentions[index].candidate
        return PlaceLookup(table: table, bytes: bytes).readings(from: Int(candidate.start), to: Int(candidate.end), type: .geopolitical)
            .map { table.place($0.place) }.max { ($0.population, $1.index) < ($1.population, $0.index) }.map { ($0.latitude, $0.longitude) }
    }
}

/// The distance of two places on the globe.
func kilometres(_ a: (Double, Double), _ b: (latitude: Double, longitude: Double)) -> Double {
    let radians = Double.pi / 180
    let cosine =
        sin(a.0 * radians) * sin(b.latitude * radians) + cos(a.0 * radians) * cos(b.latitude * radians)
        * cos((a.1 - b.longitude) * radians)
    return 6_371 * acos(min(1, max(-1, cosine)))
}
