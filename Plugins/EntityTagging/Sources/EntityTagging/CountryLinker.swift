internal import ArticleAnalysis

/// Says which country each group of mentions belongs to, where it lies, and how often each country is meant.
struct CountryLinker {
    let gazetteer: Gazetteer
    /// Where the places are, by the index of their group.
    let locations: PlaceResolver.Locations

    /// What the gazetteer knows of a group.
    func entry(of group: MentionGroup) -> Gazetteer.Entry? { gazetteer.entry(at: group.entry) }

    /// The country of a group: that of its place, which may lie in none, else what the gazetteer knows.
    func country(of index: Int, _ group: MentionGroup) -> String? {
        if let location = locations[index] { return location.country }
        return entry(of: group)?.country
    }

    /// Countries by mentions of themselves, their people and their places; most mentioned first, then by code.
    func countries(_ groups: [MentionGroup]) -> [TaggedEntities.CountryCount] {
        var counts: [String: Int] = [:]
        for (index, group) in groups.enumerated() where group.type == .geopolitical || group.type == .group || group.type == .location {
            if let country = country(of: index, group) { counts[country, default: 0] += group.mentions.count }
        }
        return counts.map { TaggedEntities.CountryCount(country: $0.key, mentions: $0.value) }
            .sorted { ($0.mentions, $1.country) > ($1.mentions, $0.country) }
    }
}
