/// The letters that stand at the front of an Arabic word and are words of their own: "and", "so", "in", "for", "like".
///
/// Only what else is known tells "بدمشق", in Damascus, from "بشار", a name. So the whole word is asked for first, then what is left without one
/// letter or two: in the lists, in the table of places, and among the words of the article.
struct ArabicPrefix {
    /// A word without the letters before it.
    struct Rest {
        /// The folded word.
        var hash: UInt64
        /// What was left out, in UTF-8 and in code points.
        var bytes: UInt32
        var codePoints: UInt8
        /// How many letters are left.
        var letters: UInt32 = 0
        /// Whether a stroke holds the last letter left out apart from the word, as before a quotation mark or a foreign name: "بـدمشق".
        var isApart = false
        /// Whether it begins with the article and goes on, or with a letter that begins words.
        var isTold = false
        /// Whether few words that are whole begin so.
        var isLikely = false
    }

    private let bytes: [UInt8]
    private let gazetteer: Gazetteer
    private let language: LanguageTag
    /// The words of the article as they stand.
    private let words: HashIndex

    /// Fewer letters are never left.
    private static let fewestLetters = 3
    /// A word of fewer letters that only stands elsewhere, or is a village's, is often there by chance: "بولس", "ولس".
    private static let fewestUnlisted: UInt32 = 4
    /// The article and fewer letters than that are no word with the article: "والتر".
    private static let fewestWithArticle = 5

    /// More signs than this at the front are no writing.
    private static let mostCodePoints = 32

    /// - Parameter tokens: all of the article's.
    init(_ tokens: [Token], in bytes: [UInt8], gazetteer: Gazetteer, language: LanguageTag) {
        var words = HashIndex(capacity: 512)
        for token in tokens where token.traits.contains(.arabic) { words.set(token.hash, 1) }
        (self.words, self.bytes, self.gazetteer, self.language) = (words, bytes, gazetteer, language)
    }

    /// What is left of a word without the letters written onto it; `nil` where there are none.
    func rest(of index: Int, in tokens: [Token], to end: Int) -> Rest? {
        let token = tokens[index]
        guard token.traits.contains([.word, .arabic]) else { return nil }
        let rests = rests(of: token)
        guard let one = rests.one, !isOwn(token, index, tokens, end) else { return nil }
        if one.isApart || isKnown(one, index, tokens, end) { return one }
        let two = rests.two
        if let two, two.isApart || isKnown(two, index, tokens, end) { return two }
        if isEveryday(token.hash) { return nil }
        if one.isTold { return one }
        if let two, two.isTold { return two }
        if isEveryday(one.hash) { return one }
        if let two, isEveryday(two.hash) || isElsewhere(two) { return two }
        return one.isLikely || isElsewhere(one) ? one : nil
    }

    /// Whether a word is known as it stands, written-on letters and all.
    private func isOwn(_ token: Token, _ index: Int, _ tokens: [Token], _ end: Int) -> Bool {
        let whole = Rest(hash: token.hash, bytes: 0, codePoints: 0, letters: token.length)
        return isKnown(whole, index, tokens, end) || ArabicPrefix.names.contains(token.hash)
    }

    /// The word without its first letter and without its first two, where these can be words of their own.
    private func rests(of token: Token) -> (one: Rest?, two: Rest?) {
        var index = Int(token.start)
        let end = Int(token.end)
        let (first, width) = Scalars.decode(bytes, at: index, limit: end)
        guard ArabicPrefix.joins(first) || ArabicPrefix.governs(first) else { return (nil, nil) }
        index += width
        var one = Rest(hash: Scalars.seed, bytes: UInt32(width), codePoints: 1)
        var two: Rest? = nil
        var (letters, codePoints) = (1, UInt8(1))
        var (second, third, fourth) = (UInt32(0), UInt32(0), UInt32(0))
        var hasHamza = false
        while index < end {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: end)
            index += width
            codePoints = codePoints &+ 1
            if letters <= 2, codePoints > ArabicPrefix.mostCodePoints { return (nil, nil) }
            guard let folded = Scalars.fold(scalar) else {
                // Vowel signs and strokes behind a letter go with it.
                if letters == 1 { one.leaveOut(width, codePoints, scalar) }
                if letters == 2 { two?.leaveOut(width, codePoints, scalar) }
                continue
            }
            letters += 1
            one.hash = Scalars.mix(one.hash, folded)
            if let hash = two?.hash { two?.hash = Scalars.mix(hash, folded) }
            switch letters {
            case 2:
                second = folded
                hasHamza = scalar != folded && folded == ArabicPrefix.alif
                guard ArabicPrefix.joins(first), ArabicPrefix.governs(folded) else { continue }
                two = Rest(hash: Scalars.seed, bytes: UInt32(index) - token.start, codePoints: codePoints)
            case 3: third = folded
            case 4: fourth = folded
            default: break
            }
        }
        one.letters = UInt32(letters - 1)
        two?.letters = UInt32(letters - 2)
        let article = ArabicPrefix.fewestWithArticle
        one.isTold =
            hasHamza || first != ArabicPrefix.lam && second == ArabicPrefix.alif && third == ArabicPrefix.lam && letters - 1 >= article
        two?.isTold = second != ArabicPrefix.lam && third == ArabicPrefix.alif && fourth == ArabicPrefix.lam && letters - 2 >= article
        one.isLikely = first == ArabicPrefix.waw && !ArabicPrefix.followsForeignWaw(second)
        if letters - 2 < ArabicPrefix.fewestLetters { two = nil }
        return (letters - 1 < ArabicPrefix.fewestLetters ? nil : one, two)
    }

    /// Whether a word is part of names or begins one.
    private func isName(_ rest: Rest, _ index: Int, _ tokens: [Token], _ end: Int) -> Bool {
        if !gazetteer.roles(rest.hash).isDisjoint(with: Roles.names) { return true }
        if gazetteer.match(tokens, at: index, to: end, language: language, first: rest.hash) != nil { return true }
        guard rest.letters >= ArabicPrefix.fewestUnlisted, let table = PlaceTable.shared,
            let key = ToponymKey.key(bytes, from: Int(tokens[index].start + rest.bytes), to: Int(tokens[index].end), table: table),
            let hit = table.best(key)
        else { return false }
        return !hit.isAbbreviation && !isEveryday(rest.hash)
    }

    /// Whether a word is a name's, or one that names begin with: "and Bank …".
    private func isKnown(_ rest: Rest, _ index: Int, _ tokens: [Token], _ end: Int) -> Bool {
        !gazetteer.roles(rest.hash).isEmpty || ArabicPrefix.nouns.contains(rest.hash) || isName(rest, index, tokens, end)
    }

    /// Whether the word stands in the article by itself.
    private func isElsewhere(_ rest: Rest) -> Bool { rest.letters >= ArabicPrefix.fewestUnlisted && words[rest.hash] != nil }

    private func isEveryday(_ hash: UInt64) -> Bool { gazetteer.isEveryday(hash, in: language) }

    private static let alif: UInt32 = 0x0627
    private static let lam: UInt32 = 0x0644
    private static let waw: UInt32 = 0x0648

    /// Whether a letter is "and" or "so", which may stand before another.
    private static func joins(_ letter: UInt32) -> Bool { letter == waw || letter == 0x0641 }

    /// Whether a letter stands behind the w of foreign names: "والاس", "ويلسون", "وودز".
    private static func followsForeignWaw(_ letter: UInt32) -> Bool { letter == alif || letter == 0x064A || letter == waw }

    /// Whether a letter is "in", "for" or "like".
    private static func governs(_ letter: UInt32) -> Bool { letter == 0x0628 || letter == lam || letter == 0x0643 }
}

extension ArabicPrefix.Rest {
    /// Goes on behind a sign without a sound.
    fileprivate mutating func leaveOut(_ width: Int, _ codePoints: UInt8, _ scalar: UInt32) {
        bytes += UInt32(width)
        self.codePoints = codePoints
        if scalar == 0x0640 { isApart = true }
    }
}

extension Reading {
    /// Lets the words of Arabic sentences begin behind the letters written onto them, as names are marked.
    mutating func leaveOutArabicPrefixes(in bytes: [UInt8], _ gazetteer: Gazetteer) {
        guard let language = sentences.first(where: { $0.language.code == "ar" })?.language else { return }
        let prefix = ArabicPrefix(tokens, in: bytes, gazetteer: gazetteer, language: language)
        for sentence in sentences where sentence.language == language && !sentence.isFurniture {
            for index in sentence.tokens {
                guard let rest = prefix.rest(of: index, in: tokens, to: sentence.tokens.upperBound) else { continue }
                leaveOut(rest, at: index)
            }
        }
    }
}
