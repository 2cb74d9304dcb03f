internal import ArticleAnalysis

/// Runs of capitalised words: where they end, and how they are cut into candidates.
extension CandidateFinder {
    /// Takes the run of capitalised words that starts at a token, cuts it into candidates, and answers where to go on.
    mutating func findInRun(_ start: Int, _ sentence: Int, _ limit: Int, _ writing: Writing) -> Int {
        var end = runEnd(start, limit, writing)
        var index = start
        var titled = false
        while index < end {
            let token = tokens[index]
            let isGlued = token.traits.contains(.joined) && index > 0 && tokens[index - 1].traits.contains(.number)
            guard token.traits.contains(.word), !isGlued, token.traits.contains(.capital) || index == start else {
                index += 1
                continue
            }
            let roles = gazetteer.roles(token.hash)
            if let match = known(index, limit), isAccepted(match, index, titled, end) {
                end = max(end, match.end)
                let keepsTitle = titled && match.end < end && gazetteer.entries[match.entry].type == .geopolitical
                index = takeKnown(match, index, end, sentence, writing, titled)
                titled = keepsTitle
                continue
            }
            if roles.contains(.calendar), !roles.contains(.given) || !titled {
                index += 1
                continue
            }
            if let after = titleEnd(index, end) {
                titled = true
                index = after
                continue
            }
            if index == start, startsOrdinary(index, sentence, end, roles) {
                index += 1
                continue
            }
            if language.capitalizesNouns, isGermanNoun(token, roles) {
                index += 1
                continue
            }
            let segment = segmentEnd(index, end, writing)
            emit(index, segment, sentence, writing, entry: -1, titled: titled)
            titled = false
            index = segment
        }
        return max(end, start + 1)
    }

    /// Where a run of capitalised words ends.
    func runEnd(_ start: Int, _ limit: Int, _ writing: Writing) -> Int {
        var index = start + 1
        var headed = !gazetteer.roles(tokens[start].hash).isDisjoint(with: Roles.heads.union(Roles.endings))
        var joinedOf = false
        let limit = min(limit, start + 24)
        while index < limit {
            let token = tokens[index]
            let before = tokens[index - 1]
            if token.traits.contains(.capital) {
                if before.traits.contains(.word), before.traits.contains(.caseless) { break }
                if !gazetteer.roles(token.hash).isDisjoint(with: Roles.heads.union(Roles.endings)) { headed = true }
                index += 1
            } else if token.mark == 0x2D, token.traits.contains(.joined), index + 1 < limit, tokens[index + 1].traits.contains(.joined) {
                if tokens[index + 1].traits.contains(.capital) {
                    index += 2
                } else if index + 3 < limit, tokens[index + 2].mark == 0x2D, tokens[index + 3].traits.contains(.capital),
                    tokens[index + 1].length <= 3
                {
                    index += 4
                } else {
                    break
                }
            } else if token.mark == 0x2E, token.traits.contains(.joined), isAbbreviation(index - 1), index + 1 < limit,
                tokens[index + 1].traits.contains(.capital)
            {
                index += 2
            } else if token.mark == 0x27, token.traits.contains(.joined), let next = possessed(index, limit) {
                index = next
            } else if token.traits.contains(.number), gazetteer.roles(before.hash).contains(.lawHead), !token.traits.contains(.joined) {
                return index + 1
            } else if let next = connected(index, start, limit, headed, joinedOf) {
                joinedOf = true
                index = next
            } else {
                break
            }
        }
        return index
    }

    /// Where a run goes on after an apostrophe inside a name, "People's Liberation Front", or `nil`: the owner is a plain word, not a name.
    func possessed(_ index: Int, _ limit: Int) -> Int? {
        let owner = tokens[index - 1]
        guard gazetteer.isEveryday(owner.hash, in: language) || gazetteer.roles(owner.hash).contains(.title) else { return nil }
        var next = index + 1
        if next < limit, tokens[next].hash == CandidateFinder.possessive, tokens[next].traits.contains(.joined) { next += 1 }
        var last = next
        while last < limit, tokens[last].traits.contains(.capital), !tokens[last].traits.contains(.joined) { last += 1 }
        return last > next && gazetteer.roles(tokens[last - 1].hash).contains(.organization) ? last : nil
    }

    /// Where a run goes on after small words between capitals, or `nil`.
    func connected(_ index: Int, _ start: Int, _ limit: Int, _ headed: Bool, _ joinedOf: Bool) -> Int? {
        let token = tokens[index]
        guard index + 1 < limit, !token.traits.contains(.joined) || token.mark == 0x26 else { return nil }
        let next = tokens[index + 1]
        if token.mark == 0x26 { return next.traits.contains(.capital) ? index + 2 : nil }
        guard token.traits.contains(.word), token.length <= 5 else { return nil }
        let roles = gazetteer.roles(token.hash)
        // After a title: "Secretary of State".
        if token.hash == CandidateFinder.of, next.traits.contains(.capital), gazetteer.roles(tokens[index - 1].hash).contains(.title),
            gazetteer.roles(next.hash).contains(.titleModifier)
        {
            return index + 2
        }
        if roles.contains(.particle),
            !(language.isRomance || language.capitalizesNouns) || headed && language.isRomance || startsLikePerson(start),
            next.mark == 0x2D || !CandidateFinder.hyphenated.contains(token.hash) || token.length == 2 && language.isRomance
        {
            if next.traits.contains(.capital) { return index + 2 }
            if index + 2 < limit, tokens[index + 2].traits.contains(.capital),
                next.mark == 0x2D || gazetteer.roles(next.hash).contains(.particle)
            {
                return index + 3
            }
            if index + 3 < limit, next.mark == 0x2D, tokens[index + 2].traits.contains(.capital) { return index + 3 }
        }
        guard roles.contains(.connector), headed else { return nil }
        if CandidateFinder.ands.contains(token.hash) {
            guard joinedOf, next.traits.contains(.capital),
                gazetteer.match(tokens, at: index + 1, to: limit, language: language) == nil,
                gazetteer.roles(next.hash).isDisjoint(with: Roles.heads.union(.given)) || next.traits.contains(.joined)
            else { return nil }
            return gazetteer.roles(tokens[start].hash).contains(.organizationHead) ? index + 2 : nil
        }
        if token.hash == CandidateFinder.the { return nil }
        if next.traits.contains(.capital) { return index + 2 }
        // "Committee for the Defence of …"
        if next.hash == CandidateFinder.the || gazetteer.roles(next.hash).contains(.connector), index + 2 < limit,
            tokens[index + 2].traits.contains(.capital),
            gazetteer.roles(tokens[start].hash).contains(.organizationHead)
        {
            return index + 3
        }
        return nil
    }

    /// Whether a run starts with a given name or a title.
    func startsLikePerson(_ index: Int) -> Bool {
        let roles = gazetteer.roles(tokens[index].hash)
        return roles.contains(.given) || roles.contains(.famous)
    }

    /// Where a candidate that starts at a token ends: at the end of the run, before a month, a nationality or a title inside it.
    func segmentEnd(_ start: Int, _ end: Int, _ writing: Writing) -> Int {
        var index = start + 1
        while index < end {
            let token = tokens[index]
            if token.traits.contains(.capital) {
                let roles = gazetteer.roles(token.hash)
                if roles.contains(.calendar), !roles.contains(.given) { break }
                if roles.contains(.title), index + 1 < end, titleEnd(index, end) != end, roles.isDisjoint(with: [.surname, .given]) {
                    break
                }
                if writing != .normal, isKnown(index, end) { break }
                if let match = gazetteer.match(tokens, at: index, to: end, language: language),
                    gazetteer.entries[match.entry].type == .group, roles.isDisjoint(with: .surname),
                    tokens[index - 1].traits.contains(.capital)
                {
                    break
                }
                if language.capitalizesNouns, isGermanNoun(token, roles) { break }
                // "Recep Tayyip Erdoğan Ankara'da": a place right after a whole name.
                if index > start + 1, gazetteer.roles(tokens[index - 1].hash).contains(.famous),
                    roles.isDisjoint(with: [.surname, .given]), isKnown(index, end)
                {
                    break
                }
            }
            index += 1
        }
        while index > start + 1, !tokens[index - 1].traits.contains(.word), !tokens[index - 1].traits.contains(.number) { index -= 1 }
        while index > start + 1, !tokens[index - 1].traits.contains(.capital), !tokens[index - 1].traits.contains(.number) { index -= 1 }
        return index
    }
}
