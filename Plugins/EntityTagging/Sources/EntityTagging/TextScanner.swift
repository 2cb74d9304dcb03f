/// How the letters of a token are written.
struct TokenTraits: OptionSet, Sendable {
    let rawValue: UInt16

    /// The token has letters.
    static let word = TokenTraits(rawValue: 1 << 0)
    /// Its first letter is a capital.
    static let capital = TokenTraits(rawValue: 1 << 1)
    /// All its letters are capitals, two at least.
    static let allCapitals = TokenTraits(rawValue: 1 << 2)
    /// It has digits and no letters.
    static let number = TokenTraits(rawValue: 1 << 3)
    /// It is one letter with a full stop: `J.`
    static let initial = TokenTraits(rawValue: 1 << 4)
    /// It is an abbreviation with inner full stops: `U.S.`
    static let dotted = TokenTraits(rawValue: 1 << 5)
    /// Nothing stands between it and the token before.
    static let joined = TokenTraits(rawValue: 1 << 6)
    /// A sentence starts here, as far as punctuation tells.
    static let opensSentence = TokenTraits(rawValue: 1 << 7)
    /// A line starts here.
    static let opensLine = TokenTraits(rawValue: 1 << 8)
    /// It is one character of a script written without spaces, or a syllable of Hangul.
    static let unit = TokenTraits(rawValue: 1 << 9)
    /// Its script has no capitals (Arabic, Hebrew, Devanagari …).
    static let caseless = TokenTraits(rawValue: 1 << 10)
    /// It is Arabic.
    static let arabic = TokenTraits(rawValue: 1 << 11)
    /// It has letters of a cased script beyond ASCII, Cyrillic or Greek ones for instance.
    static let cyrillic = TokenTraits(rawValue: 1 << 12)
    /// It has a capital after a lowercase letter.
    static let camel = TokenTraits(rawValue: 1 << 13)
    /// It is made of Katakana.
    static let katakana = TokenTraits(rawValue: 1 << 14)
}

/// One word, number or mark of the text.
struct Token: Sendable {
    /// Where it starts and ends in the UTF-8 of the text.
    var start: UInt32
    var end: UInt32
    /// Where it starts in code points, and how many it has.
    var codePoint: UInt32
    var length: UInt32
    var traits: TokenTraits
    /// A mark's own ASCII code, or 0 for words and for marks beyond ASCII.
    var mark: UInt8
    /// The code points before it that are written onto its word and left out.
    var prefix: UInt8 = 0
    /// The case-folded letters.
    var hash: UInt64
    /// The letters without a Slavic case ending; equal to `hash` where there is none to take away.
    var stem: UInt64
}

/// Cuts UTF-8 into tokens in one pass, a stretch at a time so that memory stays bounded whatever the length of the text.
struct TextScanner {
    private let bytes: [UInt8]
    private var position: Int
    private let limit: Int
    private var codePoint = 0
    private var opensSentence = true
    private var opensLine = true

    /// Scans `bytes`, which need not be valid UTF-8: what is not counts as a mark.
    init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil) {
        self.bytes = bytes
        position = start
        limit = min(end ?? bytes.count, Int(UInt32.max) - 8)
    }

    /// The next stretch of tokens: up to a line end after `preferred` tokens, or to the end of a sentence, or at worst `most` of them.
    mutating func next(into tokens: inout [Token], preferred: Int = 512, most: Int = 4096) -> Bool {
        tokens.removeAll(keepingCapacity: true)
        while position < limit, tokens.count < most {
            let wasLine = opensLine
            skipSpace()
            guard position < limit else { break }
            if tokens.count >= preferred, opensLine && !wasLine || opensSentence { break }
            scanToken(into: &tokens)
        }
        return !tokens.isEmpty
    }

    /// Passes over white space, noting line ends.
    private mutating func skipSpace() {
        while position < limit {
            let byte = bytes[position]
            if byte == 0x0A || byte == 0x0D {
                opensLine = true
                opensSentence = true
            } else if byte == 0xC2 || byte >= 0xE1 && byte <= 0xE3 || byte == 0xEF {
                guard let space = Scalars.space(bytes, at: position, limit: limit) else { return }
                if space.endsLine {
                    opensLine = true
                    opensSentence = true
                }
                position += space.width - 1
            } else if byte > 0x20 || byte == 0 {
                return
            }
            position += 1
            codePoint += 1
        }
    }

    /// Reads one token.
    private mutating func scanToken(into tokens: inout [Token]) {
        let start = position
        let firstCodePoint = codePoint
        var traits: TokenTraits = []
        if opensSentence { traits.insert(.opensSentence) }
        if opensLine { traits.insert(.opensLine) }
        if let last = tokens.last, Int(last.end) == start { traits.insert(.joined) }
        opensLine = false

        let (scalar, width) = Scalars.decode(bytes, at: position, limit: limit)
        let kind = Scalars.kind(of: scalar)
        switch kind {
        case .letter(let cased, let upper):
            scanWord(cased: cased, upper: upper, traits: &traits, into: &tokens, start: start, firstCodePoint: firstCodePoint)
            opensSentence = false
            return
        case .unit:
            traits.formUnion([.word, .unit, .caseless])
            if scalar >= 0x30A0 && scalar <= 0x30FF { traits.insert(.katakana) }
            opensSentence = false
            position += width
            codePoint += 1
            let hash = Scalars.mix(Scalars.seed, scalar)
            tokens.append(make(start, firstCodePoint, traits, mark: 0, hash: hash, stem: hash))
            return
        case .digit:
            var hash = Scalars.seed
            while position < limit, bytes[position] >= 0x30, bytes[position] <= 0x39 {
                hash = Scalars.mix(hash, UInt32(bytes[position]))
                position += 1
                codePoint += 1
            }
            traits.insert(.number)
            opensSentence = false
            tokens.append(make(start, firstCodePoint, traits, mark: 0, hash: hash, stem: hash))
        case .mark:
            position += width
            codePoint += 1
            if let stop = sentenceEnd(scalar, after: tokens.last) { opensSentence = stop }
            let hash = Scalars.mix(Scalars.seed ^ 1, scalar == 0x2019 ? 0x27 : scalar)
            tokens.append(
                make(
                    start, firstCodePoint, traits,
                    mark: scalar < 0x80
                        ? UInt8(scalar) : scalar == 0x2019 ? 0x27 : scalar == 0x2013 || scalar == 0x2010 || scalar == 0x2011 ? 0x2D : 0,
                    hash: hash, stem: hash))
        }
    }

    /// Whether a mark ends the sentence (`true`), leaves things as they are (`nil`) or goes on with it (`false`).
    private func sentenceEnd(_ scalar: UInt32, after token: Token?) -> Bool? {
        switch scalar {
        case 0x21, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x061F, 0x06D4, 0x0964: return true
        case 0x2E: return true
        case 0x3A, 0x2022, 0x7C, 0x2A: return true
        case 0x22, 0x201C, 0x201E, 0xAB, 0x28, 0x5B, 0x2018, 0x27, 0x29, 0x201D, 0x2019, 0xBB: return nil
        case 0x2D, 0x2013, 0x2014: return nil
        default: return false
        }
    }

    /// Reads a word with its inner apostrophes and, for abbreviations, its inner full stops.
    private mutating func scanWord(
        cased: Bool, upper: Bool, traits given: inout TokenTraits, into tokens: inout [Token], start: Int, firstCodePoint: Int
    ) {
        var traits = given.union(.word)
        if upper { traits.insert(.capital) }
        if !cased { traits.insert(.caseless) }
        var hash = Scalars.seed
        var recent: (UInt64, UInt64, UInt64, UInt64) = (hash, hash, hash, hash)  // hashes without the last one, two, three letters
        var last: (UInt32, UInt32, UInt32) = (0, 0, 0)
        var letters = 0
        var capitals = 0
        var lower = 0
        var previousLower = false
        while position < limit {
            let (scalar, width) = Scalars.decode(bytes, at: position, limit: limit)
            if scalar == 0x27 || scalar == 0x2019 {
                // An apostrophe belongs to the word between two letters, save for a possessive: O'Neill, N'Djamena, but Syria's.
                guard letters > 0, position + width < limit else { break }
                let (after, afterWidth) = Scalars.decode(bytes, at: position + width, limit: limit)
                guard case .letter(let nextCased, _) = Scalars.kind(of: after), nextCased || scalar == 0x27, !traits.contains(.arabic)
                else { break }
                let beyond = position + width + afterWidth
                let single = beyond >= limit || !Scalars.isLetter(Scalars.decode(bytes, at: beyond, limit: limit).0)
                // French and Italian elisions are words of their own: l'ONU, d'Alger, L'Union.
                if single || letters > 3 || letters == 1 && (lower == 1 || last.0 == 0x6C) { break }
                position += width
                codePoint += 1
                hash = Scalars.mix(hash, 0x27)
                previousLower = false
                continue
            }
            guard case .letter(let isCased, let isUpper) = Scalars.kind(of: scalar), isCased == cased else {
                guard isHyphenation(scalar, width) else { break }
                position += width
                codePoint += 1
                continue
            }
            position += width
            codePoint += 1
            if scalar >= 0x0370 && scalar <= 0x052F { traits.insert(.cyrillic) }
            if scalar >= 0x0600 && scalar <= 0x06FF { traits.insert(.arabic) }
            if isUpper {
                capitals += 1
                if previousLower { traits.insert(.camel) }
            } else {
                lower += 1
            }
            previousLower = !isUpper
            guard let folded = Scalars.fold(scalar) else { continue }
            letters += 1
            recent = (hash, recent.0, recent.1, recent.2)
            last = (folded, last.0, last.1)
            hash = Scalars.mix(hash, folded)
        }
        if letters == 1, upper, position < limit, bytes[position] == 0x2E {
            hash = scanAbbreviation(hash, &traits)
        } else if capitals > 1, lower == 0, cased {
            traits.insert(.allCapitals)
        }
        let stem = Scalars.stem(hash, recent, last, letters: letters)
        tokens.append(make(start, firstCodePoint, traits, mark: 0, hash: hash, stem: stem))
    }

    /// Whether a scalar only says where a word may, or may not, be broken, and the word goes on: "Ger\u{AD}many".
    private func isHyphenation(_ scalar: UInt32, _ width: Int) -> Bool {
        guard scalar == 0xAD || scalar == 0x2060, position + width < limit else { return false }
        return Scalars.isLetter(Scalars.decode(bytes, at: position + width, limit: limit).0)
    }

    /// Goes on after a capital with a full stop: `U.S.` is one token, `J.` an initial.
    private mutating func scanAbbreviation(_ first: UInt64, _ traits: inout TokenTraits) -> UInt64 {
        var hash = first
        var parts = 1
        while position + 1 < limit, bytes[position] == 0x2E, parts < 8 {
            let (scalar, width) = Scalars.decode(bytes, at: position + 1, limit: limit)
            guard case .letter(true, true) = Scalars.kind(of: scalar), position + 1 + width <= limit else { break }
            let after = position + 1 + width
            // `J.Smith` is an initial and a name.
            if after < limit, Scalars.isLetter(Scalars.decode(bytes, at: after, limit: limit).0) { break }
            hash = Scalars.mix(hash, Scalars.fold(scalar) ?? scalar)
            position = after
            codePoint += 2
            parts += 1
        }
        if position < limit, bytes[position] == 0x2E {
            position += 1
            codePoint += 1
        }
        traits.insert(parts > 1 ? [.dotted, .allCapitals] : .initial)
        return hash
    }

    /// A token that ends here.
    private func make(_ start: Int, _ first: Int, _ traits: TokenTraits, mark: UInt8, hash: UInt64, stem: UInt64) -> Token {
        Token(
            start: UInt32(start), end: UInt32(position), codePoint: UInt32(first), length: UInt32(codePoint - first), traits: traits,
            mark: mark,
            hash: hash, stem: stem)
    }
}
