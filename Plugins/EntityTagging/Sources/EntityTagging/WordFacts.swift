/// What the features of the trained tagger say of one token: everything about it that needs no other token to be known.
struct WordFacts {
    /// The folded word.
    var word: UInt64 = 0
    /// The word without the case ending that its language may write.
    var stem: UInt64 = 0
    /// How it is written and about how long it is.
    var shape: UInt64 = 0
    /// The first letter, folded.
    var initial: UInt32 = 0
    /// The first two, three and four letters.
    var prefixes: (UInt32, UInt32, UInt32) = (0, 0, 0)
    /// The last one to four letters.
    var suffixes: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    /// The path of its word cluster in the binary tree of clusters, from the root in the lowest bit; 0 where it has none.
    var cluster: UInt64 = 0
    /// Its part in names, as the gazetteer has it.
    var roles: UInt32 = 0
    /// The name of the gazetteer it is in: type and whether the name begins here; 0 for none.
    var known: UInt8 = 0
    /// What the place table says of the name it is in: how large the largest place of the name is, and whether it begins here; 0 for none.
    var place: UInt8 = 0
    /// The candidate of the rules it is in: type and place inside; 0 for none.
    var rule: UInt8 = 0
    /// What stands around that candidate.
    var clues: UInt32 = 0
    /// What the rest of the article says of the word; see ``WordFacts/Evidence``.
    var evidence: Evidence = []
    /// How many capitalised words stand together here, and where they begin and end.
    var run: Range<Int32> = 0..<0
    /// Whether it can be part of a name at all.
    var isOpen = false
    /// Whether it has a capital.
    var isCapital = false
    /// The token's ``Token/mayBeName``.
    var mayBeName = false

    /// What the rest of the article says of a word.
    struct Evidence: OptionSet {
        let rawValue: UInt8
        /// It also stands in lowercase.
        static let lowercase = Evidence(rawValue: 1 << 0)
        /// It has a capital in the middle of a sentence.
        static let capital = Evidence(rawValue: 1 << 1)
        /// It is an everyday word of the language.
        static let everyday = Evidence(rawValue: 1 << 2)
        /// It starts a sentence here.
        static let opensSentence = Evidence(rawValue: 1 << 3)
        /// It is an acronym of a longer name.
        static let acronym = Evidence(rawValue: 1 << 4)
        /// It stands in a headline.
        static let headline = Evidence(rawValue: 1 << 5)
    }

    /// A token outside the sentence.
    static let outside = WordFacts(word: 0x51ED_270B_9F81_2A77, stem: 0x51ED_270B_9F81_2A77, shape: 0x7FFF)
}

extension Token {
    /// Whether it may be part of a name by how it is written: it has a capital, or its script has none.
    var mayBeName: Bool { traits.contains(.capital) || traits.isSuperset(of: [.word, .caseless]) }
}

extension WordFacts {
    /// Reads the letters of a token.
    init(_ token: Token, in bytes: [UInt8]) {
        word = token.hash
        stem = token.hash
        isCapital = token.traits.contains(.capital)
        mayBeName = token.mayBeName
        let kept: TokenTraits = [.word, .capital, .allCapitals, .number, .initial, .dotted, .unit, .caseless, .camel]
        let traits = UInt64(token.traits.intersection(kept).rawValue)
        shape = token.mark == 0 ? traits << 4 | UInt64(min(token.length, 8)) : 0x10_0000 | UInt64(token.mark)
        if token.prefix > 0 { shape |= 0x8_0000 }
        guard token.traits.contains(.word) else { return }
        var hash: UInt32 = 0x9E37
        var last: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        var index = Int(token.start)
        var letters = 0
        while index < Int(token.end) {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: Int(token.end))
            index += width
            guard let folded = Scalars.fold(scalar) else { continue }
            letters += 1
            if letters == 1 { initial = folded }
            if letters <= 4 {
                hash = (hash ^ folded) &* 0x85EB_CA6B
                hash ^= hash >> 13
                if letters == 2 { prefixes.0 = hash }
                if letters == 3 { prefixes.1 = hash }
                if letters == 4 { prefixes.2 = hash }
            }
            last = (folded, last.0, last.1, last.2)
        }
        func join(_ hash: UInt32, _ scalar: UInt32) -> UInt32 { ((hash ^ scalar) &* 0xC2B2_AE35) ^ (scalar << 7) }
        suffixes.0 = join(1, last.0)
        if letters >= 2 { suffixes.1 = join(suffixes.0, last.1) }
        if letters >= 3 { suffixes.2 = join(suffixes.1, last.2) }
        if letters >= 4 { suffixes.3 = join(suffixes.2, last.3) }
    }
}
