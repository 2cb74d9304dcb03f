internal import ArticleAnalysis

/// An article as the program that trains the model sees it: the same tokens and features as the running tagger.
@_spi(Training) public struct TrainingArticle {
    /// A name with its place in code points.
    public struct Span: Hashable, Sendable {
        public var start: Int
        public var end: Int
        /// The index into persons, organizations, places.
        public var kind: Int
        public init(start: Int, end: Int, kind: Int) {
            self.start = start
            self.end = end
            self.kind = kind
        }

        /// A mention's; `nil` where it is of another kind.
        init?(_ mention: TypedMention) {
            let kind = ArticleFacts.kind(of: mention.type)
            guard kind < NameLabels.kinds.count else { return nil }
            let (start, length) = (Int(mention.candidate.codePoint), Int(mention.candidate.length))
            self.init(start: start, end: start + length, kind: kind)
        }
    }

    /// Where each token is, in code points.
    public let tokens: [Range<Int>]
    /// How many code points before each token are written onto its word and left out, as in Arabic.
    public let prefixes: [Int]
    /// Stretches of tokens that are decided together; all other tokens are outside of names.
    public let segments: [Range<Int>]
    /// What the rules find.
    public let ruled: [Span]
    /// Whether each token is part of a title that stands before persons' names.
    public var isTitle: [Bool] { facts.words.map { !Roles(rawValue: $0.roles).isDisjoint(with: [.title, .titleModifier]) } }
    private let facts: ArticleFacts

    /// Reads an article.
    public init(_ text: String, title: String?, language: String, model: Model) throws {
        let gazetteer = Gazetteer.shared.reading(LanguageTag(language))
        let detected = DetectedLanguage(language: language, confidence: 1, reliable: true)
        let walked = try ArticleCandidates(Article(title: title, body: text), language: detected, gazetteer: gazetteer, isRead: true)
        let reading = walked.finder.reading ?? Reading()
        facts = ArticleFacts(
            reading, in: walked.finder.bytes, candidates: walked.finder.candidates, ruled: walked.ruled, evidence: walked.finder.evidence,
            gazetteer: gazetteer, model: model.model)
        let latin = walked.latin
        tokens = reading.tokens.map { token in
            let (start, end) = (Int(token.codePoint), Int(token.codePoint + token.length))
            return latin.map { $0.original(codePoint: start)..<$0.original(codePoint: end) } ?? start..<end
        }
        prefixes = reading.tokens.map { Int($0.prefix) }
        segments = facts.segments.map(\.tokens)
        ruled = walked.ruled.compactMap(\.self).compactMap { Span(latin?.original($0) ?? $0) }
    }

    /// Calls `body` with each token of the segments, in order, and the hashes of its features.
    ///
    /// - Parameter domain: a number for the corpus. Features of its own take up what is peculiar to its guidelines; the running tagger has
    ///   no such features.
    public func forEachToken(domain: UInt64, _ body: (Int, [UInt64]) -> Void) {
        var features = TaggerFeatures(facts)
        for segment in facts.segments {
            for index in segment.tokens {
                features.collect(index, in: segment)
                features.addDomain(domain, facts.words[index])
                body(index, features.hashes)
            }
        }
    }

    /// The same for the second look, after a first one that gave each token of the article a label.
    public func forEachToken(after labels: [UInt8], _ body: (Int, [UInt64]) -> Void) {
        let votes = NameVotes(labels: labels, of: facts)
        var features = TaggerFeatures(facts)
        for segment in facts.segments {
            for index in segment.tokens {
                features.collectAgain(index, in: segment, labels: labels, votes: votes)
                body(index, features.hashes)
            }
        }
    }

    /// What the running tagger would find, by a model.
    public func names(by model: Model) throws -> [(span: Span, confidence: Double)] {
        try NameTagger(model: model.model).names(facts).map { name in
            (
                Span(start: tokens[name.tokens.lowerBound].lowerBound, end: tokens[name.tokens.upperBound - 1].upperBound, kind: name.kind),
                name.confidence
            )
        }
    }

    /// A model file in memory.
    public struct Model: Sendable {
        let model: TaggerModel
        /// - Parameter bytes: a model file; its memory is never given back.
        public init?(contentsOf bytes: [UInt8]) {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 64), alignment: 64)
            unsafe memory.copyBytes(from: bytes)
            guard let base = memory.baseAddress, let model = unsafe TaggerModel(base, count: bytes.count) else {
                return nil
            }
            self.model = model
        }

        /// The key under which the model file has the cluster of a word, which is written in lowercase (0), with a capital (1) or in
        /// capitals (2); `nil` for what is no single word to the scanner.
        public static func clusterKey(_ word: String, language: String) -> UInt64? {
            var scanner = TextScanner(Array(word.utf8))
            var tokens: [Token] = []
            guard scanner.next(into: &tokens), tokens.count == 1, let token = tokens.first, token.traits.contains(.word) else { return nil }
            let writing: UInt64 = token.traits.contains(.allCapitals) ? 2 : token.traits.contains(.capital) ? 1 : 0
            return TaggerModel.clusterKey(token.hash ^ LanguageTag(language).salt, writing: writing)
        }
    }

    /// Finds the best labels of segments, as the running tagger does.
    public struct Decoder: Sendable {
        private let chain: LabelChain
        /// - Parameter transitions: what each label is worth after each other one.
        public init(transitions: [SIMD16<Float>]) { chain = LabelChain(transitions) }
        /// The best labels of a segment by the scores of its tokens.
        public func labels(_ scores: [SIMD16<Float>]) -> [UInt8] { chain.labels(scores[...]) }
    }

    /// The number of labels, and the rules of their sequence.
    public enum Labels {
        public static let count = NameLabels.count
        public static func mayFollow(_ label: Int, _ previous: Int) -> Bool { NameLabels.mayFollow(UInt8(label), UInt8(previous)) }
        /// The labels of a name of so many tokens.
        public static func of(_ kind: Int, tokens: Int) -> [UInt8] {
            guard tokens > 1 else { return [NameLabels.label(kind, .whole)] }
            return [NameLabels.label(kind, .begin)] + Array(repeating: NameLabels.label(kind, .inside), count: tokens - 2)
                + [NameLabels.label(kind, .end)]
        }
        /// The names some labels tell.
        public static func forEachName(_ labels: ArraySlice<UInt8>, from start: Int, _ body: (Range<Int>, Int) -> Void) {
            NameLabels.forEachName(labels, from: start, body)
        }
    }
}
