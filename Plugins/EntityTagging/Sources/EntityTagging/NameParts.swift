/// A mention cut into the words that name something, titles, particles and what stands behind a company's name left out.
struct NameParts: Sendable {
    private(set) var words: [NameWord] = []
    /// Titles at the beginning of the mention itself: "King Salman".
    private(set) var titles: [UInt64] = []
    /// Whether "bin" or "ibn" stands before the last word: bin Salman is not Salman.
    private(set) var isSon = false
    /// 1 for "Sr.", 2 for "Jr.", 0 where nothing is said.
    private(set) var generation = 0

    /// Cuts a mention.
    ///
    /// - Parameter isPerson: whether titles and generations are left out rather than the forms of companies.
    init(_ bytes: [UInt8], from start: Int, to end: Int, isPerson: Bool, language: LanguageTag, gazetteer: Gazetteer) {
        var scanner = TextScanner(bytes, from: start, to: min(end, start + 1_000))
        var tokens: [Token] = []
        _ = scanner.next(into: &tokens, preferred: 64, most: 64)
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.traits.contains(.unit) {
                index = addUnspaced(tokens, index, bytes, language)
                continue
            }
            defer { index += 1 }
            guard token.traits.contains(.word) || token.traits.contains(.number) else { continue }
            let roles = gazetteer.roles(token.hash)
            let hasMore = tokens[(index + 1)...].contains { $0.traits.contains(.word) }
            if isParticle(token, roles, at: index, tokens, isPerson) && hasMore {
                isSon = NameParts.sons.contains(token.hash)
                continue
            }
            if isPerson, words.isEmpty, hasMore, roles.contains(.title), !roles.contains(.given), !token.traits.contains(.initial) {
                titles.append(token.hash)
                continue
            }
            let letters = NameParts.plainLetters(bytes, from: Int(token.start), to: Int(token.end))
            guard !letters.isEmpty else { continue }
            if isPerson, !words.isEmpty, let generation = NameParts.generations[NameWord.hash(letters)] {
                self.generation = generation
                continue
            }
            if !isPerson, !words.isEmpty, NameParts.forms.contains(NameWord.hash(letters)) { continue }
            // "'s" of a name inside: "People's".
            if letters.count == 1, letters[0] == 0x73, token.traits.contains(.joined), !token.traits.contains(.capital) { continue }
            add(letters, language, keepsSon: isSon && !hasMore)
        }
    }

    /// A name of some words of another one.
    init(_ words: ArraySlice<NameWord>) { self.words = Array(words) }

    /// Adds a word; "Abdul Rahman" is one, however it is written.
    private mutating func add(_ letters: [UInt32], _ language: LanguageTag, keepsSon: Bool) {
        if !keepsSon { isSon = false }
        if let last = words.last, NameParts.servants.contains(last.plain) {
            words[words.count - 1] = NameWord(NameParts.servant + NameStem.withoutArticle(letters), language: language)
        } else if let prefix = NameParts.gluedServants.first(where: { letters.count > $0.count + 3 && letters.starts(with: $0) }) {
            words.append(NameWord(NameParts.servant + letters.dropFirst(prefix.count), language: language))
        } else {
            words.append(NameWord(letters, language: language))
        }
    }

    /// Adds a word of a script without spaces and answers where to go on.
    private mutating func addUnspaced(_ tokens: [Token], _ start: Int, _ bytes: [UInt8], _ language: LanguageTag) -> Int {
        var end = start + 1
        while end < tokens.count, tokens[end].traits.contains([.unit, .joined]) { end += 1 }
        let letters = NameParts.plainLetters(bytes, from: Int(tokens[start].start), to: Int(tokens[end - 1].end))
        words.append(NameWord(letters, language: language, isUnspaced: true))
        return end
    }

    /// Whether a word is a small one that names are written with and without: "al-", "van", the "the" of a paper.
    private func isParticle(_ token: Token, _ roles: Roles, at index: Int, _ tokens: [Token], _ isPerson: Bool) -> Bool {
        if !isPerson, NameParts.articles.contains(token.hash) { return true }
        if index + 1 < tokens.count, tokens[index + 1].mark == 0x2D, tokens[index + 1].traits.contains(.joined), token.length == 2 {
            return roles.contains(.particle) || NameParts.assimilated.contains(token.hash)
        }
        if NameParts.sons.contains(token.hash) { return isPerson }
        guard token.length <= 4, roles.contains(.particle) || !isPerson && roles.contains(.connector) else { return false }
        // "Al Gore", "Ben Affleck", "Van Morrison" have given names there.
        return !isPerson && token.length == 2 || !token.traits.contains(.capital) || index > 0 && roles.isDisjoint(with: .given)
    }

    /// The hash of all letters, however they are cut into words.
    var joined: UInt64 { NameWord.hash(words.lazy.flatMap(\.letters)) }

    /// The hash of the sound of all words together.
    var joinedSound: UInt64 { NameWord.hash(NameSound.sounds(of: words.flatMap(\.letters))) }

    /// The hash of the words in whatever order: "Ministry of Health", "Health Ministry".
    var bag: UInt64 { words.reduce(UInt64(words.count)) { $0 &+ $1.stem &* 0x9E37_79B9_7F4A_7C15 } }

    /// The letters of some text, small, without accents, and single where they are double.
    static func plainLetters(_ bytes: [UInt8], from start: Int, to end: Int) -> [UInt32] {
        var letters: [UInt32] = []
        var index = start
        while index < end, letters.count < NameWord.mostLetters {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: end)
            index += width
            guard let folded = Scalars.fold(scalar) else { continue }
            let letter = PlaceTable.shared?.folded(folded) ?? folded
            guard letter != 0, letter != 0x20, letter != 0x27, letter != 0x2E else { continue }
            // "Sissi" and "Sisi" are one, and so are "Mohammed" and "Mohamed".
            if letter == letters.last, letter >= 0x61, letter < 0x0E00 { continue }
            letters.append(letter)
        }
        return letters
    }

    /// The letters of a word of a list.
    static func plainLetters(_ word: String) -> [UInt32] {
        let bytes = Array(word.utf8)
        return plainLetters(bytes, from: 0, to: bytes.count)
    }

    /// The hashes of words, folded as those of tokens.
    private static func tokens(_ text: String) -> Set<UInt64> {
        Set(
            text.split(separator: " ").map { word in
                word.unicodeScalars.reduce(Scalars.seed) { Scalars.mix($0, Scalars.fold($1.value) ?? 0) }
            })
    }

    /// Particles that look like given names with their capitals: "Al Assad".
    static let openings = Set(
        ["al", "el", "van", "von", "de", "la", "le", "der", "del", "di", "da"].map { NameWord.hash(plainLetters($0)) })
    private static let articles = tokens("the die der das el la los las le les il lo")
    /// Forms of "al-" before letters that it is spoken like, which the list of particles lacks.
    private static let assimilated = tokens("ez er en es et ed ar")
    private static let sons = tokens("bin ibn بن ابن")
    /// "Servant of", with which many Arabic names begin.
    private static let servant = plainLetters("abd")
    private static let servants = Set(["abdul", "abdel", "abdal", "abdol", "abd", "abdu", "عبد"].map { NameWord.hash(plainLetters($0)) })
    private static let gluedServants = ["abdul", "abdel", "abdal", "abdol", "abdu", "عبدال", "عبد"].map(plainLetters)
    private static let generations = ["jr": 2, "junior": 2, "sr": 1, "senior": 1, "ii": 2, "iii": 3]
        .reduce(into: [UInt64: Int]()) { $0[NameWord.hash(plainLetters($1.key))] = $1.value }
    /// What stands behind the names of companies.
    private static let forms = Set(
        [
            "inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag", "se", "sa", "spa", "nv",
            "bv", "ab", "as", "asa",
            "oyj", "kg", "kgaa", "pte", "pty", "group", "holding", "holdings", "oao", "pao", "ooo", "оао", "пао", "ооо",
        ].map { NameWord.hash(plainLetters($0)) })
}
