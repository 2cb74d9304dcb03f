internal import ArticleAnalysis

/// Words of a run that are no part of a name: titles, articles, words that only start a sentence, German nouns.
extension CandidateFinder {
    /// Where a title that starts at a token ends, or `nil` when there is none: "Prime Minister", "Secretary of State", "Lt. Gen.".
    func titleEnd(_ start: Int, _ end: Int) -> Int? {
        var index = start
        var found: Int?
        while index < end {
            let token = tokens[index]
            if token.mark == 0x2E || token.mark == 0x2D {
                index += 1
                if found != nil { found = index }
                continue
            }
            guard token.traits.contains(.word) else { break }
            let roles = gazetteer.roles(token.hash)
            if roles.contains(.title) {
                index += 1
                found = index
                // "Secretary of State", "Minister of Defence"
                if index + 1 < end, tokens[index].hash == CandidateFinder.of, tokens[index + 1].traits.contains(.capital),
                    gazetteer.roles(tokens[index + 1].hash).contains(.titleModifier)
                {
                    index += 2
                    found = index
                }
            } else if roles.contains(.titleModifier), found == nil || index > start {
                index += 1
            } else {
                break
            }
        }
        guard let found else { return nil }
        // "King's College", "Justice Department": the title is part of a longer name.
        if found < end, gazetteer.roles(tokens[found].hash).contains(.organization), !gazetteer.roles(tokens[found].hash).contains(.surname)
        {
            return nil
        }
        return found
    }

    /// Whether the first word of a run has its capital only from the start of a sentence or is an article.
    func startsOrdinary(_ index: Int, _ sentence: Int, _ end: Int, _ roles: Roles) -> Bool {
        let token = tokens[index]
        if CandidateFinder.articles.contains(token.hash) { return true }
        guard index == firstWord(sentence) else { return false }
        // "Al-Assad" is no Spanish "al".
        if index + 2 < end, tokens[index + 1].mark == 0x2D, tokens[index + 2].traits.contains([.joined, .capital]) { return false }
        if roles.contains(.opener), !token.traits.contains(.dotted) {
            return index + 1 >= end || roles.isDisjoint(with: Roles.heads.union(.titleModifier))
        }
        guard index + 1 < end, tokens[index + 1].traits.contains(.capital) else { return false }
        let isEveryday =
            gazetteer.isEveryday(token.hash, in: language) || language.capitalizesNouns && gazetteer.isNoun(token.hash, in: language)
        return isEveryday && roles.isDisjoint(with: Roles.heads.union([.given, .placeModifier, .titleModifier]))
    }

    /// The first word of a sentence.
    func firstWord(_ sentence: Int) -> Int {
        var index = sentence
        while index + 1 < tokens.count, !tokens[index].traits.contains(.word) { index += 1 }
        return index
    }

    /// Whether a German word is a plain noun, by the list or by its ending.
    func isGermanNoun(_ token: Token, _ roles: Roles) -> Bool {
        guard roles.isDisjoint(with: Roles.endings.union(Roles.heads).union([.given, .surname, .famous])) else { return false }
        return gazetteer.isNoun(token.hash, in: language) || hasNounEnding(token)
    }

    /// Whether a German word ends like an abstract noun: -ung, -heit, -keit, -schaft, -tion, -ismus, -tät and their plurals.
    func hasNounEnding(_ token: Token) -> Bool {
        guard token.length > 6 else { return false }
        let tail = bytes[Int(token.end) - 6..<Int(token.end)]
        return CandidateFinder.nounEndings.contains { tail.suffix($0.count).elementsEqual($0) }
    }

    private static let nounEndings: [[UInt8]] = [
        "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "ismus", "tät", "täten", "nis", "ling", "chen",
        "lein",
    ].map { Array($0.utf8) }
}
