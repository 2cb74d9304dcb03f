public import ArticleAnalysis

/// Finds the people, places, organizations and other named things of an article by rules and a gazetteer.
///
/// It works in five steps, a file each: ``CandidateFinder`` finds what may be a name, ``TypeRules`` decides what is one and of what type,
/// ``MentionGrouper`` brings the mentions of one thing together, ``PlaceResolver`` and ``CountryLinker`` link places and countries, ``Salience`` weighs.
///
/// ```swift
/// let found = try EntityTagger().analyze(article, knowing: Findings([language]))
/// for entity in found.entities { print(entity.name, entity.type, entity.mentions.count) }
/// ```
public struct EntityTagger: Analyzer {
    /// The name jobs ask by.
    public static let key: AnalyzerKey = "entities"
    /// Raised with every change of what is found.
    public static let revision = 1
    /// The language tells which words are everyday ones and how names are inflected.
    public static let needs: [any Finding.Type] = [DetectedLanguage.self]

    /// More entities than this are left out, the least salient first.
    static let mostEntities = 5_000

    /// A tagger; its tables are read by ``prepare()`` or with the first article.
    public init() {}

    /// Reads the tables.
    public func prepare() throws { _ = Gazetteer.shared }

    /// Finds the entities of an article's body. Its title is read as evidence only.
    public func analyze(_ article: Article, knowing earlier: Findings) throws -> TaggedEntities {
        let gazetteer = Gazetteer.shared
        let detected = earlier[DetectedLanguage.self]
        let language = LanguageTag(detected?.language ?? "und")
        let bytes = Array(article.body.utf8)
        var finder = CandidateFinder(bytes, gazetteer: gazetteer, language: language)
        try find(&finder, in: bytes, spans: detected?.spans ?? [], otherwise: language)
        var title = CandidateFinder(Array((article.title ?? "").utf8), gazetteer: gazetteer, language: language)
        try find(&title, in: Array((article.title ?? "").utf8), spans: [], otherwise: language)

        let rules = TypeRules(finder.candidates, title: title.candidates, evidence: finder.evidence, gazetteer: gazetteer)
        let mentions = finder.candidates.compactMap(rules.type(of:))
        try Cancellation.check()
        let groups = MentionGrouper(mentions).groups
        try Cancellation.check()
        let inTitle = Set(title.candidates.map { name(of: $0, in: Array((article.title ?? "").utf8), gazetteer) })
        let locations = try PlaceResolver.locations(groups, mentions, in: bytes, title: article.title, gazetteer: gazetteer)
        return finding(groups, mentions, bytes, CountryLinker(gazetteer: gazetteer, locations: locations), inTitle)
    }

    /// Walks a text, in the language of the part at hand.
    private func find(_ finder: inout CandidateFinder, in bytes: [UInt8], spans: [DetectedLanguage.Span], otherwise: LanguageTag) throws {
        var scanner = TextScanner(bytes)
        var tokens: [Token] = []
        var span = 0
        while scanner.next(into: &tokens) {
            try Cancellation.check()
            let position = Int(tokens[0].codePoint)
            while span + 1 < spans.count, spans[span].end <= position { span += 1 }
            if span < spans.count, spans.count > 1, spans[span].start <= position, position < spans[span].end {
                let language = LanguageTag(spans[span].language)
                finder.language = language.code == "und" ? otherwise : language
            }
            finder.find(in: tokens)
        }
    }

    /// Puts the finding together.
    private func finding(
        _ groups: [MentionGroup], _ mentions: [TypedMention], _ bytes: [UInt8], _ linker: CountryLinker, _ inTitle: Set<String>
    ) -> TaggedEntities {
        let names = groups.map { name(of: mentions[$0.fullest].candidate, in: bytes, linker.gazetteer) }
        let length = mentions.last.map { Int($0.candidate.codePoint + $0.candidate.length) } ?? 0
        let shares = Salience(length: length, titled: inTitle).shares(groups, mentions, names: names)
        let order = groups.indices.sorted { (shares[$0], groups[$1].mentions[0]) > (shares[$1], groups[$0].mentions[0]) }
        let entities = order.prefix(EntityTagger.mostEntities).map { index -> Entity in
            let group = groups[index]
            let (entry, location) = (linker.entry(of: group), linker.locations[index])
            let found = group.mentions.map { mention -> Entity.Mention in
                let candidate = mentions[mention].candidate
                return Entity.Mention(
                    start: Int(candidate.codePoint), end: Int(candidate.codePoint + candidate.length), text: text(of: candidate, in: bytes),
                    confidence: mentions[mention].confidence)
            }
            return Entity(
                name: names[index], type: group.type, mentions: found, links: location?.geonames.map { Entity.Links(geonames: $0) },
                country: linker.country(of: index, group), latitude: location?.latitude ?? entry?.latitude,
                longitude: location?.longitude ?? entry?.longitude, salience: shares[index])
        }
        return TaggedEntities(entities: entities, countries: linker.countries(groups))
    }

    /// The name of a thing: the gazetteer's for places and organizations it knows, else as the text writes it.
    private func name(of candidate: Candidate, in bytes: [UInt8], _ gazetteer: Gazetteer) -> String {
        gazetteer.entry(candidate)?.name ?? text(of: candidate, in: bytes)
    }

    /// The text of a candidate, letter for letter.
    private func text(of candidate: Candidate, in bytes: [UInt8]) -> String {
        String(decoding: bytes[Int(candidate.start)..<Int(candidate.end)], as: UTF8.self)
    }
}
