internal import ArticleAnalysis

/// Says which item of Wikidata the entities of an article are, where a list of the well-known tells: ``LinkTable``.
///
/// A person or organization is linked by a whole name that stands in the article, or that the gazetteer gives it: a surname alone names
/// nobody, but joins a group that has the whole name elsewhere. A name that others bear too needs its country: a person's must be
/// named, an organization's be the one the article names most. Where names of one group mean two items, the group is none of them.
///
/// No two entities of an article carry one item. An item is what readers count and join by, so that the same one twice would count the
/// article double; bringing mentions together is the grouper's task, and a second group by that name may as well be a namesake. It goes to the group
/// with more mentions, at a tie to the one that is named first.
struct WikidataLinker {
    /// The number of the item, by the index of the group.
    private(set) var items: [Int: UInt32] = [:]

    private let table: LinkTable
    private let folding: PlaceTable
    private let bytes: [UInt8]
    private let gazetteer: Gazetteer
    private let countries: [String]

    /// Links the groups of an article whose countries are known, the most named first.
    init(
        _ groups: [MentionGroup], _ mentions: [TypedMention], in bytes: [UInt8], places: CountryLinker,
        countries: [TaggedEntities.CountryCount], table: LinkTable, folding: PlaceTable
    ) {
        (self.table, self.folding, self.bytes, gazetteer) = (table, folding, bytes, places.gazetteer)
        self.countries = countries.map(\.country)
        var owners: [UInt32: Int] = [:]
        for (index, group) in groups.enumerated() {
            guard let item = item(of: group, mentions, at: places.locations[index]) else { continue }
            let rank = (group.mentions.count, -group.mentions[0])
            if let owner = owners[item], (groups[owner].mentions.count, -groups[owner].mentions[0]) >= rank { continue }
            owners[item] = index
        }
        for (item, index) in owners { items[index] = item }
    }

    /// The item of one group.
    private func item(of group: MentionGroup, _ mentions: [TypedMention], at location: PlaceResolver.Location?) -> UInt32? {
        switch group.type {
        case .geopolitical: location?.geonames.flatMap(table.item)
        case .person: named(group, mentions, kind: .person)
        case .organization: named(group, mentions, kind: .organization)
        default: nil
        }
    }

    /// The item that the names of a group agree on.
    private func named(_ group: MentionGroup, _ mentions: [TypedMention], kind: LinkKey.Kind) -> UInt32? {
        var found: UInt32?
        if let entry = gazetteer.entry(at: group.entry) {
            let name = Array(entry.name.utf8)
            found = item(name, from: 0, to: name.count, kind: kind)
        }
        var last: UInt64?
        for mention in group.mentions {
            let candidate = mentions[mention].candidate
            // The same words again tell nothing new.
            if candidate.nameKey == last { continue }
            last = candidate.nameKey
            guard let item = item(bytes, from: Int(candidate.start), to: Int(candidate.end), kind: kind) else { continue }
            if let found, found != item { return nil }
            found = item
        }
        return found
    }

    /// The item of a name, if its country is named as it must be.
    private func item(_ bytes: [UInt8], from start: Int, to end: Int, kind: LinkKey.Kind) -> UInt32? {
        guard let key = LinkKey(bytes, from: start, to: end, kind: kind, folding: folding),
            let hit = table.hit(key.whole) ?? key.stem.flatMap(table.hit)
        else { return nil }
        guard let country = hit.country else { return hit.item }
        return (kind == .person ? countries.contains(country) : countries.first == country) ? hit.item : nil
    }
}
