internal import ArticleAnalysis

/// Finds the stretches of an article that may be names: runs of capitalised words, and names of the gazetteer in scripts without capitals.
struct CandidateFinder {
    let gazetteer: Gazetteer
    /// The language of the stretch at hand.
    var language: LanguageTag
    var candidates: [Candidate] = []
    var evidence = ArticleEvidence()
    let bytes: [UInt8]
    var tokens: [Token] = []

    /// More candidates than this are not looked for: the finding has to fit a database row.
    static let mostCandidates = 200_000

    /// A finder for one text.
    init(_ bytes: [UInt8], gazetteer: Gazetteer, language: LanguageTag) {
        self.bytes = bytes
        self.gazetteer = gazetteer
        self.language = language
    }

    /// Finds the candidates of one stretch of tokens.
    mutating func find(in stretch: [Token]) {
        tokens = stretch
        splitGluedNames()
        var start = 0
        while start < tokens.count, candidates.count < CandidateFinder.mostCandidates {
            var end = start + 1
            while end < tokens.count, !startsSentence(end) { end += 1 }
            findInSentence(start, end)
            start = end
        }
    }

    /// Cuts "SocietyAmy", a rubric that lost its line end before a byline, into its two words.
    private mutating func splitGluedNames() {
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
    private func seam(of token: Token) -> Int? {
        for at in Int(token.start) + 3..<max(Int(token.start) + 4, Int(token.end) - 2) where bytes[at] >= 0x41 && bytes[at] <= 0x5A {
            let first = part(of: token, from: Int(token.start), to: at)
            let second = part(of: token, from: at, to: Int(token.end))
            let isWord = gazetteer.isEveryday(first.hash, in: language) || gazetteer.roles(first.hash).contains(.opener)
            if isWord, gazetteer.roles(second.hash).contains(.given) { return at }
        }
        return nil
    }

    /// A part of a token as a token.
    private func part(of token: Token, from start: Int, to end: Int) -> Token {
        var scanner = TextScanner(bytes, from: start, to: end)
        var parts: [Token] = []
        guard scanner.next(into: &parts, most: 1), var part = parts.first else { return token }
        let before = bytes[Int(token.start)..<start].reduce(UInt32(0)) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        part.codePoint = token.codePoint + before
        part.traits.formUnion(token.traits.intersection([.opensLine, .opensSentence, .joined]))
        return part
    }

    /// Whether a sentence starts at a token: punctuation says so, and no abbreviation stands before it.
    private func startsSentence(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.traits.contains(.opensLine) { return true }
        guard token.traits.contains(.opensSentence) else { return false }
        return !(index >= 2 && tokens[index - 1].mark == 0x2E && isAbbreviation(index - 2))
    }

    /// Whether a token before a full stop is an abbreviation that goes on: Mr, Gen, St.
    private func isAbbreviation(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.traits.contains(.capital), token.length <= 4 else { return false }
        let roles = gazetteer.roles(token.hash)
        return roles.contains(.title) || roles.contains(.placeModifier) || roles.contains(.calendar) && token.length == 3
    }

    /// How the capitals of a sentence are to be read.
    enum Writing {
        case normal, title, capitals
    }

    /// Tells a headline from a sentence by its share of capitalised words.
    private func writing(_ start: Int, _ end: Int) -> Writing {
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
    private mutating func findInSentence(_ start: Int, _ end: Int) {
        if tokens[start].traits.contains(.opensLine), isFurniture(start) { return }
        let writing = writing(start, end)
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

    /// Whether a line is page furniture: "Share on …", "Leave a comment", "© …".
    private func isFurniture(_ start: Int) -> Bool {
        let token = tokens[start]
        if token.length == 1, bytes[Int(token.start)] == 0xC2, Int(token.start) + 1 < bytes.count, bytes[Int(token.start) + 1] == 0xA9 {
            return true
        }
        guard let match = gazetteer.match(tokens, at: start, to: min(tokens.count, start + 6), language: language),
            gazetteer.entries[match.entry].type == nil
        else { return false }
        // A sentence may begin like furniture; furniture is short.
        var end = match.end
        while end < tokens.count, !tokens[end].traits.contains(.opensLine) { end += 1 }
        return end - start <= 14
    }

    /// Whether "al-", "bin" or "van" starts a name in lowercase here.
    private func startsWithParticle(_ index: Int, _ end: Int) -> Bool {
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

    private static let bin = hash("bin")
    private static let van = hash("van")
    private static let von = hash("von")
    static let the = hash("the")
    private static let articles: Set<UInt64> = [hash("the"), hash("a"), hash("an")]
    private static let possessive = hash("s")
    private static let ands = Set(["and", "y", "e", "et", "und", "og", "och", "i"].map(hash))
    static let of = hash("of")
    /// Particles that are words of their own where no hyphen follows.
    private static let hyphenated = Set(["do", "as", "an", "at", "ad", "az", "ash"].map(hash))

    /// The hash of a word.
    static func hash(_ word: String) -> UInt64 { word.unicodeScalars.reduce(Scalars.seed) { Scalars.mix($0, $1.value) } }

    // MARK: Runs of capitalised words

    /// Takes the run of capitalised words that starts at a token, cuts it into candidates, and answers where to go on.
    private mutating func findInRun(_ start: Int, _ sentence: Int, _ limit: Int, _ writing: Writing) -> Int {
        var end = runEnd(start, limit, writing)
        var index = start
        var titled = false
        while index < end {
            let token = tokens[index]
            let isGlued = token.traits.contains(.joined) && index > 0 && tokens[index - 1].traits.contains(.number)
            guard token.traits.contains(.word), !isGlued, token.traits.contains(.capital) || index == start else {
                index += 1
                continue
            }
            let roles = gazetteer.roles(token.hash)
            if let match = known(index, limit), isAccepted(match, index, titled, end) {
                end = max(end, match.end)
                let keepsTitle = titled && match.end < end && gazetteer.entries[match.entry].type == .geopolitical
                index = takeKnown(match, index, end, sentence, writing, titled)
                titled = keepsTitle
                continue
            }
            if roles.contains(.calendar), !roles.contains(.given) || !titled {
                index += 1
                continue
            }
            if let after = titleEnd(index, end) {
                titled = true
                index = after
                continue
            }
            if index == start, startsOrdinary(index, sentence, end, roles) {
                index += 1
                continue
            }
            if language.capitalizesNouns, isGermanNoun(token, roles) {
                index += 1
                continue
            }
            let segment = segmentEnd(index, end, writing)
            emit(index, segment, sentence, writing, entry: -1, titled: titled)
            titled = false
            index = segment
        }
        return max(end, start + 1)
    }

    /// A name of the gazetteer at a token, with a bare genitive too ("Deutschlands").
    private func known(_ index: Int, _ limit: Int) -> Gazetteer.Match? {
        if let match = gazetteer.match(tokens, at: index, to: limit, language: language) { return match }
        guard let bare = bareGenitive(tokens[index]) else { return nil }
        guard let match = gazetteer.match(tokens, at: index, to: index + 1, language: language, first: bare) else { return nil }
        let type = gazetteer.entries[match.entry].type
        return type == .geopolitical || type == .location || type == .organization ? match : nil
    }

    /// Where a run of capitalised words ends.
    private func runEnd(_ start: Int, _ limit: Int, _ writing: Writing) -> Int {
        var index = start + 1
        var headed = !gazetteer.roles(tokens[start].hash).isDisjoint(with: Roles.heads.union(Roles.endings))
        var joinedOf = false
        let limit = min(limit, start + 24)
        while index < limit {
            let token = tokens[index]
            let before = tokens[index - 1]
            if token.traits.contains(.capital) {
                if before.traits.contains(.word), before.traits.contains(.caseless) { break }
                if !gazetteer.roles(token.hash).isDisjoint(with: Roles.heads.union(Roles.endings)) { headed = true }
                index += 1
            } else if token.mark == 0x2D, token.traits.contains(.joined), index + 1 < limit, tokens[index + 1].traits.contains(.joined) {
                if tokens[index + 1].traits.contains(.capital) {
                    index += 2
                } else if index + 3 < limit, tokens[index + 2].mark == 0x2D, tokens[index + 3].traits.contains(.capital),
                    tokens[index + 1].length <= 3
                {
                    index += 4
                } else {
                    break
                }
            } else if token.mark == 0x2E, token.traits.contains(.joined), isAbbreviation(index - 1), index + 1 < limit,
                tokens[index + 1].traits.contains(.capital)
            {
                index += 2
            } else if token.mark == 0x27, token.traits.contains(.joined), let next = possessed(index, limit) {
                index = next
            } else if token.traits.contains(.number), gazetteer.roles(before.hash).contains(.lawHead), !token.traits.contains(.joined) {
                return index + 1
            } else if let next = connected(index, start, limit, headed, joinedOf) {
                joinedOf = true
                index = next
            } else {
                break
            }
        }
        return index
    }

    /// Where a run goes on after an apostrophe inside a name, "People's Liberation Front", or `nil`: the owner is a plain word, not a name.
    private func possessed(_ index: Int, _ limit: Int) -> Int? {
        let owner = tokens[index - 1]
        guard gazetteer.isEveryday(owner.hash, in: language) || gazetteer.roles(owner.hash).contains(.title) else { return nil }
        var next = index + 1
        if next < limit, tokens[next].hash == CandidateFinder.possessive, tokens[next].traits.contains(.joined) { next += 1 }
        var last = next
        while last < limit, tokens[last].traits.contains(.capital), !tokens[last].traits.contains(.joined) { last += 1 }
        return last > next && gazetteer.roles(tokens[last - 1].hash).contains(.organization) ? last : nil
    }

    /// Where a run goes on after small words between capitals, or `nil`.
    private func connected(_ index: Int, _ start: Int, _ limit: Int, _ headed: Bool, _ joinedOf: Bool) -> Int? {
        let token = tokens[index]
        guard index + 1 < limit, !token.traits.contains(.joined) || token.mark == 0x26 else { return nil }
        let next = tokens[index + 1]
        if token.mark == 0x26 { return next.traits.contains(.capital) ? index + 2 : nil }
        guard token.traits.contains(.word), token.length <= 5 else { return nil }
        let roles = gazetteer.roles(token.hash)
        // After a title: "Secretary of State".
        if token.hash == CandidateFinder.of, next.traits.contains(.capital), gazetteer.roles(tokens[index - 1].hash).contains(.title),
            gazetteer.roles(next.hash).contains(.titleModifier)
        {
            return index + 2
        }
        if roles.contains(.particle),
            !(language.isRomance || language.capitalizesNouns) || headed && language.isRomance || startsLikePerson(start),
            next.mark == 0x2D || !CandidateFinder.hyphenated.contains(token.hash) || token.length == 2 && language.isRomance
        {
            if next.traits.contains(.capital) { return index + 2 }
            if index + 2 < limit, tokens[index + 2].traits.contains(.capital),
                next.mark == 0x2D || gazetteer.roles(next.hash).contains(.particle)
            {
                return index + 3
            }
            if index + 3 < limit, next.mark == 0x2D, tokens[index + 2].traits.contains(.capital) { return index + 3 }
        }
        guard roles.contains(.connector), headed else { return nil }
        if CandidateFinder.ands.contains(token.hash) {
            guard joinedOf, next.traits.contains(.capital),
                gazetteer.match(tokens, at: index + 1, to: limit, language: language) == nil,
                gazetteer.roles(next.hash).isDisjoint(with: Roles.heads.union(.given)) || next.traits.contains(.joined)
            else { return nil }
            return gazetteer.roles(tokens[start].hash).contains(.organizationHead) ? index + 2 : nil
        }
        if token.hash == CandidateFinder.the { return nil }
        if next.traits.contains(.capital) { return index + 2 }
        // "Committee for the Defence of …"
        if next.hash == CandidateFinder.the || gazetteer.roles(next.hash).contains(.connector), index + 2 < limit,
            tokens[index + 2].traits.contains(.capital),
            gazetteer.roles(tokens[start].hash).contains(.organizationHead)
        {
            return index + 3
        }
        return nil
    }

    /// Whether a run starts with a given name or a title.
    private func startsLikePerson(_ index: Int) -> Bool {
        let roles = gazetteer.roles(tokens[index].hash)
        return roles.contains(.given) || roles.contains(.famous)
    }

    /// Whether a hit of the gazetteer stands: not the first word of a person's name ("Paris Hilton", "Jordan Smith").
    private func isAccepted(_ match: Gazetteer.Match, _ index: Int, _ titled: Bool, _ end: Int) -> Bool {
        let entry = gazetteer.entries[match.entry]
        guard let type = entry.type else { return false }
        if match.end - index == 1, tokens[index].length < 2 { return false }
        let roles = gazetteer.roles(tokens[index].hash)
        // "President Washington"; but "президент России", "President Syria's" name a country.
        if titled, type == .geopolitical || type == .location, match.end - index == 1, !entry.isCountry, match.end >= end,
            !isInflected(tokens[index])
        {
            return false
        }
        guard match.end - index == 1, match.end < end else { return true }
        let next = tokens[match.end]
        guard next.traits.contains(.capital), !next.traits.contains(.joined) else { return true }
        let following = gazetteer.roles(next.hash)
        if roles.contains(.given),
            following.contains(.surname)
                || !isKnown(match.end, end) && following.isDisjoint(with: Roles.endings.union([.title, .titleModifier]))
        {
            return false
        }
        return true
    }

    /// Whether a word is of a language with cases, where a place after a title is in the genitive.
    private func isInflected(_ token: Token) -> Bool { token.traits.contains(.cyrillic) || language.isSlavic }

    /// Whether the gazetteer has a name at a token.
    private func isKnown(_ index: Int, _ end: Int) -> Bool { gazetteer.match(tokens, at: index, to: end, language: language) != nil }

    /// Takes a name of the gazetteer, longer where the words after it belong to it, and answers where to go on.
    private mutating func takeKnown(_ match: Gazetteer.Match, _ index: Int, _ end: Int, _ sentence: Int, _ writing: Writing, _ titled: Bool)
        -> Int
    {
        let type = gazetteer.entries[match.entry].type
        // "Banco Central de Chile": what follows in lowercase belongs to the body before it.
        if type == .organization, match.end < end, tokens[match.end].traits.contains(.word), !tokens[match.end].traits.contains(.capital) {
            let longer = segmentEnd(match.end, end, writing)
            emit(index, longer, sentence, writing, entry: -1, titled: titled, shape: .organization)
            return longer
        }
        let rest = restEnd(match.end, end)
        if rest > match.end, writing == .normal {
            let last = gazetteer.roles(tokens[rest - 1].hash)
            let wanted: Roles = type == .group ? [.facility, .event, .law] : Roles.endings
            let isBody = type == .group && last.contains(.organization) && !isOfficeOnly(match.end, rest)
            if !last.isDisjoint(with: wanted) || isBody || tokens[rest - 1].traits.contains(.number) {
                emit(index, rest, sentence, writing, entry: -1, titled: titled)
                return rest
            }
            if type == .geopolitical, tokens[match.end].traits.contains(.capital),
                gazetteer.roles(tokens[match.end].hash).contains(.particle)
            {
                emit(index, rest, sentence, writing, entry: -1, titled: false, shape: .geopolitical)
                return rest
            }
        }
        emit(index, match.end, sentence, writing, entry: match.entry, titled: titled)
        return match.end
    }

    /// Where the words that may lengthen a known name end: before a title, a month, another known name.
    private func restEnd(_ start: Int, _ end: Int) -> Int {
        guard start < end, !tokens[start].traits.contains(.joined) || tokens[start].mark == 0x2D else { return start }
        var index = start
        while index < end {
            let token = tokens[index]
            if token.mark == 0x2D, index == start, isKnown(min(index + 1, end - 1), end) {
                // "Iran-Iraq War": go past the second country.
                guard let match = gazetteer.match(tokens, at: index + 1, to: end, language: language), match.end < end else { return start }
                index = match.end
                continue
            }
            if token.traits.contains(.capital) {
                let roles = gazetteer.roles(token.hash)
                if roles.contains(.calendar) || titleEnd(index, end) != nil { break }
                if index > start || roles.isDisjoint(with: Roles.endings),
                    let match = gazetteer.match(tokens, at: index, to: end, language: language),
                    gazetteer.entries[match.entry].type == .geopolitical || gazetteer.entries[match.entry].type == .group
                {
                    break
                }
            }
            index += 1
        }
        while index > start, !tokens[index - 1].traits.contains(.capital), !tokens[index - 1].traits.contains(.number) { index -= 1 }
        return index
    }

    /// Whether the words after a nationality name an office every state has ("Foreign Ministry"), which stands by itself.
    private func isOfficeOnly(_ start: Int, _ end: Int) -> Bool {
        tokens[start..<end].allSatisfy { token in
            let roles = gazetteer.roles(token.hash)
            return !roles.isDisjoint(with: [.titleModifier, .organization, .connector])
        }
    }

    /// Where a title that starts at a token ends, or `nil` when there is none: "Prime Minister", "Secretary of State", "Lt. Gen.".
    private func titleEnd(_ start: Int, _ end: Int) -> Int? {
        var index = start
        var found: Int?
        while index < end {
            let token = tokens[index]
            if token.mark == 0x2E || token.mark == 0x2D {
                index += 1
                if found != nil { found = index }
                continue
            }
            guard token.traits.contains(.word) else { break }
            let roles = gazetteer.roles(token.hash)
            if roles.contains(.title) {
                index += 1
                found = index
                // "Secretary of State", "Minister of Defence"
                if index + 1 < end, tokens[index].hash == CandidateFinder.of, tokens[index + 1].traits.contains(.capital),
                    gazetteer.roles(tokens[index + 1].hash).contains(.titleModifier)
                {
                    index += 2
                    found = index
                }
            } else if roles.contains(.titleModifier), found == nil || index > start {
                index += 1
            } else {
                break
            }
        }
        guard let found else { return nil }
        // "King's College", "Justice Department": the title is part of a longer name.
        if found < end, gazetteer.roles(tokens[found].hash).contains(.organization), !gazetteer.roles(tokens[found].hash).contains(.surname)
        {
            return nil
        }
        return found
    }

    /// Whether the first word of a run has its capital only from the start of a sentence or is an article.
    private func startsOrdinary(_ index: Int, _ sentence: Int, _ end: Int, _ roles: Roles) -> Bool {
        let token = tokens[index]
        if CandidateFinder.articles.contains(token.hash) { return true }
        guard index == firstWord(sentence) else { return false }
        // "Al-Assad" is no Spanish "al".
        if index + 2 < end, tokens[index + 1].mark == 0x2D, tokens[index + 2].traits.contains([.joined, .capital]) { return false }
        if roles.contains(.opener), !token.traits.contains(.dotted) {
            return index + 1 >= end || roles.isDisjoint(with: Roles.heads.union(.titleModifier))
        }
        guard index + 1 < end, tokens[index + 1].traits.contains(.capital) else { return false }
        let isEveryday =
            gazetteer.isEveryday(token.hash, in: language) || language.capitalizesNouns && gazetteer.isNoun(token.hash, in: language)
        return isEveryday && roles.isDisjoint(with: Roles.heads.union([.given, .placeModifier, .titleModifier]))
    }

    /// The first word of a sentence.
    private func firstWord(_ sentence: Int) -> Int {
        var index = sentence
        while index + 1 < tokens.count, !tokens[index].traits.contains(.word) { index += 1 }
        return index
    }

    /// Where a candidate that starts at a token ends: at the end of the run, before a month, a nationality or a title inside it.
    private func segmentEnd(_ start: Int, _ end: Int, _ writing: Writing) -> Int {
        var index = start + 1
        while index < end {
            let token = tokens[index]
            if token.traits.contains(.capital) {
                let roles = gazetteer.roles(token.hash)
                if roles.contains(.calendar), !roles.contains(.given) { break }
                if roles.contains(.title), index + 1 < end, titleEnd(index, end) != end, roles.isDisjoint(with: [.surname, .given]) {
                    break
                }
                if writing != .normal, isKnown(index, end) { break }
                if let match = gazetteer.match(tokens, at: index, to: end, language: language),
                    gazetteer.entries[match.entry].type == .group, roles.isDisjoint(with: .surname),
                    tokens[index - 1].traits.contains(.capital)
                {
                    break
                }
                if language.capitalizesNouns, isGermanNoun(token, roles) { break }
                // "Recep Tayyip Erdoğan Ankara'da": a place right after a whole name.
                if index > start + 1, gazetteer.roles(tokens[index - 1].hash).contains(.famous),
                    roles.isDisjoint(with: [.surname, .given]), isKnown(index, end)
                {
                    break
                }
            }
            index += 1
        }
        while index > start + 1, !tokens[index - 1].traits.contains(.word), !tokens[index - 1].traits.contains(.number) { index -= 1 }
        while index > start + 1, !tokens[index - 1].traits.contains(.capital), !tokens[index - 1].traits.contains(.number) { index -= 1 }
        return index
    }

    /// Whether a German word is a plain noun, by the list or by its ending.
    private func isGermanNoun(_ token: Token, _ roles: Roles) -> Bool {
        guard roles.isDisjoint(with: Roles.endings.union(Roles.heads).union([.given, .surname, .famous])) else { return false }
        return gazetteer.isNoun(token.hash, in: language) || hasNounEnding(token)
    }

    /// Whether a German word ends like an abstract noun: -ung, -heit, -keit, -schaft, -tion, -ismus, -tät and their plurals.
    func hasNounEnding(_ token: Token) -> Bool {
        guard token.length > 6 else { return false }
        let tail = bytes[Int(token.end) - 6..<Int(token.end)]
        return CandidateFinder.nounEndings.contains { tail.suffix($0.count).elementsEqual($0) }
    }

    private static let nounEndings: [[UInt8]] = [
        "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "ismus", "tät", "täten", "nis", "ling", "chen",
        "lein",
    ].map { Array($0.utf8) }
}
