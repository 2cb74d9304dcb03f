/// The features the trained tagger sees, as 64-bit hashes: what a token is, what stands around it, what the rules and the article say of it.
///
/// The training program and the running tagger share this file: a change here needs a new model.
struct TaggerFeatures {
    let facts: ArticleFacts
    /// The hashes of the token at hand.
    private(set) var hashes: [UInt64] = []

    /// Features of one article.
    init(_ facts: ArticleFacts) {
        self.facts = facts
        hashes.reserveCapacity(160)
    }

    /// Collects the features of a token of a segment.
    mutating func collect(_ index: Int, in segment: ArticleFacts.Segment) {
        hashes.removeAll(keepingCapacity: true)
        let word = facts.words[index]
        let (before, after) = (at(index - 1, segment), at(index + 1, segment))
        let (before2, after2) = (at(index - 2, segment), at(index + 2, segment))
        addWords(word, before, after, before2, after2)
        if segment.language.hasStems { addStems(word, before, after) }
        addClusters(word, before, after, before2, after2)
        addRoles(word, before, after)
        addPlaces(word, before, after)
        addRules(word, before, after, segment.language.salt)
        addRun(index, word, segment)
        if segment.language.goesOnInLowercase, !word.isCapital { addTail(index, word, segment) }
        addArticle(word, before, after)
    }

    /// The facts of a token, or of none outside the sentence.
    @inline(__always)
    private func at(_ index: Int, _ segment: ArticleFacts.Segment) -> WordFacts {
        segment.sentence.contains(index) ? facts.words[index] : .outside
    }

    /// Adds one feature: a template and up to three values.
    @inline(__always)
    private mutating func add(_ template: UInt64, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
        var hash = template &* 0x9E37_79B9_7F4A_7C15 ^ a
        hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93 ^ b
        hash = (hash ^ (hash >> 32)) &* 0xA24B_AED4_963E_E407 ^ c
        hash = (hash ^ (hash >> 31)) &* 0x9FB2_1C65_1E98_DF25
        hashes.append(hash ^ (hash >> 28))
    }

    /// The words themselves, their parts and how they are written.
    private mutating func addWords(
        _ word: WordFacts, _ before: WordFacts, _ after: WordFacts, _ before2: WordFacts, _ after2: WordFacts
    ) {
        add(0, 0)
        add(1, word.word)
        add(2, before.word)
        add(3, after.word)
        add(4, before2.word)
        add(5, after2.word)
        add(6, word.word, before.word)
        add(7, word.word, after.word)
        add(8, before.word, after.word)
        add(9, before2.word, before.word)
        add(10, after.word, after2.word)
        add(11, word.shape)
        add(12, word.shape, before.shape)
        add(13, word.shape, after.shape)
        add(14, before.shape, after.shape)
        add(15, UInt64(word.suffixes.0))
        add(16, UInt64(word.suffixes.1))
        add(17, UInt64(word.suffixes.2))
        add(18, UInt64(word.suffixes.3))
        add(19, UInt64(word.prefixes.0))
        add(20, UInt64(word.prefixes.1))
        add(21, UInt64(word.prefixes.2))
        add(22, UInt64(after.suffixes.2))
        add(23, UInt64(before.suffixes.2))
    }

    /// The words without case endings.
    private mutating func addStems(_ word: WordFacts, _ before: WordFacts, _ after: WordFacts) {
        add(160, word.stem)
        add(161, before.stem)
        add(162, after.stem)
        add(163, word.stem, before.stem)
        add(164, word.stem, after.stem)
        if word.known != 0 { add(165, UInt64(word.known), word.stem) }
    }

    /// Clusters of words that stand in like places.
    private mutating func addClusters(
        _ word: WordFacts, _ before: WordFacts, _ after: WordFacts, _ before2: WordFacts, _ after2: WordFacts
    ) {
        if word.cluster != 0 {
            add(24, word.cluster)
            add(25, word.cluster & 0xF)
            add(26, word.cluster & 0x3F)
            add(27, word.cluster & 0xFF)
            add(28, word.cluster, before.cluster)
            add(29, word.cluster, after.cluster)
        } else {
            add(24, 0, word.shape)
        }
        if before.cluster != 0 {
            add(30, before.cluster)
            add(31, before.cluster & 0x3F)
        }
        if after.cluster != 0 {
            add(32, after.cluster)
            add(33, after.cluster & 0x3F)
        }
        add(34, before2.cluster)
        add(35, after2.cluster)
        add(36, before.cluster, after.cluster)
        add(37, word.shape, before.cluster)
        add(38, word.shape, after.cluster)
    }

    /// What lists say of the words.
    private mutating func addRoles(_ word: WordFacts, _ before: WordFacts, _ after: WordFacts) {
        var bits = word.roles
        while bits != 0 {
            add(40, UInt64(bits.trailingZeroBitCount))
            bits &= bits - 1
        }
        add(41, UInt64(word.roles))
        add(42, UInt64(before.roles))
        add(43, UInt64(after.roles))
        add(44, UInt64(word.roles), UInt64(before.roles))
        add(45, UInt64(word.roles), UInt64(after.roles))
        add(46, UInt64(before.roles), word.shape)
        add(47, UInt64(after.roles), word.shape)
        add(48, UInt64(word.known))
        add(49, UInt64(word.known), word.shape)
        add(50, UInt64(word.known), UInt64(before.known))
        add(51, UInt64(word.known), UInt64(after.known))
        if word.known != 0 { add(52, UInt64(word.known), word.word) }
    }

    /// What the place table says.
    private mutating func addPlaces(_ word: WordFacts, _ before: WordFacts, _ after: WordFacts) {
        guard word.mayBeName else { return }
        let place = UInt64(word.place)
        add(150, place)
        add(151, place, word.shape)
        add(152, place, UInt64(word.rule))
        add(153, place, before.cluster & 0xFF)
        add(154, place, UInt64(word.roles))
        add(155, place, word.cluster & 0xFF)
    }

    /// What the rules say.
    private mutating func addRules(_ word: WordFacts, _ before: WordFacts, _ after: WordFacts, _ salt: UInt64) {
        let rule = UInt64(word.rule)
        add(60, rule)
        add(61, rule, salt)
        add(62, rule, UInt64(before.rule))
        add(63, rule, UInt64(after.rule))
        add(64, UInt64(before.rule) << 8 | UInt64(after.rule), rule)
        add(65, rule, word.shape)
        add(66, rule, UInt64(word.known))
        add(67, rule, before.word)
        add(68, rule, after.word)
        add(69, rule, UInt64(word.roles))
        add(70, rule, word.cluster & 0xFF)
        var bits = word.clues
        while bits != 0 {
            add(71, UInt64(bits.trailingZeroBitCount), rule)
            bits &= bits - 1
        }
        add(72, UInt64(word.clues), rule)
    }

    /// The capitalised words that stand together, and what stands around them.
    private mutating func addRun(_ index: Int, _ word: WordFacts, _ segment: ArticleFacts.Segment) {
        guard word.isCapital else { return }
        let (start, end) = (Int(word.run.lowerBound), Int(word.run.upperBound))
        let place = UInt64(min(index - start, 3)) << 4 | UInt64(min(end - 1 - index, 3))
        let (left, right) = (at(start - 1, segment), at(end, segment))
        let (first, last) = (facts.words[start], facts.words[end - 1])
        add(80, place)
        add(81, place, word.shape)
        add(82, left.word, place)
        add(83, right.word, place)
        add(84, left.cluster)
        add(85, right.cluster)
        add(86, last.word)
        add(87, UInt64(last.roles), place & 0xF)
        add(88, UInt64(first.roles), place >> 4)
        add(89, last.cluster, place & 0xF)
        add(90, first.cluster, place >> 4)
        add(91, UInt64(last.suffixes.2), place & 0xF)
        add(92, left.word, right.word)
        add(93, UInt64(left.roles), UInt64(right.roles))
    }

    /// The last capitalised word before a small one, which may go on with its name.
    private mutating func addTail(_ index: Int, _ word: WordFacts, _ segment: ArticleFacts.Segment) {
        // No farther than a name reaches, whatever the text.
        let nearest = max(segment.tokens.lowerBound, index - 8)
        guard let head = (nearest..<index).last(where: { facts.words[$0].isCapital }) else { return }
        let capital = facts.words[head]
        let distance = UInt64(min(index - head, 6))
        let isLast: UInt64 = index + 1 == segment.tokens.upperBound ? 1 : 0
        add(94, distance, isLast)
        add(95, capital.stem, distance)
        add(96, capital.stem, word.stem)
        add(97, UInt64(capital.suffixes.1), distance)
        add(98, UInt64(capital.roles), UInt64(word.roles), distance)
        add(99, capital.shape, UInt64(capital.rule), distance)
    }

    /// What the rest of the article says.
    private mutating func addArticle(_ word: WordFacts, _ before: WordFacts, _ after: WordFacts) {
        let evidence = UInt64(word.evidence.rawValue)
        add(100, evidence)
        add(101, evidence, word.shape)
        add(102, evidence, UInt64(word.rule))
        add(103, evidence, word.cluster & 0x3F)
        add(104, evidence, UInt64(after.evidence.rawValue), UInt64(after.isCapital ? 1 : 0))
        guard word.mayBeName, let votes = facts.votes.of(word.stem) else { return }
        let any = NameVotes.summary(votes.any)
        add(105, any)
        add(106, any, UInt64(word.rule))
        add(107, NameVotes.summary(votes.last), UInt64(word.rule))
        add(108, NameVotes.summary(votes.first), UInt64(word.rule))
        add(109, NameVotes.summary(votes.last) << 8 | NameVotes.summary(votes.first), any)
    }

    /// Collects the features of the second look: what the first one found of the same words elsewhere in the article.
    mutating func collectAgain(_ index: Int, in segment: ArticleFacts.Segment, labels: [UInt8], votes: NameVotes) {
        hashes.removeAll(keepingCapacity: true)
        let word = facts.words[index]
        let label = UInt64(labels[index])
        let before = segment.sentence.contains(index - 1) ? UInt64(labels[index - 1]) : 63
        let after = segment.sentence.contains(index + 1) ? UInt64(labels[index + 1]) : 63
        add(120, label)
        add(121, label, before)
        add(122, label, after)
        add(123, label, UInt64(word.rule))
        guard word.mayBeName else { return }
        let own = votes.of(word.stem) ?? NameVotes.Votes()
        let any = NameVotes.summary(own.any)
        let (last, first) = (NameVotes.summary(own.last), NameVotes.summary(own.first))
        add(124, any)
        add(125, any, label)
        add(126, last, label)
        add(127, first, label)
        add(128, last << 8 | first, any, label)
        add(129, any, UInt64(word.evidence.rawValue), label)
        add(130, any, UInt64(word.rule))
        add(131, votes.isAcronym(word.word) ? 1 : 0, label)
        let next = segment.sentence.contains(index + 1) && facts.words[index + 1].mayBeName ? facts.words[index + 1].stem : 0
        let previous = segment.sentence.contains(index - 1) && facts.words[index - 1].mayBeName ? facts.words[index - 1].stem : 0
        add(132, next == 0 ? 99 : NameVotes.summary(votes.of(next)?.any ?? .init()), any, label)
        add(133, previous == 0 ? 99 : NameVotes.summary(votes.of(previous)?.any ?? .init()), any, label)
    }

    /// Adds features of a corpus, which only training has.
    mutating func addDomain(_ domain: UInt64, _ word: WordFacts) {
        add(140, domain)
        add(141, domain, UInt64(word.rule))
        add(142, domain, UInt64(word.known))
        add(143, domain, word.shape)
        add(144, domain, UInt64(word.roles))
        add(145, domain, UInt64(word.evidence.rawValue))
    }
}
