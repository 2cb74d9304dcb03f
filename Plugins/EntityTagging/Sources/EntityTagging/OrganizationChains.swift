internal import ArticleAnalysis

/// The organizations of an article by all that they may be called: their name in any spelling, without the form of a company, the other way
/// round, its first words, its acronym.
struct OrganizationChains {
    /// Groups by the entry of the gazetteer and by the forms of a name.
    private var byKey: [UInt64: Int] = [:]
    /// Groups by the initials of their names.
    private var byInitials: [UInt64: Int] = [:]
    /// Groups by their acronyms.
    private var byAcronym: [UInt64: Int] = [:]
    /// Groups by what a name begins with or ends with, -1 where several do.
    private var byPart: [UInt64: Int] = [:]
    /// Longest part that is looked at, in words.
    private static let longestPart = 4

    /// The group of a full name, or `nil`.
    func group(of name: NameParts, _ index: Int, in grouper: MentionGrouper) -> Int? {
        let candidate = grouper.mentions[index].candidate
        for key in OrganizationChains.keys(name, candidate) { if let group = byKey[key] { return group } }
        if let group = bracketed(index, in: grouper) ?? known(candidate, in: grouper) { return group }
        if candidate.entry < 0, name.words.count >= 2, let group = part(name.bag ^ OrganizationChains.turned, index, in: grouper) {
            return group
        }
        guard candidate.entry < 0, name.words.count <= OrganizationChains.longestPart else { return nil }
        // "Goldman" after "Goldman Sachs", "the Commission" after "the European Commission"; a German noun has its capital anyway.
        if name.words.count == 1, grouper.language.capitalizesNouns,
            !candidate.lastRoles.isDisjoint(with: [.organization, .organizationHead])
        {
            return nil
        }
        return part(name.joined, index, in: grouper)
    }

    /// The one group that was named in full before and has a name with this part, or `nil`.
    private func part(_ key: UInt64, _ index: Int, in grouper: MentionGrouper) -> Int? {
        guard let group = byPart[key], group >= 0, grouper.groups[group].mentions[0] < index else { return nil }
        return group
    }

    /// The group of an acronym that the gazetteer knows and a name that it does not, or the other way round.
    private func known(_ candidate: Candidate, in grouper: MentionGrouper) -> Int? {
        let isAcronym = candidate.clues.contains(.acronym)
        guard isAcronym == (candidate.entry >= 0), let group = isAcronym ? byInitials[candidate.lastKey] : byAcronym[candidate.initials]
        else { return nil }
        return (grouper.groups[group].entry >= 0) == isAcronym ? nil : group
    }

    /// The group of an acronym, or `nil`.
    func group(of acronym: Candidate, _ index: Int, in grouper: MentionGrouper) -> Int? {
        if let group = bracketed(index, in: grouper) { return group }
        return byInitials[acronym.lastKey]
    }

    /// Notes what the group of a mention may be called.
    ///
    /// - Parameter isNational: whether the name begins with a country or its people.
    mutating func learn(_ name: NameParts, _ candidate: Candidate, group: Int, isNational: Bool) {
        for key in OrganizationChains.keys(name, candidate) where byKey[key] == nil { byKey[key] = group }
        if candidate.clues.contains(.acronym), byAcronym[candidate.lastKey] == nil { byAcronym[candidate.lastKey] = group }
        guard candidate.words >= 2 || name.words.count >= 2 else { return }
        if byInitials[candidate.initials] == nil { byInitials[candidate.initials] = group }
        for length in 1..<max(2, min(name.words.count, OrganizationChains.longestPart + 1)) where length < name.words.count {
            note(NameParts(name.words.prefix(length)).joined, group)
            if length == 1 { note(NameParts(name.words.suffix(1)).joined, group) }
        }
        // "Russian Defence Ministry", "Ministry of Defence"; but the Free Syrian Army is not the Syrian Army.
        if isNational, name.words.count > 2 {
            note(NameParts(name.words.dropFirst()).bag ^ OrganizationChains.turned, group)
        }
    }

    /// Notes an acronym that was said to be a group's.
    mutating func learn(acronym: Candidate, group: Int) {
        if byInitials[acronym.lastKey] == nil { byInitials[acronym.lastKey] = group }
    }

    /// Notes a part of a name.
    private mutating func note(_ part: UInt64, _ group: Int) {
        if let known = byPart[part], known != group { byPart[part] = -1 } else { byPart[part] = group }
    }

    /// The group of the mention before, where this one follows it in parentheses: one is the acronym of the other.
    private func bracketed(_ index: Int, in grouper: MentionGrouper) -> Int? {
        guard index > 0 else { return nil }
        let (before, this) = (grouper.mentions[index - 1], grouper.mentions[index])
        guard before.type == .organization, before.candidate.clues.contains(.acronym) != this.candidate.clues.contains(.acronym) else {
            return nil
        }
        if before.candidate.entry >= 0, this.candidate.entry >= 0 { return nil }
        let between = grouper.bytes[Int(before.candidate.end)..<Int(this.candidate.start)]
        guard between.elementsEqual([0x20, 0x28]) || between.elementsEqual([0x28]) || between.elementsEqual([0xEF, 0xBC, 0x88]) else {
            return nil
        }
        return grouper.groupOf[index - 1]
    }

    /// Keeps names whose order does not count apart from others.
    private static let turned: UInt64 = 0x7777_0F0F_7777_0F0F

    /// The forms under which a name is the same.
    private static func keys(_ name: NameParts, _ candidate: Candidate) -> [UInt64] {
        var keys: [UInt64] = []
        if candidate.entry >= 0 { keys.append(UInt64(candidate.entry) &* 0xA24B_AED4_963E_E407) }
        guard let last = name.words.last, let first = name.words.first else { return keys + [candidate.nameKey] }
        keys.append(name.joined)
        keys.append(name.words.reduce(0x1234) { PagePhrases.extend($0, $1.stem) })
        if name.words.allSatisfy({ $0.letters.count >= 5 && $0.sound != $0.plain }) { keys.append(name.joinedSound) }
        let heads: Roles = [.organization, .organizationHead]
        if name.words.count >= 2, name.words.count <= 6, first.plain != last.plain,
            !candidate.firstRoles.isDisjoint(with: heads) || !candidate.lastRoles.isDisjoint(with: heads)
        {
            keys.append(name.bag ^ OrganizationChains.turned)
        }
        return keys
    }
}
