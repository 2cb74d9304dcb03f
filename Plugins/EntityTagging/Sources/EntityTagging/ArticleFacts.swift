internal import ArticleAnalysis

/// What the trained tagger knows of an article before it decides: the facts of each token, the rules' opinion and the rest of the article
/// among them.
struct ArticleFacts {
    /// A token each, as in the reading.
    var words: [WordFacts]
    /// Stretches of tokens that can be names, with nothing that can stand between them: what is decided together.
    private(set) var segments: [Segment] = []
    /// What the rules' names say of each word.
    private(set) var votes = NameVotes()

    /// A stretch of open tokens in one sentence.
    struct Segment {
        var tokens: Range<Int>
        /// The sentence it is in.
        var sentence: Range<Int>
        /// Of the sentence.
        var language: LanguageTag
    }

    /// Collects the facts.
    ///
    /// - Parameter ruled: what the rules make of each candidate.
    init(
        _ reading: Reading, in bytes: [UInt8], candidates: [Candidate], ruled: [TypedMention?], evidence: ArticleEvidence,
        gazetteer: Gazetteer, model: TaggerModel
    ) {
        words = []
        words.reserveCapacity(reading.tokens.count)
        for token in reading.tokens { words.append(WordFacts(token, in: bytes)) }
        for sentence in reading.sentences where !sentence.isFurniture && model.languages.contains(sentence.language.code) {
            noteKnown(sentence, reading.tokens, gazetteer)
            noteWords(sentence, reading.tokens, gazetteer, evidence, model)
            noteStems(sentence, reading.tokens, bytes)
            notePlaces(sentence, reading.tokens, bytes)
            open(sentence, reading.tokens)
        }
        noteRules(candidates, ruled, reading.tokens)
        noteCapitals()
    }

    /// Marks the names of the gazetteer.
    private mutating func noteKnown(_ sentence: Reading.Sentence, _ tokens: [Token], _ gazetteer: Gazetteer) {
        var index = sentence.tokens.lowerBound
        while index < sentence.tokens.upperBound {
            let token = tokens[index]
            guard token.traits.contains(.capital) || token.traits.contains(.caseless),
                let match = gazetteer.match(tokens, at: index, to: sentence.tokens.upperBound, language: sentence.language)
            else {
                index += 1
                continue
            }
            let entry = gazetteer.entries[match.entry]
            let kind = entry.isCountry ? 11 : UInt8(ArticleFacts.number(of: entry.type)) + 1
            words[index].known = kind * 2 + 1
            for inside in index + 1..<max(match.end, index + 1) { words[inside].known = kind * 2 }
            index = max(match.end, index + 1)
        }
    }

    /// Notes what lists say of each word of a sentence, and how its capitals stand together.
    private mutating func noteWords(
        _ sentence: Reading.Sentence, _ tokens: [Token], _ gazetteer: Gazetteer, _ evidence: ArticleEvidence, _ model: TaggerModel
    ) {
        var opens = true
        var run = sentence.tokens.lowerBound
        for index in sentence.tokens {
            let token = tokens[index]
            guard token.traits.contains(.word) else { continue }
            words[index].roles = gazetteer.roles(token, in: sentence.language).rawValue
            words[index].cluster = model.cluster(of: token, in: sentence.language)
            if gazetteer.isEveryday(token.hash, in: sentence.language) { words[index].evidence.insert(.everyday) }
            if evidence.lowercase[token.hash] != nil { words[index].evidence.insert(.lowercase) }
            if sentence.writing != .normal { words[index].evidence.insert(.headline) }
            if opens { words[index].evidence.insert(.opensSentence) }
            opens = false
        }
        while run < sentence.tokens.upperBound {
            guard words[run].isCapital else {
                run += 1
                continue
            }
            var end = run + 1
            while end < sentence.tokens.upperBound, words[end].isCapital { end += 1 }
            for index in run..<end { words[index].run = Int32(run)..<Int32(end) }
            run = end
        }
    }

    /// Notes the words of a sentence without case endings.
    private mutating func noteStems(_ sentence: Reading.Sentence, _ tokens: [Token], _ bytes: [UInt8]) {
        guard sentence.language.hasStems else { return }
        for index in sentence.tokens where tokens[index].traits.contains(.word) {
            words[index].stem = tokens[index].nameStem(in: sentence.language, bytes)
        }
    }

    /// Most tokens between two capitals that may belong to one name: "Bureau of the Census".
    private static let widestGap = 3

    /// How many small words after the last capital may belong to its name, in languages that write names so.
    private static let longestTail = 4

    /// Whether a token is a dash with a space before it, which stands between names, not in them: "WINDHOEK - Air Namibia".
    private static func isSpacedDash(_ token: Token) -> Bool {
        token.mark == 0x2D && !token.traits.contains(.joined)
    }

    /// Finds the stretches that can be names: capitals and what stands between them, numbers and joined words beside them.
    private mutating func open(_ sentence: Reading.Sentence, _ tokens: [Token]) {
        let range = sentence.tokens
        var last = -100
        for index in range where words[index].isCapital || tokens[index].traits.contains(.caseless) {
            if index - last <= ArticleFacts.widestGap + 1, !(last + 1..<index).contains(where: { ArticleFacts.isSpacedDash(tokens[$0]) }) {
                for between in max(last, range.lowerBound)..<index { words[between].isOpen = true }
            }
            words[index].isOpen = true
            last = index
            if index > range.lowerBound, tokens[index - 1].traits.contains(.number) { words[index - 1].isOpen = true }
            // "al-Assad", "65 Air Division", "Yahoo!", "Title IX 9".
            if index > range.lowerBound + 1, tokens[index].traits.contains(.joined), tokens[index - 1].mark == 0x2D {
                words[index - 1].isOpen = true
                words[index - 2].isOpen = true
            }
            var next = index + 1
            while next < range.upperBound, next <= index + 2, tokens[next].traits.contains(.joined) || tokens[next].traits.contains(.number)
            {
                words[next].isOpen = true
                next += 1
            }
            guard sentence.language.goesOnInLowercase else { continue }
            next = index + 1
            while next < range.upperBound, next <= index + ArticleFacts.longestTail, tokens[next].mark == 0,
                tokens[next].traits.contains(.word)
            {
                words[next].isOpen = true
                next += 1
            }
        }
        var index = range.lowerBound
        while index < range.upperBound {
            guard words[index].isOpen else {
                index += 1
                continue
            }
            var end = index + 1
            while end < range.upperBound, words[end].isOpen { end += 1 }
            segments.append(Segment(tokens: index..<end, sentence: range, language: sentence.language))
            index = end
        }
    }

    /// Marks the candidates of the rules, and counts their names.
    private mutating func noteRules(_ candidates: [Candidate], _ ruled: [TypedMention?], _ tokens: [Token]) {
        var token = 0
        for (candidate, mention) in zip(candidates, ruled) {
            while token < tokens.count, tokens[token].end <= candidate.start { token += 1 }
            guard token < tokens.count else { break }
            var end = token
            while end < tokens.count, tokens[end].start < candidate.end { end += 1 }
            guard token < end else { continue }
            let kind = UInt8(mention.map { ArticleFacts.number(of: $0.type) } ?? 10) + 1
            for index in token..<end {
                let place: UInt8 = end - token == 1 ? 0 : index == token ? 1 : index == end - 1 ? 3 : 2
                words[index].rule = kind * 4 + place
                words[index].clues = candidate.clues.rawValue
            }
            if let mention {
                let names = (token..<end).filter { tokens[$0].mayBeName }.map { words[$0].stem }
                votes.add(names, kind: ArticleFacts.kind(of: mention.type))
                if candidate.words > 1 { votes.add(initials: candidate.initials) }
            }
        }
    }

    /// Notes which words have capitals in the middle of a sentence, and which are acronyms of longer names.
    private mutating func noteCapitals() {
        var capitals = HashIndex(capacity: 512)
        for word in words where word.isCapital && word.evidence.isDisjoint(with: [.opensSentence, .headline]) { capitals.set(word.stem, 1) }
        for index in words.indices where words[index].isOpen {
            if capitals[words[index].stem] != nil { words[index].evidence.insert(.capital) }
            if votes.isAcronym(words[index].word) { words[index].evidence.insert(.acronym) }
        }
    }

    /// The kind of a type: person, organization, place, other.
    static func kind(of type: EntityType) -> Int {
        switch type {
        case .person: 0
        case .organization: 1
        case .geopolitical, .location, .facility: 2
        default: 3
        }
    }

    /// A small number for each type.
    private static func number(of type: EntityType) -> Int {
        switch type {
        case .person: 0
        case .organization: 1
        case .geopolitical: 2
        case .location: 3
        case .facility: 4
        case .group: 5
        case .event: 6
        case .law: 7
        case .work: 8
        default: 9
        }
    }
}
