internal import ArticleAnalysis

/// Mentions of one thing.
struct MentionGroup: Sendable {
    var type: EntityType
    /// The entry of the gazetteer, or -1.
    var entry: Int32
    /// Indexes into the mentions, in text order.
    var mentions: [Int]
    /// The mention with the fullest name.
    var fullest: Int
}

/// Brings the mentions of one thing together: the same name, a person's surname after the full name, an acronym and what it stands for.
struct MentionGrouper {
    private let mentions: [TypedMention]
    private(set) var groups: [MentionGroup] = []
    /// Group by type and full name.
    private var byName: [UInt64: Int] = [:]
    /// Group of a person by last word, and by its form without an ending; the latest one wins.
    private var byPart: [UInt64: Int] = [:]
    /// Group of an organization by its initials.
    private var byInitials: [UInt64: Int] = [:]

    /// Groups mentions that come in text order.
    init(_ mentions: [TypedMention]) {
        self.mentions = mentions
        // Full names first, so that "Obama" before "Barack Obama" finds its way too.
        var short: [Int] = []
        for (index, mention) in mentions.enumerated() {
            let isShort =
                mention.candidate.entry < 0
                && (mention.type == .person && mention.candidate.words == 1 || mention.candidate.clues.contains(.acronym))
            if isShort { short.append(index) } else { add(index) }
        }
        for index in short { addShort(index) }
        for index in groups.indices { groups[index].mentions.sort() }
    }

    /// Adds a mention of a full name.
    private mutating func add(_ index: Int) {
        let mention = mentions[index]
        let candidate = mention.candidate
        let key = MentionGrouper.key(mention)
        if let group = byName[key] ?? personWithInitial(mention) {
            append(index, to: group)
            return
        }
        groups.append(MentionGroup(type: mention.type, entry: candidate.entry, mentions: [index], fullest: index))
        let group = groups.count - 1
        byName[key] = group
        if mention.type == .person {
            byPart[candidate.lastKey] = group
            byPart[candidate.lastStem] = group
            if candidate.words >= 2 { byPart[candidate.firstKey ^ MentionGrouper.firstName] = group }
        } else if mention.type == .organization, candidate.words >= 2 {
            byInitials[candidate.initials] = group
        }
    }

    /// A person known under the same first and last word: "George W. Bush" and "George Bush".
    private func personWithInitial(_ mention: TypedMention) -> Int? {
        guard mention.type == .person, mention.candidate.words >= 2, let group = byPart[mention.candidate.lastKey] else { return nil }
        let first = mentions[groups[group].fullest].candidate.firstKey
        return first == mention.candidate.firstKey ? group : nil
    }

    /// Adds a mention by surname or acronym.
    private mutating func addShort(_ index: Int) {
        let mention = mentions[index]
        let candidate = mention.candidate
        if mention.type == .person,
            let group = byPart[candidate.lastKey] ?? byPart[candidate.lastStem] ?? byPart[candidate.lastKey ^ MentionGrouper.firstName]
        {
            append(index, to: group)
        } else if mention.type == .organization, let group = byInitials[candidate.lastKey] {
            append(index, to: group)
        } else {
            add(index)
        }
    }

    /// Adds a mention to a group; the longest name becomes the group's.
    private mutating func append(_ index: Int, to group: Int) {
        groups[group].mentions.append(index)
        let candidate = mentions[index].candidate
        let fullest = mentions[groups[group].fullest].candidate
        if candidate.words > fullest.words { groups[group].fullest = index }
    }

    /// Keeps first names apart from last names in one table.
    private static let firstName: UInt64 = 0x0F0F_1E1E_2D2D_3C3C

    /// What makes two mentions the same at sight: the entry of the gazetteer, or type and words.
    private static func key(_ mention: TypedMention) -> UInt64 {
        let type = UInt64(truncatingIfNeeded: mention.type.rawValue.utf8.reduce(5381) { $0 &* 33 &+ Int($1) })
        let candidate = mention.candidate
        if candidate.entry >= 0 { return UInt64(candidate.entry) &* 0xA24B_AED4_963E_E407 ^ type }
        let name =
            mention.type == .person && candidate.words == 1
            ? (Scalars.seed ^ candidate.lastStem) &* 0x9E37_79B9_7F4A_7C15 : candidate.nameKey
        return name ^ (type &* 0xD6E8_FEB8_6659_FD93)
    }
}
