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

/// Brings the mentions of one thing together: the same name in other spellings and cases, a person's surname and the full name, an acronym and
/// what it stands for.
///
/// Persons, organizations and places are kept apart, so that a place and an organization of one name stay two. Full names are grouped first, in text order,
/// so that "Obama" before "Barack Obama" finds its way too; then what is short.
struct MentionGrouper {
    let mentions: [TypedMention]
    let bytes: [UInt8]
    let language: LanguageTag
    private let gazetteer: Gazetteer
    private(set) var groups: [MentionGroup] = []
    /// The words of each mention: an index into ``names``, or -1 where they are not looked at.
    private var nameOf: [Int32] = []
    private var names: [NameParts] = []
    /// The group of each mention that is in one.
    private(set) var groupOf: [Int: Int] = [:]
    /// Groups by what makes two mentions the same at sight.
    private var byName: [UInt64: Int] = [:]
    private var persons: PersonChains
    private var bodies = OrganizationChains()
    /// The names of organizations that ``bodies`` knows.
    private var learned: Set<Int32> = []

    /// Groups mentions that come in text order.
    ///
    /// - Parameter title: the text of the article's title, which says whom the article is about.
    init(
        _ mentions: [TypedMention], in bytes: [UInt8], language: LanguageTag = LanguageTag("und"), title: [UInt8] = [], gazetteer: Gazetteer
    ) {
        self.mentions = mentions
        self.bytes = bytes
        self.language = language
        self.gazetteer = gazetteer
        let words = NameParts(title, from: 0, to: title.count, isPerson: false, language: language, gazetteer: gazetteer).words
        persons = PersonChains(title: Set(words.map(\.plain)))
        cutNames()
        var short: [Int] = []
        for index in mentions.indices { if isShort(index) { short.append(index) } else { addFull(index) } }
        for index in short { addShort(index) }
        for index in groups.indices {
            groups[index].mentions.sort()
            groups[index].fullest = fullest(groups[index].mentions)
            groups[index].type = type(groups[index])
        }
    }

    // MARK: Names

    /// Cuts the mentions into words, each spelling once.
    private mutating func cutNames() {
        var known: [UInt64: Int32] = [:]
        nameOf.reserveCapacity(mentions.count)
        for mention in mentions {
            let family = family(mention.type)
            // Places the gazetteer knows need no second look: they are most of the mentions.
            guard family != .other, family != .place || mention.candidate.entry < 0 else {
                nameOf.append(-1)
                continue
            }
            let (start, end) = (Int(mention.candidate.start), Int(mention.candidate.end))
            let key = bytes[start..<end].reduce(UInt64(family.rawValue)) { PagePhrases.extend($0, UInt64($1)) }
            if let name = known[key] {
                nameOf.append(name)
                continue
            }
            names.append(NameParts(bytes, from: start, to: end, isPerson: family == .person, language: language, gazetteer: gazetteer))
            known[key] = Int32(names.count - 1)
            nameOf.append(Int32(names.count - 1))
        }
    }

    /// The words of a mention.
    private func name(_ index: Int) -> NameParts? { nameOf[index] < 0 ? nil : names[Int(nameOf[index])] }

    /// Whether a mention begins with a country or its people.
    func beginsWithCountry(_ index: Int) -> Bool {
        let candidate = mentions[index].candidate
        var scanner = TextScanner(bytes, from: Int(candidate.start), to: Int(candidate.end))
        var tokens: [Token] = []
        guard scanner.next(into: &tokens, preferred: 8, most: 8),
            let match = gazetteer.match(tokens, at: 0, to: tokens.count, language: language), match.end < tokens.count
        else { return false }
        return gazetteer.entries[match.entry].isCountry || gazetteer.entries[match.entry].type == .group
    }

    /// What can be one thing.
    private enum Family: UInt8 {
        case person, organization, place, other
    }

    /// The family of a type: a place is one whether it is called a city or a region.
    private func family(_ type: EntityType) -> Family {
        switch type {
        case .person: .person
        case .organization: .organization
        case .geopolitical, .location, .facility: .place
        default: .other
        }
    }

    /// Whether a mention needs a fuller one to say what it is.
    private func isShort(_ index: Int) -> Bool {
        let mention = mentions[index]
        switch family(mention.type) {
        case .person: return name(index)?.words.count ?? 0 < 2
        case .organization: return mention.candidate.entry < 0 && mention.candidate.clues.contains(.acronym)
        default: return false
        }
    }

    // MARK: Groups

    /// Adds a mention of a full name.
    private mutating func addFull(_ index: Int) {
        let mention = mentions[index]
        guard let name = name(index), !name.words.isEmpty else { return addByName(index) }
        switch family(mention.type) {
        case .person:
            let context = NameContext(bytes, around: mention.candidate, parts: name, gazetteer: gazetteer)
            let position = mention.candidate.start
            let person = persons.person(named: name, context, at: position) ?? personWithoutArticle(name, context, at: position)
            if let person {
                append(index, to: persons.persons[person].group)
                persons.note(name, context, of: person, at: position)
            } else {
                let person = persons.add(name, context, group: newGroup(index))
                persons.note(name, context, of: person, at: position)
            }
        case .organization: addOrganization(index, name)
        default: addByName(index)
        }
    }

    /// The person of "Al Assad" or "Van der Bellen", which look like a given name and a surname.
    private func personWithoutArticle(_ name: NameParts, _ context: NameContext, at position: UInt32) -> Int? {
        guard name.words.count == 2, NameParts.openings.contains(name.words[0].plain) else { return nil }
        return persons.person(called: NameParts(name.words.dropFirst()), context, at: position)
    }

    /// Adds a mention by one name of a person or by an acronym.
    private mutating func addShort(_ index: Int) {
        let mention = mentions[index]
        let candidate = mention.candidate
        guard let name = name(index), !name.words.isEmpty else { return addByName(index) }
        if mention.type == .organization {
            guard let group = bodies.group(of: candidate, index, in: self) else { return addOrganization(index, name) }
            append(index, to: group)
            bodies.learn(acronym: candidate, group: group)
            return
        }
        let context = NameContext(bytes, around: candidate, parts: name, gazetteer: gazetteer)
        if let person = persons.person(called: name, context, at: candidate.start) {
            append(index, to: persons.persons[person].group)
            persons.noteShort(of: person, context, at: candidate.start)
        } else {
            let person = persons.add(name, context, group: newGroup(index))
            persons.note(name, context, of: person, at: candidate.start)
        }
    }

    /// Adds a mention of an organization by its name.
    private mutating func addOrganization(_ index: Int, _ name: NameParts) {
        let known = bodies.group(of: name, index, in: self)
        let group = known ?? newGroup(index)
        if known != nil { append(index, to: group) }
        guard learned.insert(nameOf[index]).inserted else { return }
        let isNational = name.words.count > 2 && beginsWithCountry(index)
        bodies.learn(name, mentions[index].candidate, group: group, isNational: isNational)
    }

    /// Adds a mention that is one with others only under the same name.
    private mutating func addByName(_ index: Int) {
        let keys = keys(index)
        if let key = keys.first(where: { byName[$0] != nil }), let group = byName[key] {
            append(index, to: group)
            for key in keys where byName[key] == nil { byName[key] = group }
        } else {
            let group = newGroup(index)
            for key in keys { byName[key] = group }
        }
    }

    /// What makes two mentions the same at sight: the entry of the gazetteer, or the words.
    private func keys(_ index: Int) -> [UInt64] {
        let mention = mentions[index]
        let family = family(mention.type)
        let type =
            family == .other
            ? UInt64(truncatingIfNeeded: mention.type.rawValue.utf8.reduce(5381) { $0 &* 33 &+ Int($1) }) : UInt64(family.rawValue)
        let salt = type &* 0xD6E8_FEB8_6659_FD93
        let candidate = mention.candidate
        func key(_ name: UInt64) -> UInt64 { (name ^ 0x5555) &* 0x9E37_79B9_7F4A_7C15 ^ salt }
        let written = key(candidate.nameKey)
        if candidate.entry >= 0 { return [UInt64(candidate.entry) &* 0xA24B_AED4_963E_E407 ^ salt, written] }
        guard let name = name(index), !name.words.isEmpty else { return [written] }
        return [written, key(name.joined)]
    }

    /// Opens a group with a mention.
    private mutating func newGroup(_ index: Int) -> Int {
        groups.append(MentionGroup(type: mentions[index].type, entry: mentions[index].candidate.entry, mentions: [index], fullest: index))
        groupOf[index] = groups.count - 1
        return groups.count - 1
    }

    /// Adds a mention to a group.
    private mutating func append(_ index: Int, to group: Int) {
        groups[group].mentions.append(index)
        groupOf[index] = group
        if groups[group].entry < 0 { groups[group].entry = mentions[index].candidate.entry }
    }

    /// What most mentions of a group are taken for: a place may be a city here and a region there.
    private func type(_ group: MentionGroup) -> EntityType {
        guard family(group.type) == .place, group.mentions.contains(where: { mentions[$0].type != group.type }) else { return group.type }
        func count(_ type: EntityType) -> Int { group.mentions.count { mentions[$0].type == type } }
        return [.location, .facility, .geopolitical].max { count($0) < count($1) } ?? group.type
    }

    /// The mention with the fullest name: of most words, in small letters, in the nominative; the first of several.
    private func fullest(_ group: [Int]) -> Int {
        func rank(_ index: Int) -> (Int, Int, Int) {
            let candidate = mentions[index].candidate
            let name = name(index)
            let isInflected = language.isSlavic || name?.words.last?.letters.first.map { $0 >= 0x0400 && $0 <= 0x052F } ?? false
            let written = (candidate.clues.contains(.acronym) ? 2 : 0) + (name?.words.contains(where: \.isInitial) ?? false ? 1 : 0)
            return (-Int(candidate.words), written, isInflected || language.hasBareGenitive ? Int(candidate.length) : 0)
        }
        var best = (index: group[0], rank: rank(group[0]))
        for index in group.dropFirst() {
            let rank = rank(index)
            if rank < best.rank { best = (index, rank) }
        }
        return best.index
    }
}
