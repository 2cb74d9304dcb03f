internal import ArticleAnalysis
internal import Glibc

/// Says which place each name of a place means: toponym resolution.
///
/// What decides, strongest first: the text says where the place lies ("Paris, Texas"); the name of a country or division stands beside it
/// ("Syria's Aleppo"); the other places of the article are near, or in the same division or country; it has many inhabitants. Since what
/// the others mean is uncertain too, all are decided together, in a few rounds. It does not matter how the mentions were found.
struct PlaceResolver {
    /// Where a thing is.
    struct Location: Sendable, Equatable {
        /// Its GeoNames id, where it is known.
        var geonames: Int?
        /// ISO 3166-1 alpha-2.
        var country: String?
        var latitude: Double
        var longitude: Double
    }

    /// Locations by the index of the group of mentions.
    typealias Locations = [Int: Location]

    let table: PlaceTable
    let bytes: [UInt8]
    /// In the order of their first mentions.
    var toponyms: [Toponym] = []
    /// What the article says of countries and divisions, what toponyms say left out.
    var evidence = PlaceEvidence()
    /// The same with what toponyms said in the last round.
    var whole = PlaceEvidence()
    /// Where the toponyms were in the last round.
    var nearby = Neighbourhood()

    /// What it is worth, in powers of ten, that the text says where a place lies, and that the name of what contains it stands beside it.
    private static let contained: Float = 8, beside: Float = 2.5
    /// Rounds after which hardly any answer changes.
    private static let rounds = 5
    /// Toponyms after these are decided without looking at their neighbours.
    private static let mostWithNeighbours = 3_000
    /// So many candidates are weighed in full; a text of more, which is no article, has its rarer ones cut.
    static let mostCandidates = 100_000, fewCandidates = 4

    /// The locations of groups of mentions, by the index of the group. The mentions are in text order; `bytes` is
    /// the text, whose title is read for the names of countries and divisions only.
    ///
    /// - Throws: `CancellationError` when the analysis is cancelled; ``EntityError`` when the built-in table is none.
    static func locations(
        _ groups: [MentionGroup], _ mentions: [TypedMention], in bytes: [UInt8], title: String? = nil, gazetteer: Gazetteer
    ) throws -> Locations {
        guard let table = PlaceTable.shared else { throw EntityError.noTable }
        return try PlaceResolver(groups, mentions, in: bytes, title: title, gazetteer: gazetteer, table: table).locations
    }

    /// Resolves the toponyms of a text.
    init(
        _ groups: [MentionGroup], _ mentions: [TypedMention], in bytes: [UInt8], title: String? = nil, gazetteer: Gazetteer,
        table: PlaceTable
    ) throws {
        self.table = table
        self.bytes = bytes
        add(hints(title: title ?? ""))
        try collect(groups, mentions, gazetteer)
        readContainment(groups, mentions, gazetteer)
        for _ in 0..<PlaceResolver.rounds { try weigh() }
    }

    /// Looks up every group that may be a place, and notes what the others say of countries.
    private mutating func collect(_ groups: [MentionGroup], _ mentions: [TypedMention], _ gazetteer: Gazetteer) throws {
        let lookup = PlaceLookup(table: table, bytes: bytes)
        var total = 0
        var unknown: [Int] = []
        for (index, group) in groups.enumerated() {
            if index & 0xFF == 0 { try Cancellation.check() }
            let entry = gazetteer.entry(at: group.entry)
            let country = entry?.country.flatMap(table.country)
            guard [.geopolitical, .location, .facility].contains(group.type) else {
                if let country { evidence.note(group.type, country: country, mentions: group.mentions.count) }
                if group.type != .person, group.type != .group {
                    let fullest = mentions[group.fullest].candidate
                    add(hints(in: Toponym.Span(start: Int(fullest.start), end: Int(fullest.end))))
                }
                continue
            }
            let fullest = mentions[group.fullest].candidate
            var readings = lookup.readings(from: Int(fullest.start), to: Int(fullest.end), type: group.type)
            if let entry, readings.isEmpty {
                let name = Array(entry.name.utf8)
                readings = PlaceLookup(table: table, bytes: name).readings(from: 0, to: name.count, type: group.type)
            }
            if let country, entry?.isCountry == true {
                readings.removeAll { $0.place == country }
                readings.insert(PlaceLookup.Reading(place: country), at: 0)
            }
            if readings.isEmpty {
                if group.type != .facility { unknown.append(index) }
                continue
            }
            if total > PlaceResolver.mostCandidates { readings = Array(readings.prefix(PlaceResolver.fewCandidates)) }
            total += readings.count
            toponyms.append(Toponym(group: index, spans: spans(group, mentions), candidates: candidates(readings, expected: country)))
        }
        add(writtenHints())
        toponyms += spelled(unknown, groups, mentions)
        toponyms.sort { $0.spans[0].start < $1.spans[0].start }
    }

    /// Where the mentions of a group are.
    func spans(_ group: MentionGroup, _ mentions: [TypedMention]) -> [Toponym.Span] {
        group.mentions.map { Toponym.Span(start: Int(mentions[$0].candidate.start), end: Int(mentions[$0].candidate.end)) }
    }

    /// Adds hints to the evidence.
    private mutating func add(_ hints: [PlaceHint]) {
        for hint in hints {
            for place in hint.places {
                let (country, first) = table.containers(of: place)
                evidence.add(hint.weight / Float(hint.places.count), country: country, division: first)
            }
        }
    }

    /// What readings of one name mean, with their priors; each place once, by its best reading.
    func candidates(_ readings: [PlaceLookup.Reading], expected: Int?) -> [PlaceCandidate] {
        var taken: Set<Int> = []
        let towns = readings.filter { table.towns.contains($0.place) && !$0.isLesser }.prefix(40).map(\.place)
        return readings.sorted { !$0.isLesser && $1.isLesser }.compactMap { reading in
            guard taken.insert(reading.place).inserted else { return nil }
            let place = table.place(reading.place)
            let (country, first) = table.containers(of: reading.place)
            let isShadowed = (place.level == .first || place.level == .second) && towns.contains { table.lies($0, in: reading.place) }
            let isExpected = expected == country && country > 0
            let prior = PlacePrior.of(place, reading, isShadowed: isShadowed, isInCountry: country > 0, isExpected: isExpected)
            return PlaceCandidate(
                place: place, reading: reading, country: country, first: first, cosine: Float(cos(place.latitude * .pi / 180)),
                prior: prior,
                isExpected: isExpected)
        }
    }

    /// One round: what each toponym means, by what the others meant in the round before.
    private mutating func weigh() throws {
        whole = evidence
        for toponym in toponyms { whole.add(toponym) }
        nearby = Neighbourhood(toponyms.prefix(PlaceResolver.mostWithNeighbours))
        for index in toponyms.indices {
            if index & 0xFF == 0 { try Cancellation.check() }
            var scores = toponyms[index].candidates.map(PlaceResolver.written)
            if scores.count > 1 {
                var own = PlaceEvidence()
                own.add(toponyms[index])
                let isCountry = toponyms[index].candidates.contains { $0.place.level == .country }
                for (at, candidate) in toponyms[index].candidates.enumerated() {
                    scores[at] += whole.support(country: candidate.country, division: candidate.first, without: own)
                    scores[at] += nearby.support(candidate, of: index)
                    if isCountry, candidate.place.level == .first { scores[at] += whole.siblings(of: candidate.country, without: own) }
                }
            }
            spread(scores, over: index)
        }
    }

    /// What the text says of a candidate itself, its prior included.
    private static func written(_ candidate: PlaceCandidate) -> Float {
        candidate.prior + contained * candidate.contained + beside * candidate.beside
    }

    /// Turns powers of ten into shares of one.
    private mutating func spread(_ scores: [Float], over index: Int) {
        guard let best = scores.max() else { return }
        let shares = scores.map { exp(2 * ($0 - best)) }
        let sum = shares.reduce(0, +)
        for (at, share) in shares.enumerated() { toponyms[index].candidates[at].probability = share / sum }
    }

    /// The answer: the likeliest place of each toponym, at a tie the one with the lower index, which is the same in every run.
    var locations: Locations {
        var found: Locations = [:]
        for (index, toponym) in toponyms.enumerated() {
            let best = toponym.candidates.max { ($0.probability, $1.place.index) < ($1.probability, $0.place.index) }
            guard let best, !best.place.isNowhere, !isStray(best, index) else { continue }
            // Four digits are eleven metres: as much as a place's coordinates are worth.
            found[toponym.group] = Location(
                geonames: best.place.id > 0 && !best.reading.isPartOnly ? best.place.id : nil, country: table.code(of: best.country),
                latitude: (best.place.latitude * 10_000).rounded() / 10_000, longitude: (best.place.longitude * 10_000).rounded() / 10_000)
        }
        return found
    }
}
