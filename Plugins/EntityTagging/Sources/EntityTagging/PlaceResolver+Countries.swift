internal import ArticleAnalysis

/// What may be meant only in the countries that an article is about.
extension PlaceResolver {
    /// The binary logarithm of the inhabitants of what is in the news abroad, by a name in another language and by its own.
    private static let city: Float = 20, town: Float = 15
    /// The same of what is in the news abroad where nothing else has its name.
    private static let village: Float = 11
    /// Less support by neighbours than this is none.
    private static let lonely: Float = 0.3

    /// Groups whose names no table has as they stand, by other spellings of places in the countries that the article names.
    func spelled(_ unknown: [Int], _ groups: [MentionGroup], _ mentions: [TypedMention]) -> [Toponym] {
        guard !unknown.isEmpty else { return [] }
        let lookup = PlaceLookup(table: table, bytes: bytes)
        let named = namedCountries
        return unknown.compactMap { index in
            let group = groups[index]
            let fullest = mentions[group.fullest].candidate
            let readings = lookup.loose(from: Int(fullest.start), to: Int(fullest.end), in: named)
            guard !readings.isEmpty else { return nil }
            return Toponym(group: index, spans: spans(group, mentions), candidates: candidates(readings, expected: nil))
        }
    }

    /// The countries that the article names, by themselves, their people or places that are unlikely to be any others.
    private var namedCountries: Set<Int> {
        var named = evidence.named
        for toponym in toponyms {
            if let likeliest = toponym.candidates.max(by: { $0.prior < $1.prior }), likeliest.country > 0 {
                named.insert(likeliest.country)
            }
        }
        return named
    }

    /// Whether a place is small, or called so elsewhere only, and in a country of which the article says nothing, though it says much of others.
    ///
    /// "Groom" is not the village in Texas in an article on Queensland. What has no namesakes may be abroad: Srebrenica.
    func isStray(_ best: PlaceCandidate, _ index: Int) -> Bool {
        guard best.place.level == .town || best.place.level == .second, best.contained == 0, best.beside == 0 else { return false }
        guard !best.place.isCapital, !best.isExpected, !isUnique(best, toponyms[index]) else { return false }
        guard best.place.population < (best.reading.isLesser ? PlaceResolver.city : PlaceResolver.town) else { return false }
        var own = PlaceEvidence()
        own.add(toponyms[index])
        return whole.isElsewhere(than: best.country, without: own) && nearby.support(best, of: index) < PlaceResolver.lonely
    }

    /// Whether a place is the only one of its name, which is no acronym.
    private func isUnique(_ best: PlaceCandidate, _ toponym: Toponym) -> Bool {
        guard toponym.candidates.count == 1, !best.reading.isLesser, !best.reading.isPartOnly else { return false }
        let name = bytes[toponym.spans[0].start..<toponym.spans[0].end]
        return best.place.population >= PlaceResolver.village && !name.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }
}
