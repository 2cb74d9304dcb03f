internal import ArticleAnalysis

/// An article with its mentions, in the letters in which names are looked up in it.
struct TaggedText {
    var bytes: [UInt8]
    var title: String?
    /// In text order, with their places in ``bytes``.
    var mentions: [TypedMention]

    /// The article as the tagger read it, and then as it was written, where that is another text.
    static func readings(of article: Article, _ walked: ArticleCandidates, _ mentions: [TypedMention]) -> [TaggedText] {
        guard let latin = walked.latin else {
            return [TaggedText(bytes: walked.finder.bytes, title: article.title, mentions: mentions)]
        }
        let title = article.title.map { _ in String(decoding: walked.title.bytes, as: UTF8.self) }
        let read = TaggedText(bytes: walked.finder.bytes, title: title, mentions: mentions)
        return [read, TaggedText(bytes: Array(article.body.utf8), title: article.title, mentions: mentions.map(latin.original))]
    }
}

extension PlaceResolver {
    /// The locations of groups of mentions as the first text has them, and what only a later one has.
    static func locations(_ groups: [MentionGroup], _ texts: [TaggedText], gazetteer: Gazetteer) throws -> Locations {
        try texts.reduce(into: [:]) { found, text in
            let more = try locations(groups, text.mentions, in: text.bytes, title: text.title, gazetteer: gazetteer)
            found.merge(more) { first, _ in first }
        }
    }
}

extension WikidataLinker {
    /// The items of groups of mentions as the first text has them, and what only a later one has.
    static func items(
        _ groups: [MentionGroup], _ texts: [TaggedText], places: CountryLinker, countries: [TaggedEntities.CountryCount], table: LinkTable,
        folding: PlaceTable
    ) -> [Int: UInt32] {
        texts.reduce(into: [:]) { found, text in
            let more = WikidataLinker(
                groups, text.mentions, in: text.bytes, places: places, countries: countries, table: table, folding: folding)
            // No two entities carry one item.
            let taken = Set(found.values)
            found.merge(more.items.filter { !taken.contains($0.value) }) { first, _ in first }
        }
    }
}
