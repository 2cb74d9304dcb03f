internal import ArticleAnalysis

/// A stretch of text that may be a name, with all that its surroundings say of it. What a trained tagger would make instead.
struct Candidate: Sendable {
    /// Where it is in the text, in UTF-8 and in code points.
    var start: UInt32
    var end: UInt32
    var codePoint: UInt32
    var length: UInt32
    /// The entry of the gazetteer it is a name of, or -1.
    var entry: Int32 = -1
    /// The folded words of the whole name and of its last and first word.
    var nameKey: UInt64
    var lastKey: UInt64
    var firstKey: UInt64
    /// The last word without a Slavic case ending or a bare genitive.
    var lastStem: UInt64
    /// Its words, particles left out.
    var words: UInt8
    /// The initials of its capitalised words, hashed as an acronym of them would be.
    var initials: UInt64
    /// The type the words themselves tell, for instance by an ending such as "University".
    var shape: EntityType?
    /// The roles of the first and the last word.
    var firstRoles: Roles
    var lastRoles: Roles
    var clues: Clues

    /// What surrounds a candidate and how it is written.
    struct Clues: OptionSet, Sendable {
        let rawValue: UInt32

        /// A title stands before it.
        static let titled = Clues(rawValue: 1 << 0)
        /// It starts a sentence, where any word has a capital.
        static let opensSentence = Clues(rawValue: 1 << 1)
        /// Its first word is an everyday word of the language.
        static let everyday = Clues(rawValue: 1 << 2)
        /// A preposition of place stands before it.
        static let afterPlacePreposition = Clues(rawValue: 1 << 3)
        /// A verb that persons are the subject of follows.
        static let beforeSayVerb = Clues(rawValue: 1 << 4)
        /// "the" stands before it.
        static let afterThe = Clues(rawValue: 1 << 5)
        /// It is written in capitals only.
        static let acronym = Clues(rawValue: 1 << 6)
        /// It stands in a headline, where capitals say nothing.
        static let headline = Clues(rawValue: 1 << 7)
        /// It has a particle such as "al-" or "van".
        static let particle = Clues(rawValue: 1 << 8)
        /// It stands in parentheses right after the candidate before it.
        static let bracketed = Clues(rawValue: 1 << 9)
        /// It starts or ends with initials.
        static let initials = Clues(rawValue: 1 << 10)
        /// A German text, where a capital alone makes no name.
        static let nounLanguage = Clues(rawValue: 1 << 11)
        /// It is a noun of everyday German.
        static let noun = Clues(rawValue: 1 << 12)
        /// A possessive follows.
        static let possessive = Clues(rawValue: 1 << 13)
        /// The name is in a script without capitals.
        static let caseless = Clues(rawValue: 1 << 14)
        /// A noun for organizations stands beside it: "the newspaper X", "X news agency".
        static let besideOrganizationNoun = Clues(rawValue: 1 << 15)
        /// It is the second part of a compound with a lowercase word: "sub-Saharan".
        static let compound = Clues(rawValue: 1 << 16)
        /// Its first word has the ending of a Russian adjective in an oblique case: "Парижских".
        static let adjective = Clues(rawValue: 1 << 17)
        /// Its last word is an everyday word of the language.
        static let everydayEnd = Clues(rawValue: 1 << 18)
    }
}

/// What the whole article says of words: which are also written in lowercase, which are parts of persons' names.
struct ArticleEvidence {
    /// Words that stand in lowercase somewhere.
    private(set) var lowercase = HashIndex(capacity: 2_048)

    /// Notes a word in lowercase. Bounded, so that a text of endless vocabulary takes no endless memory.
    @inline(__always)
    mutating func noteLowercase(_ hash: UInt64) {
        if lowercase[hash] == nil, lowercase.count < 1 << 18 { lowercase.set(hash, 1) }
    }
}
