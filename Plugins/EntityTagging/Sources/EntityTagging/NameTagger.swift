internal import ArticleAnalysis

/// Tells names in an article by the trained model: once by what each word and its neighbours say, and again with what the first look found of
/// the same words elsewhere in the article.
struct NameTagger {
    let model: TaggerModel

    /// A name the model found.
    struct Name {
        /// The tokens of the reading.
        var tokens: Range<Int>
        /// The index into ``NameLabels/kinds``.
        var kind: Int
        /// The probability that it is one.
        var confidence: Double
    }

    /// The names of an article, in text order.
    func names(_ facts: ArticleFacts) throws -> [Name] {
        var features = TaggerFeatures(facts)
        var scores: [TaggerModel.Scores] = []
        var labels = [UInt8](repeating: NameLabels.outside, count: facts.words.count)
        let first = LabelChain(model.transitions[0])
        for segment in facts.segments {
            try Cancellation.check()
            let from = scores.count
            for index in segment.tokens {
                features.collect(index, in: segment)
                scores.append(model.scores(of: features.hashes))
            }
            labels.replaceSubrange(segment.tokens, with: first.labels(scores[from...]))
        }
        return try lookAgain(facts, &features, scores, labels)
    }

    /// The second look.
    private func lookAgain(
        _ facts: ArticleFacts, _ features: inout TaggerFeatures, _ scores: [TaggerModel.Scores], _ labels: [UInt8]
    ) throws -> [Name] {
        let votes = NameVotes(labels: labels, of: facts)
        let chain = LabelChain(model.transitions[1])
        var names: [Name] = []
        var from = 0
        for segment in facts.segments {
            try Cancellation.check()
            var sums = Array(scores[from..<from + segment.tokens.count])
            from += segment.tokens.count
            for (offset, index) in segment.tokens.enumerated() {
                features.collectAgain(index, in: segment, labels: labels, votes: votes)
                sums[offset] += model.scores(of: features.hashes)
            }
            let final = chain.labels(sums[...])
            guard final.contains(where: { $0 != NameLabels.outside }) else { continue }
            let odds = chain.odds(sums[...])
            NameLabels.forEachName(final, from: 0) { range, kind in
                let probability = chain.probability(of: final[range], at: range.lowerBound, in: odds)
                let tokens = segment.tokens.lowerBound + range.lowerBound..<segment.tokens.lowerBound + range.upperBound
                guard !isOfTitle(tokens, facts) else { return }
                names.append(Name(tokens: withoutArticle(tokens, facts), kind: kind, confidence: model.confidence(probability)))
            }
        }
        return names
    }
}

extension NameTagger {
    /// Whether a name is the last word of a title: "Secretary of State".
    private func isOfTitle(_ tokens: Range<Int>, _ facts: ArticleFacts) -> Bool {
        let start = tokens.lowerBound
        guard tokens.count == 1, start > 1, facts.words[start - 1].word == CandidateFinder.of else { return false }
        return Roles(rawValue: facts.words[start].roles).contains(.titleModifier)
            && Roles(rawValue: facts.words[start - 2].roles).contains(.title)
    }

    /// Leaves "The" at the start of a name out, unless it is part of it to the gazetteer: "The New Arab".
    private func withoutArticle(_ tokens: Range<Int>, _ facts: ArticleFacts) -> Range<Int> {
        let first = facts.words[tokens.lowerBound]
        guard tokens.count > 1, first.word == CandidateFinder.the, first.known == 0 else { return tokens }
        return tokens.lowerBound + 1..<tokens.upperBound
    }
}

extension NameVotes {
    /// Counts the names that some labels tell.
    init(labels: [UInt8], of facts: ArticleFacts) {
        self.init()
        for segment in facts.segments {
            NameLabels.forEachName(labels[segment.tokens], from: segment.tokens.lowerBound) { tokens, kind in
                add(tokens.lazy.filter { facts.words[$0].mayBeName }.map { facts.words[$0].stem }, kind: kind)
                let capitals = tokens.filter { facts.words[$0].isCapital }
                if kind == 1, capitals.count > 1 {
                    add(initials: capitals.reduce(Scalars.seed) { Scalars.mix($0, facts.words[$1].initial) })
                }
            }
        }
    }
}
