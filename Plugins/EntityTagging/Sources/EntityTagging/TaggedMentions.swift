internal import ArticleAnalysis

/// Brings the model's names and the rules' together: the model has the say over persons, organizations and places where it was trained for
/// the language; the rules keep the other types, and everything elsewhere.
struct TaggedMentions {
    private var walked: ArticleCandidates
    private let gazetteer: Gazetteer

    init(_ walked: ArticleCandidates, gazetteer: Gazetteer) {
        self.walked = walked
        self.gazetteer = gazetteer
    }

    /// The mentions of an article in text order.
    mutating func mentions(by model: TaggerModel?) throws -> [TypedMention] {
        guard let model, let reading = walked.finder.reading,
            reading.sentences.contains(where: { model.languages.contains($0.language.code) })
        else { return walked.ruled.compactMap(\.self) }
        let facts = ArticleFacts(
            reading, in: walked.finder.bytes, candidates: walked.finder.candidates, ruled: walked.ruled, evidence: walked.finder.evidence,
            gazetteer: gazetteer, model: model)
        let names = try NameTagger(model: model).names(facts)
        return merged(names.map { mention($0, reading) }, reading, model)
    }

    /// A name as a mention: the candidate of the rules where they found the same, else one of its own.
    private mutating func mention(_ name: NameTagger.Name, _ reading: Reading) -> TypedMention {
        let candidate = candidate(name.tokens, reading)
        return TypedMention(candidate: candidate, type: type(name.kind, candidate), confidence: name.confidence)
    }

    /// The candidate for some tokens: that of the rules which has the same place, or one of its own.
    private mutating func candidate(_ tokens: Range<Int>, _ reading: Reading) -> Candidate {
        let (first, end) = (reading.tokens[tokens.lowerBound], reading.tokens[tokens.upperBound - 1].end)
        if let index = firstCandidate(endingAfter: first.start), walked.finder.candidates[index].end == end,
            walked.finder.candidates[index].start == first.start
        {
            return walked.finder.candidates[index]
        }
        let sentence = reading.sentences[reading.sentence(of: tokens.lowerBound)]
        return walked.finder.candidate(tokens, of: reading, sentence)
    }

    /// The first candidate of the rules that ends after an offset.
    private func firstCandidate(endingAfter offset: UInt32) -> Int? {
        var (low, high) = (0, walked.ruled.count)
        while low < high {
            let middle = (low + high) / 2
            if walked.finder.candidates[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low < walked.ruled.count ? low : nil
    }

    /// The type in full: what kind of a place it is, the gazetteer and its words tell.
    private func type(_ kind: Int, _ candidate: Candidate) -> EntityType {
        let type = NameLabels.kinds[kind]
        guard type == .location else { return type }
        let known = gazetteer.entry(candidate)?.type ?? candidate.shape
        switch known {
        case .geopolitical, .location, .facility: return known ?? type
        default: return candidate.words == 1 || candidate.clues.contains(.afterPlacePreposition) ? .geopolitical : .location
        }
    }

    /// Whether a mention of the rules is a law that the model has parts of: "UN Security Council Resolution 2254".
    private func isLaw(_ mention: TypedMention, around parts: ArraySlice<TypedMention>) -> Bool {
        mention.type == .law
            && parts.allSatisfy { mention.candidate.start <= $0.candidate.start && $0.candidate.end <= mention.candidate.end }
    }

    /// Whether a mention is an organization that the gazetteer has by more than one word: it stands where the model sees nothing.
    ///
    /// Not in English, whose model has seen far more text than the others.
    private func isKnownOrganization(_ mention: TypedMention, _ model: TaggerModel) -> Bool {
        mention.type == .organization && mention.candidate.words > 1 && !model.languages.contains("en")
            && gazetteer.entry(mention.candidate) != nil
    }

    /// The model's mentions with those of the rules that are theirs to find and touch none of them, with laws instead of their parts, and with
    /// known organizations.
    private func merged(_ named: [TypedMention], _ reading: Reading, _ model: TaggerModel) -> [TypedMention] {
        var result: [TypedMention] = []
        var next = 0
        var sentence = 0
        for mention in walked.ruled.lazy.compactMap(\.self) {
            while next < named.count, named[next].candidate.end <= mention.candidate.start {
                result.append(named[next])
                next += 1
            }
            if next < named.count, named[next].candidate.start < mention.candidate.end {
                let inside = named[next...].prefix { $0.candidate.start < mention.candidate.end }
                guard isLaw(mention, around: inside) else { continue }
                next += inside.count
            }
            while sentence + 1 < reading.sentences.count,
                reading.tokens[reading.sentences[sentence + 1].tokens.lowerBound].start < mention.candidate.end
            {
                sentence += 1
            }
            let isModelled = mention.candidate.start < reading.end && model.languages.contains(reading.sentences[sentence].language.code)
            let isTheirs = ArticleFacts.kind(of: mention.type) >= NameLabels.kinds.count
            if isModelled, !isTheirs, !isKnownOrganization(mention, model) { continue }
            result.append(mention)
        }
        result.append(contentsOf: named[next...])
        return result
    }
}

extension Reading {
    /// The index of the sentence a token is in.
    func sentence(of token: Int) -> Int {
        var (low, high) = (0, sentences.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.lowerBound <= token { low = middle } else { high = middle }
        }
        return low
    }
}

extension CandidateFinder {
    /// Some tokens of a reading as a candidate, with what their surroundings say.
    mutating func candidate(_ range: Range<Int>, of reading: Reading, _ sentence: Reading.Sentence) -> Candidate {
        tokens = Array(reading.tokens[sentence.tokens])
        language = sentence.language
        let (start, end) = (range.lowerBound - sentence.tokens.lowerBound, range.upperBound - sentence.tokens.lowerBound)
        let match = known(start, end).flatMap { $0.end == end ? $0.entry : nil }
        emit(start, end, 0, sentence.writing, entry: match ?? -1, titled: false)
        return candidates.removeLast()
    }
}
