internal import ArticleAnalysis

/// Looks a name of the text up in the place table: as it stands, else without what is not part of a table's name.
struct PlaceLookup {
    /// What may be meant.
    struct Reading {
        var place: Int
        var isLesser = false
        /// Only the place that is in the name, not what the name is of: "northern Iraq", "Baghdad International Airport".
        var isPartOnly = false
        /// The name says that it is a division, or that it is a town.
        var saysDivision = false
        var saysTown = false
    }

    let table: PlaceTable
    let bytes: [UInt8]

    /// The places that a stretch of text may mean, the most populous first within one name.
    func readings(from start: Int, to end: Int, type: EntityType) -> [Reading] {
        // "Springfield, Illinois" as one mention: the containment is read elsewhere.
        let end = bytes[start..<end].firstIndex(of: 0x2C) ?? end
        let name = ToponymKey(bytes, from: start, to: end, table: table)
        guard !name.words.isEmpty else { return [] }
        let bare = name.words.indices.dropFirst(GenericTerms.isArticle(name.words[0].hash) ? 1 : 0)
        let attempts: [() -> [Reading]] = [
            { readings(name, name.words.indices) }, { readings(name, bare) }, { inflected(name) }, { suffixed(start, end) },
            { generic(name, bare) }, { landscape(name, bare) }, { shortForm(name) }, { part(name, bare) },
            { type == .facility ? leading(name, bare) : [] },
        ]
        for attempt in attempts {
            let found = attempt()
            if !found.isEmpty { return found }
        }
        return []
    }

    /// The places of exactly these words.
    private func readings(_ name: ToponymKey, _ words: Range<Int>) -> [Reading] { words.isEmpty ? [] : readings(name.key(words)) }

    private func readings(_ key: UInt64) -> [Reading] {
        table.hits(key).filter { !$0.isAbbreviation }.map { Reading(place: $0.place, isLesser: $0.isLesser) }
    }

    /// "Anbar province", "the city of Anbar", "مدينة حلب".
    private func generic(_ name: ToponymKey, _ bare: Range<Int>) -> [Reading] {
        var words = bare
        var kinds: [UInt64] = []
        func isGeneric(_ hash: UInt64) -> Bool { GenericTerms.isDivision(hash) || GenericTerms.isTown(hash) }
        if words.count > 1, isGeneric(name.words[words.upperBound - 1].hash) {
            kinds.append(name.words[words.upperBound - 1].hash)
            words = words.dropLast()
        }
        if words.count > 1, isGeneric(name.words[words.lowerBound].hash) {
            kinds.append(name.words[words.lowerBound].hash)
            words = words.dropFirst()
            if words.count > 1, GenericTerms.isOf(name.words[words.lowerBound].hash) { words = words.dropFirst() }
        }
        guard !kinds.isEmpty, !words.isEmpty else { return [] }
        let saysDivision = kinds.contains(where: GenericTerms.isDivision)
        let saysTown = kinds.contains(where: GenericTerms.isTown)
        return readings(name, words).map {
            Reading(place: $0.place, isLesser: $0.isLesser, saysDivision: saysDivision, saysTown: saysTown && !saysDivision)
        }
    }

    /// "The Danube River", "Lake Chad", "Kish Island": features, and for islands what lies on them.
    private func landscape(_ name: ToponymKey, _ bare: Range<Int>) -> [Reading] {
        var words = bare
        var isIsland = false
        func isKind(_ word: Int) -> Bool {
            let isIslandWord = GenericTerms.isIsland(name.words[word].hash)
            isIsland = isIsland || isIslandWord
            return isIslandWord || GenericTerms.isNatural(name.words[word].hash)
        }
        while words.count > 1, isKind(words.upperBound - 1) { words = words.dropLast() }
        if words.count > 1, isKind(words.lowerBound) {
            words = words.dropFirst()
            if words.count > 1, GenericTerms.isOf(name.words[words.lowerBound].hash) { words = words.dropFirst() }
        }
        guard words != bare else { return [] }
        return readings(name, words).compactMap { reading in
            if table.features.contains(reading.place) { return reading }
            guard isIsland, !reading.isLesser, table.place(reading.place).population >= PlaceLookup.islanders else { return nil }
            return Reading(place: reading.place, isPartOnly: true)
        }
    }

    /// "NSW", "B.C.", "Qld": what has letters enough or is written with stops.
    private func shortForm(_ name: ToponymKey) -> [Reading] {
        guard name.words.count == 1, let word = name.words.first else { return [] }
        let written = bytes[word.start..<word.end]
        // "I'll" is not Illinois.
        guard written.count > 2, written.allSatisfy({ $0 == 0x2E || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) else { return [] }
        let hits = table.hits(name.key).filter(\.isAbbreviation)
        return hits.count == 1 ? hits.map { Reading(place: $0.place) } : []
    }

    /// What is known by another spelling from Arabic, Persian, Pashto or Cyrillic letters, in some countries only.
    func loose(from start: Int, to end: Int, in countries: Set<Int>) -> [Reading] {
        let name = ToponymKey(bytes, from: start, to: end, table: table)
        var words = name.words.indices.dropFirst(name.words.first.map { GenericTerms.isDivision($0.hash) } == true ? 1 : 0)
        if words.count > 1, GenericTerms.isDivision(name.words[words.upperBound - 1].hash) { words = words.dropLast() }
        guard !countries.isEmpty, let key = LooseName.key(name.words[words], in: bytes, table: table) else { return [] }
        return table.hits(key).filter { countries.contains(table.containers(of: $0.place).country) }
            .map { Reading(place: $0.place, isLesser: true) }
    }

    /// The binary logarithm of the inhabitants a town or division must have to be what an island is called by.
    private static let islanders: Float = 14

    /// "Northern Iraq", "downtown Chicago", "the Western District of Texas".
    private func part(_ name: ToponymKey, _ bare: Range<Int>) -> [Reading] {
        guard let first = bare.first(where: { !GenericTerms.isPart(name.words[$0].hash) }), first > bare.lowerBound else { return [] }
        let whole = first..<name.words.count
        let found = readings(name, whole)
        return (found.isEmpty ? generic(name, whole) : found).map { Reading(place: $0.place, isLesser: $0.isLesser, isPartOnly: true) }
    }

    /// The longest place that a name starts with: a facility stands where its name says.
    private func leading(_ name: ToponymKey, _ bare: Range<Int>) -> [Reading] {
        for end in bare.dropFirst().reversed() {
            let found = readings(name, bare.lowerBound..<end)
            if !found.isEmpty { return found.map { Reading(place: $0.place, isLesser: $0.isLesser, isPartOnly: true) } }
        }
        return []
    }

    /// A Chinese or Japanese name without the character for its kind: "巴黎市".
    private func suffixed(_ start: Int, _ end: Int) -> [Reading] {
        guard end - start >= 9, PlaceLookup.kinds.contains(String(decoding: bytes[end - 3..<end], as: UTF8.self)) else { return [] }
        return readings(ToponymKey(bytes, from: start, to: end - 3, table: table).key)
    }

    private static let kinds: Set<String> = ["市", "省", "州", "县", "縣", "区", "區", "府", "郡", "町", "村", "镇", "鎮"]

    /// A name in Cyrillic letters in its nominative: "Москве", "Нижнем Новгороде", "Ростове-на-Дону".
    private func inflected(_ name: ToponymKey) -> [Reading] {
        guard let first = name.words.first, let last = name.words.last, bytes[first.start] == 0xD0 || bytes[first.start] == 0xD1 else {
            return []
        }
        let lasts =
            [last.hash] + CaseEndings.nominatives(of: last.letters(in: bytes, table: table)).map { $0.reduce(Scalars.seed, Scalars.mix) }
        let isOne = name.words.count == 1
        let firsts =
            isOne ? [] : CaseEndings.nominatives(of: first.letters(in: bytes, table: table)).map { $0.reduce(Scalars.seed, Scalars.mix) }
        for head in [first.hash] + firsts {
            for tail in lasts {
                let words = isOne ? [tail] : [head] + name.words.dropFirst().dropLast().map(\.hash) + [tail]
                let found = readings(words.reduce(ToponymKey.seed, ToponymKey.extend))
                if !found.isEmpty { return found }
            }
        }
        return []
    }
}
