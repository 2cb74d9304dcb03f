/// The persons of an article: which mentions of full names are of one, and who is meant by a surname alone.
struct PersonChains {
    /// One person.
    struct Person {
        /// The group of their mentions.
        var group: Int
        /// Their full names, as far as they differ.
        var names: [NameParts]
        var gender: Gender?
        var titles: Set<UInt64> = []
        /// Where they are named in full, in UTF-8, ascending.
        var fulls: [UInt32] = []
        /// Whether they came in as somebody's relative.
        var isRelative: Bool
        /// Whether the title of the article has their given name.
        var isInTitle: Bool
        /// How often "Mr." or "Mrs." stood before their surname alone.
        var addressed = 0
        /// Where they were last named by one word.
        var lastShort: UInt32?
    }

    private(set) var persons: [Person] = []
    /// Persons by each form of each word of their names.
    private var byWord: [UInt64: [Int32]] = [:]
    /// Persons by all letters and by the sound of all words together: "Abdulrahman", "Abdel Rahman".
    private var byJoined: [UInt64: Int32] = [:]
    /// The words of the title.
    private let title: Set<UInt64>

    /// More persons than this with one word are not told apart: a text of endless names takes no endless time.
    private static let mostNamesakes = 48
    /// More spellings of one person's name than this are not kept.
    private static let mostSpellings = 6

    /// No persons yet.
    ///
    /// - Parameter title: the plain hashes of the words of the title.
    init(title: Set<UInt64>) { self.title = title }

    // MARK: Full names

    /// The person of a name of several words, or `nil` when nobody is known by it.
    func person(named name: NameParts, _ context: NameContext, at position: UInt32) -> Int? {
        guard let first = name.words.first, let last = name.words.last else { return nil }
        if let known = byJoined[name.joined] { return Int(known) }
        var found: [Int] = []
        for index in candidates(last) + candidates(first) where !found.contains(index) {
            if persons[index].names.contains(where: { PersonNames.areOne(name, $0) }) { found.append(index) }
        }
        if found.isEmpty, let known = byJoined[name.joinedSound], name.words.reduce(0, { $0 + $1.letters.count }) >= 8 {
            return Int(known)
        }
        return best(found, context, at: position)
    }

    /// Adds a person.
    mutating func add(_ name: NameParts, _ context: NameContext, group: Int) -> Int {
        let given = name.words.first?.plain ?? 0
        persons.append(
            Person(
                group: group, names: [], gender: context.address ?? GivenNames.gender(of: given), isRelative: context.isRelative,
                isInTitle: name.words.count > 1 && title.contains(given)))
        let index = persons.count - 1
        learn(name, of: index)
        return index
    }

    /// Notes another mention by a full name.
    mutating func note(_ name: NameParts, _ context: NameContext, of index: Int, at position: UInt32) {
        persons[index].fulls.append(position)
        persons[index].titles.formUnion(context.titles)
        if persons[index].gender == nil {
            persons[index].gender =
                context.address ?? name.words.last?.gender ?? name.words.first.flatMap { GivenNames.gender(of: $0.plain) }
        }
        if byJoined[name.joined] == nil, persons[index].names.count < PersonChains.mostSpellings { learn(name, of: index) }
    }

    /// Learns a spelling of a person's name.
    private mutating func learn(_ name: NameParts, of index: Int) {
        persons[index].names.append(name)
        if byJoined[name.joined] == nil { byJoined[name.joined] = Int32(index) }
        if name.words.allSatisfy({ $0.sound != $0.plain }), byJoined[name.joinedSound] == nil { byJoined[name.joinedSound] = Int32(index) }
        for word in name.words {
            for key in PersonChains.keys(of: word) where byWord[key]?.last != Int32(index) {
                if byWord[key, default: []].count < PersonChains.mostNamesakes { byWord[key, default: []].append(Int32(index)) }
            }
            if word.isUnspaced {
                for length in 1...2 where word.letters.count > length {
                    let key = NameWord.hash(word.letters.prefix(length)) ^ PersonChains.beginning
                    if byWord[key, default: []].count < PersonChains.mostNamesakes { byWord[key, default: []].append(Int32(index)) }
                }
            }
        }
    }

    /// Keeps the beginnings of Chinese names apart from whole ones.
    private static let beginning: UInt64 = 0x0F0F_1E1E_2D2D_3C3C

    /// The forms by which a word is looked up.
    private static func keys(of word: NameWord) -> [UInt64] {
        var keys = [word.plain]
        if word.stem != word.plain { keys.append(word.stem) }
        if word.sound != word.plain, word.letters.count >= 5 { keys.append(word.sound) }
        return keys
    }

    /// The persons who have a word in their names.
    private func candidates(_ word: NameWord) -> [Int] {
        var found: [Int] = []
        for key in PersonChains.keys(of: word) {
            for index in byWord[key] ?? [] where !found.contains(Int(index)) { found.append(Int(index)) }
        }
        if word.isUnspaced, word.letters.count <= 2 {
            for index in byWord[word.plain ^ PersonChains.beginning] ?? [] where !found.contains(Int(index)) { found.append(Int(index)) }
        }
        return found.sorted()
    }

    // MARK: One word

    /// Who is meant by one word of a name, or `nil` when nobody is.
    func person(called name: NameParts, _ context: NameContext, at position: UInt32) -> Int? {
        guard let word = name.words.first else { return nil }
        let gender = context.address ?? word.gender
        var strongest = 0
        var found: [Int] = []
        for index in candidates(word) {
            if let gender, let other = persons[index].gender, gender != other { continue }
            let strength = persons[index].names.map { PersonNames.strength(of: name, in: $0) }.max() ?? 0
            if strength > strongest { (strongest, found) = (strength, []) }
            if strength == strongest, strength > 0 { found.append(index) }
        }
        if let gender, found.count > 1 {
            let sure = found.filter { persons[$0].gender == gender }
            if !sure.isEmpty { found = sure }
        }
        return best(found, context, at: position)
    }

    /// Notes a mention by one word.
    mutating func noteShort(of index: Int, _ context: NameContext, at position: UInt32) {
        persons[index].lastShort = position
        if context.address != nil { persons[index].addressed += 1 }
    }

    /// The likeliest of several persons.
    private func best(_ found: [Int], _ context: NameContext, at position: UInt32) -> Int? {
        guard found.count > 1 else { return found.first }
        let titled = found.filter { !persons[$0].titles.isDisjoint(with: context.titles) }
        if titled.count == 1 { return titled[0] }
        let last = found.map { lastFull(of: $0, before: position) }
        let recent = last.compactMap(\.self).sorted(by: >)
        var best: (index: Int, score: Double)?
        for (order, index) in found.enumerated() {
            let person = persons[index]
            // Those named most, named first, and in the title: whom the article is about.
            var score = Double(min(4, person.fulls.count)) * 0.5 + (order == 0 ? 1 : 0) + (person.isInTitle ? 2 : 0)
            if person.isRelative, person.fulls.count == 1 { score -= 2 }
            if context.address == nil, person.addressed > 0 { score -= 1 }
            // The one named last, unless another was named in the same breath.
            if let last = last[order], last == recent.first, recent.count == 1 || last - recent[1] > PersonChains.breath { score += 1.5 }
            if let short = person.lastShort, recent.first ?? 0 <= short { score += 1 }
            if score > best?.score ?? -.infinity { best = (index, score) }
        }
        return best?.index
    }

    /// Bytes between two names of one list or sentence.
    private static let breath: UInt32 = 80

    /// Where a person was last named in full before a position.
    private func lastFull(of index: Int, before position: UInt32) -> UInt32? {
        let fulls = persons[index].fulls
        var (low, high) = (0, fulls.count)
        while low < high {
            let middle = (low + high) / 2
            if fulls[middle] < position { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? fulls[low - 1] : nil
    }
}
