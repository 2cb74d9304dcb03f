/// The languages of a mixed document: what all passages of one say together tells better which it is than each did.
struct Parts {
    /// The languages that passages were taken for and that turned out to be one.
    struct Part {
        var languages: [Int]
        var sum: Ranking.Sum
        var bytes: Int
        var place: Ranking.Place
    }

    /// Largest first.
    private(set) var ranked: [Part] = []
    /// What each language of the passages is called.
    private(set) var tags: [Int: String] = [:]

    /// A language is no part of its own where another one is as probable as this for all that is in it: close relatives share most sentences.
    private static let doubt = 0.02

    init(of reading: Reading, isHanAlone: Bool) {
        for share in Parts.shares(of: reading) {
            guard let ranking = Ranking(of: share.sum, isHanAlone: isHanAlone) else { continue }
            let same = ranked.firstIndex { part in
                part.sum.script == share.sum.script && ranking.places.contains { $0.tag == part.place.tag && $0.probability > Parts.doubt }
            }
            if let same {
                ranked[same].languages.append(share.language)
                ranked[same].bytes += share.bytes
                ranked[same].sum.add(share.sum)
                ranked[same].place = Ranking(of: ranked[same].sum, isHanAlone: isHanAlone)?.places[0] ?? ranked[same].place
            } else {
                ranked.append(Part(languages: [share.language], sum: share.sum, bytes: share.bytes, place: ranking.places[0]))
            }
        }
        ranked.sort { ($1.bytes, $0.place.tag) < ($0.bytes, $1.place.tag) }
        for part in ranked { for language in part.languages { tags[language] = part.place.tag } }
    }

    /// One share for each language, largest first: what it has in its own script says which it is, all that it has how much.
    private static func shares(of reading: Reading) -> [LanguageSpans.Share] {
        var merged: [LanguageSpans.Share] = []
        for share in reading.spans.shares {
            let isCounted = reading.counts(share)
            let isOwn = share.sum.script == share.sum.model.classes[share.language].script
            if let known = merged.firstIndex(where: { $0.language == share.language }) {
                if isCounted { merged[known].bytes += share.bytes }
                if isOwn { merged[known].sum.add(share.sum) }
            } else {
                var first = share
                if !isCounted { first.bytes = 0 }
                if !isOwn { first.sum = Ranking.Sum(script: share.sum.model.classes[share.language].script, model: share.sum.model) }
                merged.append(first)
            }
        }
        return merged.sorted { ($1.bytes, $0.language) < ($0.bytes, $1.language) }
    }
}
