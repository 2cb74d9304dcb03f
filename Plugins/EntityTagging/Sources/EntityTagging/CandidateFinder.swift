internal import ArticleAnalysis

/// Finds the stretches of an article that may be names: runs of capitalised words, and names of the gazetteer in scripts without capitals.
struct CandidateFinder {
    let gazetteer: Gazetteer
    /// The language of the stretch at hand.
    var language: LanguageTag
    var candidates: [Candidate] = []
    var evidence = ArticleEvidence()
    /// What the trained tagger is to read; `nil` where the rules decide alone.
    var reading: Reading?
    let bytes: [UInt8]
    /// Which parts are no article.
    var page: PageFurniture
    var tokens: [Token] = []

    /// More candidates than this are not looked for: the finding has to fit a database row.
    static let mostCandidates = 200_000

    /// A finder for one text.
    init(_ bytes: [UInt8], gazetteer: Gazetteer, language: LanguageTag) {
        self.bytes = bytes
        page = PageFurniture(bytes)
        self.gazetteer = gazetteer
        self.language = language
    }

    /// Finds the candidates of one stretch of tokens.
    mutating func find(in stretch: [Token]) {
        tokens = stretch
        splitGluedNames()
        let isRead = reading?.hasRoom ?? false
        var start = 0
        while start < tokens.count, candidates.count < CandidateFinder.mostCandidates {
            var end = start + 1
            while end < tokens.count, !startsSentence(end) { end += 1 }
            let isFurniture = page.contains(Int(tokens[start].start))
            let writing = writing(start, end)
            if isRead { reading?.add(tokens[start..<end], language: language, writing: writing, isFurniture: isFurniture) }
            if !isFurniture { findInSentence(start, end, writing) }
            start = end
        }
    }

    /// Cuts "SocietyAmy", a rubric that lost its line end before a byline, into its two words.
    mutating func splitGluedNames() {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.traits.contains([.camel, .capital, .opensLine]), token.length <= 40, let at = seam(of: token) {
                tokens[index] = part(of: token, from: Int(token.start), to: at)
                var second = part(of: token, from: at, to: Int(token.end))
                second.traits.formUnion([.joined, .opensLine])
                tokens.insert(second, at: index + 1)
                index += 1
            }
            index += 1
        }
    }

    /// Where an everyday word ends and a given name starts inside a token.
    func seam(of token: Token) -> Int? {
        // "PhD" at the very end has nothing behind its third letter.
        let least = Int(token.start) + 3
        guard least < Int(token.end) else { return nil }
        for at in least..<max(least + 1, Int(token.end) - 2) where bytes[at] >= 0x41 && bytes[at] <= 0x5A {
            let first = part(of: token, from: Int(token.start), to: at)
            let second = part(of: token, from: at, to: Int(token.end))
            let isWord = gazetteer.isEveryday(first.hash, in: language) || gazetteer.roles(first.hash).contains(.opener)
            if isWord, gazetteer.roles(second.hash).contains(.given) { return at }
        }
        return nil
    }

    /// A part of a token as a token.
    func part(of token: Token, from start: Int, to end: Int) -> Token {
        var scanner = TextScanner(bytes, from: start, to: end)
        var parts: [Token] = []
        guard scanner.next(into: &parts, most: 1), var part = parts.first else { return token }
        let before = bytes[Int(token.start)..<start].reduce(UInt32(0)) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        part.codePoint = token.codePoint + before
        part.traits.formUnion(token.traits.intersection([.opensLine, .opensSentence, .joined]))
        return part
    }

    /// Whether a sentence starts at a token: punctuation says so, and no abbreviation stands before it.
    func startsSentence(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.traits.contains(.opensLine) { return true }
        guard token.traits.contains(.opensSentence) else { return false }
        return !(index >= 2 && tokens[index - 1].mark == 0x2E && isAbbreviation(index - 2))
    }

    /// Whether a token before a full stop is an abbreviation that goes on: Mr, Gen, St.
    func isAbbreviation(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.traits.contains(.capital), token.length <= 4 else { return false }
        let roles = gazetteer.roles(token.hash)
        return roles.contains(.title) || roles.contains(.placeModifier) || roles.contains(.calendar) && token.length == 3
    }

    /// How the capitals of a sentence are to be read.
    enum Writing: UInt8 {
        case normal, title, capitals
    }

    /// Tells a headline from a sentence by its share of capitalised words.
    func writing(_ start: Int, _ end: Int) -> Writing {
        var words = 0
        var capital = 0
        var all = 0
        var lower = 0
        for token in tokens[start..<end] where token.traits.contains(.word) && !token.traits.contains(.caseless) && token.length > 3 {
            words += 1
            if token.traits.contains(.capital) { capital += 1 } else { lower += 1 }
            if token.traits.contains(.allCapitals), !token.traits.contains(.dotted) { all += 1 }
        }
        if words >= 3, all * 10 >= words * 7 { return .capitals }
        return words >= 5 && capital * 10 >= words * 9 && !language.capitalizesNouns ? .title : .normal
    }

    /// Walks one sentence.
    private mutating func findInSentence(_ start: Int, _ end: Int, _ writing: Writing) {
        var index = start
        while index < end {
            let token = tokens[index]
            if token.traits.contains(.unit) {
                index = findInUnspaced(index, end)
            } else if token.traits.contains(.caseless), token.traits.contains(.word) {
                index = findCaseless(index, end)
            } else if token.traits.contains(.capital) {
                index = findInRun(index, start, end, writing)
            } else if startsWithParticle(index, end) {
                index = findInRun(index, start, end, writing)
            } else {
                if token.traits.contains(.word) { evidence.noteLowercase(token.hash) }
                index += 1
            }
        }
    }

    /// Whether "al-", "bin" or "van" starts a name in lowercase here.
    func startsWithParticle(_ index: Int, _ end: Int) -> Bool {
        let token = tokens[index]
        guard token.traits.contains(.word), token.length <= 3, gazetteer.roles(token.hash).contains(.particle) else { return false }
        if index + 2 < end, tokens[index + 1].mark == 0x2D, tokens[index + 1].traits.contains(.joined) {
            return tokens[index + 2].traits.contains([.joined, .capital]) && token.length == 2
        }
        let isWord =
            token.length == 3
            && (token.hash == CandidateFinder.bin || token.hash == CandidateFinder.van || token.hash == CandidateFinder.von)
        return isWord && index + 1 < end && tokens[index + 1].traits.contains(.capital)
    }

    static let bin = hash("bin")
    static let van = hash("van")
    static let von = hash("von")
    static let the = hash("the")
    static let articles: Set<UInt64> = [hash("the"), hash("a"), hash("an")]
    static let possessive = hash("s")
    static let ands = Set(["and", "y", "e", "et", "und", "og", "och", "i"].map(hash))
    static let of = hash("of")
    /// Particles that are words of their own where no hyphen follows.
    static let hyphenated = Set(["do", "as", "an", "at", "ad", "az", "ash"].map(hash))

    /// The hash of a word.
    static func hash(_ word: String) -> UInt64 { word.unicodeScalars.reduce(Scalars.seed) { Scalars.mix($0, $1.value) } }
}
