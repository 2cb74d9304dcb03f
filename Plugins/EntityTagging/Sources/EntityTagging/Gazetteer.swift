internal import ArticleAnalysis
internal import CEntityTables

/// The names and words the tagger knows, made once from the tables that are linked into the program.
struct Gazetteer: Sendable {
    /// One thing with a name.
    struct Entry: Sendable {
        /// What it is.
        var type: EntityType
        /// ISO 3166-1 alpha-2.
        var country: String?
        /// Whether it is the country itself.
        var isCountry = false
        var latitude: Double?
        var longitude: Double?
        /// What findings call it.
        var name: String
    }

    /// A name found in the text.
    struct Match {
        /// The index of the entry in ``Gazetteer/entries``.
        var entry: Int
        /// The token after the name.
        var end: Int
    }

    /// The one gazetteer of the process.
    static let shared = Gazetteer()

    private(set) var entries: [Entry] = []
    /// The entries of countries by their codes.
    private var countryEntries: [String: Int] = [:]
    private var phrases = HashIndex(capacity: 64_000)
    private var openers = HashIndex(capacity: 32_000)
    private var words = HashIndex(capacity: 12_000)
    private var everyday = HashIndex(capacity: 100_000)

    /// The language that has the Cyrillic names and words of the tables in Latin letters too, under its salt.
    static let serbian = LanguageTag("sr")
    /// Whether words known in Cyrillic alone are known in Latin letters too.
    private var readsSerbian = false

    /// Reads the tables.
    private init() {
        let size = dragoman_entity_tables_size()
        let table = unsafe UnsafeBufferPointer(start: dragoman_entity_tables(), count: size)
        let bytes = unsafe Array(table)
        var start = 0
        var tokens: [Token] = []
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            read(Line(bytes: bytes, start: start, end: end), tokens: &tokens)
            start = end + 1
        }
    }

    /// The entry of an index as candidates and groups have it; `nil` for -1, which is none.
    func entry(at index: Int32) -> Entry? { index < 0 ? nil : entries[Int(index)] }

    /// The gazetteer for articles in a language.
    func reading(_ language: LanguageTag) -> Gazetteer {
        var gazetteer = self
        gazetteer.readsSerbian = language == Gazetteer.serbian
        return gazetteer
    }

    /// The roles of a word.
    @inline(__always)
    func roles(_ hash: UInt64) -> Roles {
        if let roles = words[hash] { return Roles(rawValue: roles) }
        return readsSerbian ? Roles(rawValue: words[hash ^ Gazetteer.serbian.salt] ?? 0) : []
    }

    /// The roles of a token, those of its form without a Slavic case ending included.
    func roles(_ token: Token, in language: LanguageTag) -> Roles {
        let plain = roles(token.hash)
        guard token.traits.contains(.capital), token.traits.contains(.cyrillic) || language.isSlavic, !token.traits.contains(.allCapitals)
        else { return plain }
        return plain.union(roles(token.stem ^ Salt.stem).intersection(Roles.names))
    }

    /// Whether a word is written in lowercase in everyday text of a language.
    func isEveryday(_ hash: UInt64, in language: LanguageTag) -> Bool { everyday[hash ^ language.salt] != nil }

    /// Whether a capitalised word is a German noun that names nothing.
    func isNoun(_ hash: UInt64, in language: LanguageTag) -> Bool { everyday[hash ^ language.salt ^ Salt.noun] != nil }

    /// The longest name that starts at a token.
    ///
    /// - Parameter first: stands in for the hash of the first token, where a clitic was taken off it.
    func match(_ tokens: [Token], at start: Int, to end: Int, language: LanguageTag, first: UInt64? = nil) -> Match? {
        let token = tokens[start]
        let inflected = first == nil && (token.traits.contains(.cyrillic) || language.isSlavic) && !token.traits.contains(.allCapitals)
        let head = first ?? token.hash
        if let most = openers[head],
            let found = longest(tokens, start, end, Int(most), head, stems: false, language: language)
        {
            return found
        }
        guard inflected, let most = openers[token.stem ^ Salt.stem] else { return nil }
        return longest(tokens, start, end, Int(most), token.stem, stems: true, language: language)
    }

    /// Follows the tokens as far as a known name can reach and answers the longest hit.
    private func longest(_ tokens: [Token], _ start: Int, _ end: Int, _ most: Int, _ head: UInt64, stems: Bool, language: LanguageTag)
        -> Match?
    {
        let salt = language.salt
        var key = Salt.phrase
        var best: Match?
        var index = start
        var taken = 0
        while index < end, taken < most {
            let token = tokens[index]
            if token.mark == 0x2D {
                guard taken > 0, token.traits.contains(.joined) else { break }
                index += 1
                continue
            }
            if taken > 0, token.traits.contains(.opensLine) { break }
            let hash = taken == 0 ? head : stems ? token.stem : token.hash
            key = Gazetteer.extend(key, hash)
            taken += 1
            index += 1
            let cased = !token.traits.contains(.caseless) && token.traits.contains(.word)
            // English names end in a capital; elsewhere "Union européenne".
            if cased, !token.traits.contains(.capital), taken == 1 || language.code == "en" { continue }
            let single = taken == 1 && token.traits.contains(.allCapitals)
            let salted = stems ? key ^ Salt.stem : key
            if let entry = (single ? phrases[salted ^ Salt.acronym] ?? phrases[salted ^ Salt.acronym ^ salt] : nil) ?? phrases[salted]
                ?? phrases[salted ^ salt]
            {
                best = Match(entry: Int(entry), end: index)
            }
        }
        return best
    }

    /// The key of a phrase with one more word.
    @inline(__always)
    private static func extend(_ key: UInt64, _ hash: UInt64) -> UInt64 {
        let product = (key ^ hash) &* 0xD6E8_FEB8_6659_FD93
        return product ^ (product >> 32)
    }

    /// Takes in one line of the tables.
    private mutating func read(_ line: Line, tokens: inout [Token]) {
        let fields = line.fields
        guard fields.count > 1 else { return }
        let second = line.text(fields[1])
        switch line.text(fields[0]) {
        case "w": readRole(second, line, fields.dropFirst(2), &tokens)
        case "l" where second == "sr":
            let latin = line.latin ?? line
            readEveryday(Gazetteer.serbian.salt, latin, latin.fields.dropFirst(2))
        case "l": readEveryday(LanguageTag(second).salt, line, fields.dropFirst(2))
        case "n": readEveryday(LanguageTag(second).salt ^ Salt.noun, line, fields.dropFirst(2))
        case "c":
            guard fields.count > 3, let entry = entries.firstIndex(where: { $0.isCountry && $0.country == line.text(fields[2]) }) else {
                return
            }
            add(line, fields[3], entry, salt: LanguageTag(second).salt, &tokens)
        case "P" where fields.count > 4:
            let entry = Entry(
                type: .geopolitical, country: second, latitude: Double(line.text(fields[2])), longitude: Double(line.text(fields[3])),
                name: line.text(fields[4]))
            add(entry, line, fields.dropFirst(4), &tokens)
        case let kind:
            guard fields.count > 2, let type = Gazetteer.types[kind] else { return }
            let country = second == "-" ? nil : second
            let entry = Entry(type: type, country: country, isCountry: kind == "C", name: line.text(fields[2]))
            add(entry, line, fields.dropFirst(2), &tokens)
        }
    }

    /// The types of the kinds of lines.
    private static let types: [String: EntityType] = [
        "C": .geopolitical, "R": .geopolitical, "O": .organization, "D": .group, "G": .group, "L": .location, "F": .facility, "E": .event,
        "W": .law, "X": .product, "K": .work,
    ]

    /// Adds an entry with all its names.
    private mutating func add(_ entry: Entry, _ line: Line, _ names: ArraySlice<Range<Int>>, _ tokens: inout [Token]) {
        entries.append(entry)
        if entry.isCountry, let country = entry.country { countryEntries[country] = entries.count - 1 }
        for name in names { add(line, name, entries.count - 1, salt: 0, &tokens) }
    }

    /// Adds one name of an entry, and in Latin letters for Serbian what is in Cyrillic.
    private mutating func add(_ line: Line, _ name: Range<Int>, _ entry: Int, salt: UInt64, _ tokens: inout [Token]) {
        add(line.bytes, name, entry, salt: salt, hasStem: salt == 0, &tokens)
        guard salt == 0 || salt == Gazetteer.serbian.salt, let latin = line.latin(name) else { return }
        add(latin, 0..<latin.count, entry, salt: Gazetteer.serbian.salt, hasStem: salt == 0, &tokens)
    }

    /// Adds one name. The first entry of a name keeps it.
    private mutating func add(
        _ bytes: [UInt8], _ name: Range<Int>, _ entry: Int, salt: UInt64, hasStem: Bool, _ tokens: inout [Token]
    ) {
        var scanner = TextScanner(bytes, from: name.lowerBound, to: name.upperBound)
        guard scanner.next(into: &tokens) else { return }
        var key = Salt.phrase
        var stem = Salt.phrase
        var count: UInt32 = 0
        for token in tokens where token.mark != 0x2D {
            key = Gazetteer.extend(key, token.hash)
            stem = Gazetteer.extend(stem, token.stem)
            count += 1
        }
        // An acronym is known only in capitals, so that "us" and "who" stay words.
        let acronym = count == 1 && tokens[0].traits.contains(.allCapitals)
        insert((acronym ? key ^ Salt.acronym : key) ^ salt, entry, opener: tokens[0].hash, count)
        if !acronym, hasStem, !tokens[0].traits.contains(.caseless) {
            insert(stem ^ Salt.stem ^ salt, entry, opener: tokens[0].stem ^ Salt.stem, count)
        }
    }

    /// Puts a phrase into the tables, unless it is there.
    private mutating func insert(_ key: UInt64, _ entry: Int, opener: UInt64, _ count: UInt32) {
        if phrases[key] == nil { phrases.set(key, UInt32(entry)) }
        openers.set(opener, max(openers[opener] ?? 0, count))
    }

    /// Adds words with a role; phrases among the famous are persons.
    private mutating func readRole(_ role: String, _ line: Line, _ fields: ArraySlice<Range<Int>>, _ tokens: inout [Token]) {
        for field in fields {
            var scanner = TextScanner(line.bytes, from: field.lowerBound, to: field.upperBound)
            guard scanner.next(into: &tokens) else { continue }
            if role == "famous", tokens.count > 1 {
                entries.append(Entry(type: .person, name: line.text(field)))
                add(line, field, entries.count - 1, salt: 0, &tokens)
            }
            guard let bit = Roles.named[role], tokens.count == 1 || role.hasPrefix("zh-") else { continue }
            add(bit, tokens, salt: 0)
            guard let latin = line.latin(field) else { continue }
            var reread = TextScanner(latin)
            if reread.next(into: &tokens) { add(bit, tokens, salt: Gazetteer.serbian.salt) }
        }
    }

    /// Adds a role of a word, or of several characters.
    private mutating func add(_ role: Roles, _ tokens: [Token], salt: UInt64) {
        let key = tokens.dropFirst().reduce(tokens[0].hash) { Gazetteer.extend($0, $1.hash) } ^ salt
        words.set(key, (words[key] ?? 0) | role.rawValue)
        // Names of persons take case endings in Slavic languages.
        if !role.isDisjoint(with: Roles.names), tokens.count == 1, tokens[0].length > 3, !tokens[0].traits.contains(.caseless) {
            let stem = tokens[0].stem ^ Salt.stem ^ salt
            words.set(stem, (words[stem] ?? 0) | role.rawValue)
        }
    }

    /// The roles of two characters together, as Chinese endings are.
    func roles(_ first: UInt64, _ second: UInt64) -> Roles { Roles(rawValue: words[Gazetteer.extend(first, second)] ?? 0) }

    /// Adds everyday words of a language: plain words already, so that the scanner, slow without optimization, is not needed.
    private mutating func readEveryday(_ salt: UInt64, _ line: Line, _ fields: ArraySlice<Range<Int>>) {
        let bytes = line.bytes
        for field in fields {
            var hash = Scalars.seed
            var index = field.lowerBound
            while index < field.upperBound {
                let byte = bytes[index]
                if byte < 0x80 {
                    hash = Scalars.mix(hash, Scalars.fold(UInt32(byte)) ?? 0)
                    index += 1
                } else {
                    let (scalar, width) = Scalars.decode(bytes, at: index, limit: field.upperBound)
                    if let folded = Scalars.fold(scalar) { hash = Scalars.mix(hash, folded) }
                    index += width
                }
            }
            everyday.set(hash ^ salt, 1)
        }
    }

    /// Numbers that keep the kinds of keys apart in one table.
    private enum Salt {
        static let phrase: UInt64 = 0x5851_F42D_4C95_7F2D
        static let stem: UInt64 = 0x1405_7B7E_F767_814F
        static let acronym: UInt64 = 0xB504_F333_F9DE_6484
        static let noun: UInt64 = 0x2545_F491_4F6C_DD1D
    }
}
