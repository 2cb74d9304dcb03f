/// Whether two names of persons may be one person's.
enum PersonNames {
    /// Whether two names of several words are one person's.
    static func areOne(_ one: NameParts, _ other: NameParts) -> Bool {
        let (short, long) = one.words.count <= other.words.count ? (one, other) : (other, one)
        guard short.words.count >= 2, let first = short.words.first, let last = short.words.last else { return false }
        if one.generation != 0, other.generation != 0, one.generation != other.generation { return false }
        guard let longFirst = long.words.first, let longLast = long.words.last else { return false }
        let middles = (short.words.dropFirst().dropLast(), long.words.dropFirst().dropLast())
        if areCompatible(middles.0, middles.1) {
            if last.isSame(as: longLast), first.isSameGivenName(as: longFirst) { return true }
            // "Ayman Zawahiri" and "Ayman Zawahri".
            if last.hasSameConsonants(as: longLast), first.isSame(as: longFirst) { return true }
        }
        // "Orbán Viktor" and "Viktor Orbán".
        if long.words.count == 2 { return first.isSame(as: longLast) && last.isSame(as: longFirst) }
        if short.words.contains(where: \.isInitial) { return false }
        // "López Obrador" is the end of a name, "Pedro Sánchez" the beginning of one with two surnames.
        if zip(short.words, long.words.suffix(short.words.count)).allSatisfy({ $0.isSame(as: $1) }) { return true }
        return first.isSame(as: longFirst) && isInOrder(short.words.dropFirst(), long.words.dropFirst())
    }

    /// Whether the middle names of two names do not speak against one person: one has none, or the first ones agree.
    private static func areCompatible(_ short: ArraySlice<NameWord>, _ long: ArraySlice<NameWord>) -> Bool {
        if short.isEmpty || long.isEmpty { return true }
        if short.allSatisfy(\.isInitial), long.allSatisfy(\.isInitial) { return short.map(\.plain) == long.map(\.plain) }
        if zip(short, long).allSatisfy({ $0.isSame(as: $1) || $0.isInitial(of: $1) }) { return true }
        return !short.contains(where: \.isInitial) && isInOrder(short, long)
    }

    /// Whether all words of one name stand in another in the same order.
    private static func isInOrder(_ short: ArraySlice<NameWord>, _ long: ArraySlice<NameWord>) -> Bool {
        var rest = long
        for word in short {
            guard let at = rest.firstIndex(where: { $0.isSame(as: word) }) else { return false }
            rest = rest[(at + 1)...]
        }
        return true
    }

    /// How well one word calls a person of a full name: 3 by the surname, 2 by another name than the first, 1 by the given name, 0 not at all.
    static func strength(of name: NameParts, in full: NameParts) -> Int {
        guard let word = name.words.first, let last = full.words.last else { return 0 }
        if last.isSame(as: word) { return name.isSon == full.isSon ? 3 : 0 }
        if full.words.dropFirst().dropLast().contains(where: { !$0.isInitial && $0.isSame(as: word) }) { return 2 }
        guard let first = full.words.first, !word.isInitial else { return 0 }
        return first.isSame(as: word) || word.begins(first) || word.begins(last) ? 1 : 0
    }
}
