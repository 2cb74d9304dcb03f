/// What stands right before and behind a mention of a person: "Mrs.", "President", "his brother".
struct NameContext: Sendable {
    /// What a form of address says of the person.
    private(set) var address: Gender?
    /// The titles before the name.
    private(set) var titles: [UInt64] = []
    /// Whether the person is named as somebody's relative.
    private(set) var isRelative = false

    /// The most bytes that are read on either side: some five words.
    private static func reach(_ bytes: [UInt8], at index: Int) -> Int { index < bytes.count && bytes[index] >= 0x80 ? 80 : 40 }

    /// Reads what surrounds a mention.
    init(_ bytes: [UInt8], around mention: Candidate, parts: NameParts, gazetteer: Gazetteer) {
        readBefore(bytes, Int(mention.start), gazetteer)
        readAfter(bytes, Int(mention.end), NameContext.reach(bytes, at: Int(mention.start)))
        for title in parts.titles { note(title, gazetteer) }
    }

    /// Reads the words of the sentence before the mention, the nearest first.
    private mutating func readBefore(_ bytes: [UInt8], _ end: Int, _ gazetteer: Gazetteer) {
        var start = max(0, end - NameContext.reach(bytes, at: end))
        while start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        var tokens: [Token] = []
        var scanner = TextScanner(bytes, from: start, to: end)
        _ = scanner.next(into: &tokens)
        var words = 0
        var isAdjacent = true
        for (index, token) in tokens.enumerated().reversed() {
            if token.traits.contains(.word) {
                words += 1
                let plain = NameWord.hash(NameParts.plainLetters(bytes, from: Int(token.start), to: Int(token.end)))
                if isAdjacent { note(token.hash, plain: plain, gazetteer, &isAdjacent) }
                if GivenNames.isRelative(plain) { isRelative = true }
                if words == 5 || token.traits.contains(.opensLine) { return }
            } else if token.mark == 0x2E {
                // The full stop of "Mrs." goes on, that of a sentence does not.
                guard index > 0, tokens[index - 1].length <= 5, gazetteer.roles(tokens[index - 1].hash).contains(.title) else { return }
            } else if token.mark != 0x2C {
                return
            }
        }
    }

    /// Notes the word next to the name, or next to its title.
    private mutating func note(_ word: UInt64, plain: UInt64, _ gazetteer: Gazetteer, _ isAdjacent: inout Bool) {
        let roles = gazetteer.roles(word)
        if address == nil { address = GivenNames.gender(addressed: plain) }
        if roles.contains(.title), titles.count < 4 { titles.append(word) } else if !roles.contains(.titleModifier) { isAdjacent = false }
    }

    /// Notes a title of the mention itself.
    private mutating func note(_ title: UInt64, _ gazetteer: Gazetteer) {
        titles.append(title)
        if address == nil { address = GivenNames.gender(addressed: title) }
    }

    /// Reads "…, his brother" behind the mention.
    private mutating func readAfter(_ bytes: [UInt8], _ start: Int, _ reach: Int) {
        var scanner = TextScanner(bytes, from: start, to: min(bytes.count, start + reach))
        var tokens: [Token] = []
        guard scanner.next(into: &tokens, preferred: 4, most: 4), tokens[0].mark == 0x2C else { return }
        for token in tokens.dropFirst().prefix(2) where token.traits.contains(.word) {
            if GivenNames.isRelative(NameWord.hash(NameParts.plainLetters(bytes, from: Int(token.start), to: Int(token.end)))) {
                isRelative = true
            }
        }
    }
}
