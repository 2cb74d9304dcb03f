public import ArticleAnalysis

/// Finds the people, places, organizations and other named things of an article by a trained tagger that listens to rules and a gazetteer.
///
/// It works in seven steps, a file each: ``CandidateFinder`` finds what may be a name, ``TypeRules`` says what is one and of what type,
/// ``NameTagger`` decides where it was trained for the language, ``MentionGrouper`` brings the mentions of one thing together,
/// ``PlaceResolver``, ``CountryLinker`` and ``WikidataLinker`` link, ``Salience`` weighs.
///
/// ```swift
/// let found = try EntityTagger().analyze(article, knowing: Findings([language]))
/// for entity in found.entities { print(entity.name, entity.type, entity.mentions.count) }
/// ```
public struct EntityTagger: Analyzer {
    /// The name jobs ask by.
    public static let key: AnalyzerKey = "entities"
    /// Raised with every change of what is found.
    public static let revision = 5
    /// The language tells which words are everyday ones and how names are inflected.
    public static let needs: [any Finding.Type] = [DetectedLanguage.self]

    /// More entities than this are left out, the least salient first.
    static let mostEntities = 5_000

    /// A tagger; its tables are read by ``prepare()`` or with the first article.
    public init() {}

    /// Reads the tables.
    ///
    /// - Throws: ``EntityError`` when a table or a model that was built in is none.
    public func prepare() throws {
        _ = Gazetteer.shared
        guard TaggerModel.builtIn.count == TaggerModel.builtInCount else { throw EntityError.noModel }
        guard PlaceTable.shared != nil else { throw EntityError.noTable }
        guard LinkTable.shared != nil else { throw EntityError.noLinks }
    }

    /// Finds the entities of an article's body. Its title is read as evidence only.
    public func analyze(_ article: Article, knowing earlier: Findings) throws -> TaggedEntities {
        let detected = earlier[DetectedLanguage.self]
        let language = LanguageTag(detected?.language ?? "und")
        let gazetteer = Gazetteer.shared.reading(language)
        let model = TaggerModel.of(language)
        let walked = try ArticleCandidates(article, language: detected, gazetteer: gazetteer, isRead: model != nil)
        var tagged = TaggedMentions(walked, gazetteer: gazetteer)
        let mentions = try tagged.mentions(by: model)
        try Cancellation.check()
        let groups = MentionGrouper(
            mentions, in: walked.finder.bytes, language: language, title: walked.title.bytes, gazetteer: gazetteer
        ).groups
        try Cancellation.check()
        let inTitle = Set(walked.title.candidates.map { name(of: $0, in: walked.title.bytes, gazetteer) })
        let texts = TaggedText.readings(of: article, walked, mentions)
        let locations = try PlaceResolver.locations(groups, texts, gazetteer: gazetteer)
        return try finding(groups, texts, CountryLinker(gazetteer: gazetteer, locations: locations), inTitle)
    }

    /// Puts the finding together; the last text is the one that was written.
    private func finding(_ groups: [MentionGroup], _ texts: [TaggedText], _ linker: CountryLinker, _ inTitle: Set<String>) throws
        -> TaggedEntities
    {
        guard let folding = PlaceTable.shared else { throw EntityError.noTable }
        guard let links = LinkTable.shared else { throw EntityError.noLinks }
        guard let read = texts.first, let written = texts.last else { return TaggedEntities(entities: [], countries: []) }
        let (mentions, bytes) = (written.mentions, written.bytes)
        let countries = linker.countries(groups)
        let items = WikidataLinker.items(groups, texts, places: linker, countries: countries, table: links, folding: folding)
        let names = groups.map { name(of: mentions[$0.fullest].candidate, in: bytes, linker.gazetteer) }
        let length = read.mentions.last.map { Int($0.candidate.codePoint + $0.candidate.length) } ?? 0
        let asRead =
            texts.count == 1 ? names : groups.map { name(of: read.mentions[$0.fullest].candidate, in: read.bytes, linker.gazetteer) }
        let shares = Salience(length: length, titled: inTitle).shares(groups, read.mentions, names: asRead)
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
                name: names[index], type: group.type, mentions: found,
                links: Entity.Links(item: items[index], geonames: location?.geonames),
                country: linker.country(of: index, group), latitude: location?.latitude ?? entry?.latitude,
                longitude: location?.longitude ?? entry?.longitude, salience: shares[index])
        }
        return TaggedEntities(entities: entities, countries: countries)
    }

    /// The name of a thing: the gazetteer's for places and organizations it knows, else as the text writes it, with plain spaces.
    private func name(of candidate: Candidate, in bytes: [UInt8], _ gazetteer: Gazetteer) -> String {
        gazetteer.entry(candidate)?.name
            ?? String(decoding: Scalars.withPlainSpaces(bytes[Int(candidate.start)..<Int(candidate.end)]), as: UTF8.self)
    }

    /// The text of a candidate, letter for letter.
    private func text(of candidate: Candidate, in bytes: [UInt8]) -> String {
        String(decoding: bytes[Int(candidate.start)..<Int(candidate.end)], as: UTF8.self)
    }
}

extension Entity.Links {
    /// The links there are; `nil` where there is none.
    fileprivate init?(item: UInt32?, geonames: Int?) {
        if item == nil, geonames == nil { return nil }
        self.init(wikidata: item.map { "Q\($0)" }, geonames: geonames)
    }
}
