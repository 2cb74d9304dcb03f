internal import ArticleAnalysis

extension CandidateFinder {
    /// Adds the tokens from `start` to `end` as a candidate, with what their surroundings say.
    mutating func emit(
        _ start: Int, _ end: Int, _ sentence: Int, _ writing: Writing, entry: Int, titled: Bool, shape: EntityType? = nil
    ) {
        guard start < end else { return }
        let first = tokens[start]
        let last = tokens[end - 1]
        var clues: Candidate.Clues = []
        var nameKey = Scalars.seed
        var initials = Scalars.seed
        var words = 0
        var lastWord = start
        var firstWord = start
        var allCapitals = true
        for index in start..<end where tokens[index].traits.contains(.word) {
            let token = tokens[index]
            let isParticle = index + 1 < end && token.length <= 4 && gazetteer.roles(token.hash).contains(.particle)
            if isParticle {
                clues.insert(.particle)
            } else {
                if words == 0 { firstWord = index }
                nameKey = (nameKey ^ token.hash) &* 0x9E37_79B9_7F4A_7C15
                words += 1
                lastWord = index
            }
            if token.traits.contains(.capital) { initials = Scalars.mix(initials, Scalars.fold(Scalars.decode(bytes, at: Int(token.start), limit: bytes.count).0) ?? 0) }
            if token.traits.contains(.initial) { clues.insert(.initials) }
            if !token.traits.contains(.allCapitals) { allCapitals = false }
        }
        if allCapitals, !first.traits.contains(.caseless) { clues.insert(.acronym) }
        if titled { clues.insert(.titled) }
        if writing != .normal { clues.insert(.headline) }
        if first.traits.contains(.caseless) { clues.insert(.caseless) }
        if start == sentence || isOpening(start, sentence) { clues.insert(.opensSentence) }
        if gazetteer.isEveryday(tokens[firstWord].hash, in: language) { clues.insert(.everyday) }
        if language.capitalizesNouns {
            clues.insert(.nounLanguage)
            if gazetteer.isNoun(tokens[lastWord].hash, in: language) || hasNounEnding(tokens[lastWord]) { clues.insert(.noun) }
        }
        noteNeighbours(start, end, &clues)
        candidates.append(
            Candidate(
                start: first.start, end: last.end, codePoint: first.codePoint, length: last.codePoint + last.length - first.codePoint,
                entry: Int32(entry), nameKey: nameKey, lastKey: tokens[lastWord].hash, firstKey: tokens[firstWord].hash,
                lastStem: lastStem(tokens[lastWord]), words: UInt8(clamping: words), initials: initials, shape: shape ?? self.shape(start, end),
                firstRoles: gazetteer.roles(tokens[firstWord].hash), lastRoles: gazetteer.roles(tokens[lastWord].hash), clues: clues))
    }

    /// Whether nothing but marks and words that were passed over stand between the start of the sentence and a token.
    private func isOpening(_ index: Int, _ sentence: Int) -> Bool {
        var index = index
        while index > sentence, !tokens[index - 1].traits.contains(.word), tokens[index - 1].mark != 0x2C { index -= 1 }
        return index == sentence || tokens[index].traits.contains(.opensSentence) || tokens[max(index - 1, sentence)].traits.contains(.opensSentence)
            && !tokens[max(index - 1, sentence)].traits.contains(.word)
    }

    /// What the words before and after say.
    private func noteNeighbours(_ start: Int, _ end: Int, _ clues: inout Candidate.Clues) {
        if start > 0 {
            let before = tokens[start - 1]
            if before.traits.contains(.word) {
                let roles = gazetteer.roles(before.hash)
                if roles.contains(.placePreposition) { clues.insert(.afterPlacePreposition) }
                if before.hash == CandidateFinder.the { clues.insert(.afterThe) }
                // A title in lowercase: "president Hugo Chávez", "ministre", "министр".
                if roles.contains(.title), !before.traits.contains(.capital) || language.capitalizesNouns { clues.insert(.titled) }
            } else if before.mark == 0x28 {
                clues.insert(.bracketed)
            }
        }
        guard end < tokens.count else { return }
        let after = tokens[end]
        if after.traits.contains(.word), gazetteer.roles(after.hash).contains(.sayVerb) { clues.insert(.beforeSayVerb) }
        if after.mark == 0x27, after.traits.contains(.joined) { clues.insert(.possessive) }
    }

    /// The last word of a name as it would be without its case ending or bare genitive.
    private func lastStem(_ token: Token) -> UInt64 {
        if token.traits.contains(.cyrillic) || language.isSlavic { return token.stem }
        guard language.hasBareGenitive, token.length > 3, bytes[Int(token.end) - 1] == 0x73 else { return token.hash }
        var hash = Scalars.seed
        var index = Int(token.start)
        while index < Int(token.end) - 1 {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: Int(token.end))
            if let folded = Scalars.fold(scalar) { hash = Scalars.mix(hash, folded) }
            index += width
        }
        return hash
    }

    /// The type the words of a name tell by themselves.
    private func shape(_ start: Int, _ end: Int) -> EntityType? {
        let last = tokens[end - 1]
        let first = gazetteer.roles(tokens[start].hash)
        let ending = gazetteer.roles(last.hash)
        let isLong = end - start > 1
        if last.traits.contains(.number) {
            for index in start..<end where !gazetteer.roles(tokens[index].hash).isDisjoint(with: [.lawHead]) { return .law }
        }
        guard isLong else { return nil }
        // "Ministry of …", "Battle of …", "Lake …": the first word tells.
        let second = tokens[start + 1]
        let linked = second.traits.contains(.word) && !second.traits.contains(.capital)
        if linked {
            if first.contains(.organizationHead) { return .organization }
            if first.contains(.lawHead) { return .law }
            if first.contains(.eventHead) { return .event }
            if first.contains(.placeHead) { return .location }
            if first.contains(.facilityHead) { return .facility }
        }
        // "Foo Ministry of Bar"
        var middle: Roles = []
        for index in start + 1..<end - 1 where tokens[index + 1].traits.contains(.word) && !tokens[index + 1].traits.contains(.capital) {
            middle.formUnion(gazetteer.roles(tokens[index].hash))
        }
        if middle.contains(.organizationHead) { return .organization }
        if ending.contains(.law), !ending.contains(.surname) { return .law }
        if ending.contains(.event) { return .event }
        if ending.contains(.facility), !ending.contains(.surname) || first.isDisjoint(with: .given) { return .facility }
        if ending.contains(.organization), !(ending.contains(.surname) && first.contains(.given)) { return .organization }
        if ending.contains(.place), !(ending.contains(.surname) && first.contains(.given)) { return .location }
        if first.contains(.placeHead), first.isDisjoint(with: .given) { return .location }
        if first.contains(.facilityHead) { return .facility }
        if first.contains(.eventHead), first.isDisjoint(with: [.given]) { return .event }
        if first.contains(.organizationHead) { return .organization }
        return nil
    }
}
