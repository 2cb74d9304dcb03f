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
            if token.traits.contains(.capital) {
                initials = Scalars.mix(initials, Scalars.fold(Scalars.decode(bytes, at: Int(token.start), limit: bytes.count).0) ?? 0)
            }
            if token.traits.contains(.initial) { clues.insert(.initials) }
            if !token.traits.contains(.allCapitals) { allCapitals = false }
        }
        if allCapitals, !first.traits.contains(.caseless) { clues.insert(.acronym) }
        if titled { clues.insert(.titled) }
        if writing != .normal { clues.insert(.headline) }
        if first.traits.contains(.caseless) { clues.insert(.caseless) }
        if start == sentence || isOpening(start, sentence) { clues.insert(.opensSentence) }
        if gazetteer.isEveryday(tokens[firstWord].hash, in: language) { clues.insert(.everyday) }
        if gazetteer.isEveryday(tokens[lastWord].hash, in: language) { clues.insert(.everydayEnd) }
        if language.capitalizesNouns {
            clues.insert(.nounLanguage)
            if gazetteer.isNoun(tokens[lastWord].hash, in: language) || hasNounEnding(tokens[lastWord]) { clues.insert(.noun) }
        }
        if first.traits.contains(.cyrillic), hasAdjectiveEnding(first) { clues.insert(.adjective) }
        noteNeighbours(start, end, &clues)
        candidates.append(
            Candidate(
                start: first.start, end: last.end, codePoint: first.codePoint, length: last.codePoint + last.length - first.codePoint,
                entry: Int32(entry), nameKey: nameKey, lastKey: tokens[lastWord].hash, firstKey: tokens[firstWord].hash,
                lastStem: tokens[lastWord].stem(in: language, bytes), words: UInt8(clamping: words), initials: initials,
                shape: shape ?? self.shape(start, end),
                firstRoles: gazetteer.roles(tokens[firstWord], in: language), lastRoles: gazetteer.roles(tokens[lastWord], in: language),
                clues: clues))
    }

    /// Whether nothing but marks and words that were passed over stand between the start of the sentence and a token.
    private func isOpening(_ index: Int, _ sentence: Int) -> Bool {
        var index = index
        while index > sentence, !tokens[index - 1].traits.contains(.word), tokens[index - 1].mark != 0x2C { index -= 1 }
        return index == sentence || tokens[index].traits.contains(.opensSentence)
            || tokens[max(index - 1, sentence)].traits.contains(.opensSentence)
                && !tokens[max(index - 1, sentence)].traits.contains(.word)
    }

    /// Whether a Cyrillic word ends like an adjective that is no surname: -ские, -ских, -ными, -ную, -ого, -ых.
    private func hasAdjectiveEnding(_ token: Token) -> Bool {
        guard token.length > 5 else { return false }
        let word = bytes[Int(token.start)..<Int(token.end)]
        return CandidateFinder.adjectiveEndings.contains { word.suffix($0.count).elementsEqual($0) }
    }

    private static let adjectiveEndings = [
        "ские", "ских", "скими", "ную", "ной", "ного", "ному", "ные", "ных", "ными", "ное", "ный", "вый", "вые", "вых", "ской", "скую",
        "ское",
    ].map { Array($0.utf8) }

    /// What the words before and after say.
    private func noteNeighbours(_ start: Int, _ end: Int, _ clues: inout Candidate.Clues) {
        if start > 0 {
            let before = tokens[start - 1]
            if before.traits.contains(.word) {
                let roles = gazetteer.roles(before.hash)
                if roles.contains(.placePreposition) { clues.insert(.afterPlacePreposition) }
                if before.hash == CandidateFinder.the || language.capitalizesNouns && roles.contains(.article) { clues.insert(.afterThe) }
                if !before.traits.contains(.capital), roles.contains(.organization) { clues.insert(.besideOrganizationNoun) }
                // "the town of Dujail"
                if before.hash == CandidateFinder.of, start > 1,
                    !gazetteer.roles(tokens[start - 2].hash).isDisjoint(with: [.place, .placeHead])
                {
                    clues.insert(.afterPlacePreposition)
                }
                // A title in lowercase: "president Hugo Chávez", "ministre", "министр".
                if roles.contains(.title), !before.traits.contains(.capital) || language.capitalizesNouns { clues.insert(.titled) }
            } else if before.mark == 0x28 {
                clues.insert(.bracketed)
            } else if before.mark == 0x2D, start > 1, before.traits.contains(.joined), tokens[start].traits.contains(.joined) {
                if tokens[start - 2].traits.contains(.word), !tokens[start - 2].traits.contains(.capital) { clues.insert(.compound) }
            }
        }
        guard end < tokens.count else { return }
        let after = tokens[end]
        if after.traits.contains(.word), gazetteer.roles(after.hash).contains(.sayVerb) { clues.insert(.beforeSayVerb) }
        if after.traits.contains(.word), !after.traits.contains(.capital) {
            let roles = gazetteer.roles(after.hash)
            // "Uige province", "Pemex company"
            if roles.contains(.place), !roles.contains(.connector) {
                clues.insert(.afterPlacePreposition)
                clues.remove(.afterThe)
            }
            if roles.contains(.organization) { clues.insert(.besideOrganizationNoun) }
        }
        if after.mark == 0x27, after.traits.contains(.joined) { clues.insert(.possessive) }
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
