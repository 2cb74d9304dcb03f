internal import ArticleAnalysis

/// Says which country each group of mentions belongs to, where it lies, and how often each country is meant.
struct CountryLinker {
    let gazetteer: Gazetteer

    /// What the gazetteer knows of a group.
    func entry(of group: MentionGroup) -> Gazetteer.Entry? { group.entry < 0 ? nil : gazetteer.entries[Int(group.entry)] }

    /// Countries by mentions of themselves, their people and their places; most mentioned first, then by code.
    func countries(_ groups: [MentionGroup]) -> [TaggedEntities.CountryCount] {
        var counts: [String: Int] = [:]
        for group in groups where group.type == .geopolitical || group.type == .group || group.type == .location {
            if let country = entry(of: group)?.country { counts[country, default: 0] += group.mentions.count }
        }
        return counts.map { TaggedEntities.CountryCount(country: $0.key, mentions: $0.value) }
            .sorted { ($0.mentions, $1.country) > ($1.mentions, $0.country) }
    }
}
