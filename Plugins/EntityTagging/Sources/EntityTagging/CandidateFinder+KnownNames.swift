internal import ArticleAnalysis

/// Names of the gazetteer inside runs, and the words around them that belong to them.
extension CandidateFinder {
    /// A name of the gazetteer at a token, with a bare genitive too ("Deutschlands").
    func known(_ index: Int, _ limit: Int) -> Gazetteer.Match? {
        if let match = gazetteer.match(tokens, at: index, to: limit, language: language) { return match }
        guard let bare = tokens[index].bareGenitive(in: language, bytes) else { return nil }
        guard let match = gazetteer.match(tokens, at: index, to: index + 1, language: language, first: bare) else { return nil }
        let type = gazetteer.entries[match.entry].type
        return type == .geopolitical || type == .location || type == .organization ? match : nil
    }

    /// Whether a hit of the gazetteer stands: not the first word of a person's name ("Paris Hilton", "Jordan Smith").
    func isAccepted(_ match: Gazetteer.Match, _ index: Int, _ titled: Bool, _ end: Int) -> Bool {
        let entry = gazetteer.entries[match.entry]
        let type = entry.type
        if match.end - index == 1, tokens[index].length < 2 { return false }
        let roles = gazetteer.roles(tokens[index].hash)
        // "President Washington"; but "президент России", "President Syria's" name a country.
        if titled, type == .geopolitical || type == .location, match.end - index == 1, !entry.isCountry, match.end >= end,
            !isInflected(tokens[index])
        {
            return false
        }
        guard match.end - index == 1, match.end < end else { return true }
        let next = tokens[match.end]
        guard next.traits.contains(.capital), !next.traits.contains(.joined) else { return true }
        let following = gazetteer.roles(next.hash)
        if roles.contains(.given),
            following.contains(.surname)
                || !isKnown(match.end, end) && following.isDisjoint(with: Roles.endings.union([.title, .titleModifier]))
        {
            return false
        }
        return true
    }

    /// Whether a word is of a language with cases, where a place after a title is in the genitive.
    func isInflected(_ token: Token) -> Bool { token.traits.contains(.cyrillic) || language.isSlavic }

    /// Whether the gazetteer has a name at a token.
    func isKnown(_ index: Int, _ end: Int) -> Bool { gazetteer.match(tokens, at: index, to: end, language: language) != nil }

    /// Takes a name of the gazetteer, longer where the words after it belong to it, and answers where to go on.
    mutating func takeKnown(_ match: Gazetteer.Match, _ index: Int, _ end: Int, _ sentence: Int, _ writing: Writing, _ titled: Bool)
        -> Int
    {
        let type = gazetteer.entries[match.entry].type
        // "Banco Central de Chile": what follows in lowercase belongs to the body before it.
        if type == .organization, match.end < end, tokens[match.end].traits.contains(.word), !tokens[match.end].traits.contains(.capital) {
            let longer = segmentEnd(match.end, end, writing)
            emit(index, longer, sentence, writing, entry: -1, titled: titled, shape: .organization)
            return longer
        }
        let rest = restEnd(match.end, end)
        if rest > match.end, writing == .normal {
            let last = gazetteer.roles(tokens[rest - 1].hash)
            let wanted: Roles = type == .group ? [.facility, .event, .law] : Roles.endings
            let isBody = type == .group && last.contains(.organization) && !isOfficeOnly(match.end, rest)
            if !last.isDisjoint(with: wanted) || isBody || tokens[rest - 1].traits.contains(.number) {
                emit(index, rest, sentence, writing, entry: -1, titled: titled)
                return rest
            }
            if type == .geopolitical, tokens[match.end].traits.contains(.capital),
                gazetteer.roles(tokens[match.end].hash).contains(.particle)
            {
                emit(index, rest, sentence, writing, entry: -1, titled: false, shape: .geopolitical)
                return rest
            }
        }
        emit(index, match.end, sentence, writing, entry: match.entry, titled: titled)
        return match.end
    }

    /// Where the words that may lengthen a known name end: before a title, a month, another known name.
    func restEnd(_ start: Int, _ end: Int) -> Int {
        guard start < end, !tokens[start].traits.contains(.joined) || tokens[start].mark == 0x2D else { return start }
        var index = start
        while index < end {
            let token = tokens[index]
            if token.mark == 0x2D, index == start, isKnown(min(index + 1, end - 1), end) {
                // "Iran-Iraq War": go past the second country.
                guard let match = gazetteer.match(tokens, at: index + 1, to: end, language: language), match.end < end else { return start }
                index = match.end
                continue
            }
            if token.traits.contains(.capital) {
                let roles = gazetteer.roles(token.hash)
                if roles.contains(.calendar) || titleEnd(index, end) != nil { break }
                if index > start || roles.isDisjoint(with: Roles.endings),
                    let match = gazetteer.match(tokens, at: index, to: end, language: language),
                    gazetteer.entries[match.entry].type == .geopolitical || gazetteer.entries[match.entry].type == .group
                {
                    break
                }
            }
            index += 1
        }
        while index > start, !tokens[index - 1].traits.contains(.capital), !tokens[index - 1].traits.contains(.number) { index -= 1 }
        return index
    }

    /// Whether the words after a nationality name an office every state has ("Foreign Ministry"), which stands by itself.
    func isOfficeOnly(_ start: Int, _ end: Int) -> Bool {
        tokens[start..<end].allSatisfy { token in
            let roles = gazetteer.roles(token.hash)
            return !roles.isDisjoint(with: [.titleModifier, .organization, .connector])
        }
    }
}
