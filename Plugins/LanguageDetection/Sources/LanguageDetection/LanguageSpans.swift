internal import ArticleAnalysis

/// Which passage is in which language: the cheapest way through the passages of a text, found by dynamic programming (Viterbi, 1967).
///
/// To take a passage for another language than its best one costs what its words say against that; to change the language costs most
/// within a sentence and least between lines. So a name or a term in another language goes under, and a paragraph in one does not.
struct LanguageSpans {
    /// A stretch in one language, up to where the next one starts.
    private struct Run {
        /// UTF-8 offset.
        var start: Int
        /// A number of the model's.
        var language: Int
    }

    /// What it costs to change the language, in logits.
    private static func price(of border: Passage.Border) -> Float {
        switch border {
        case .line: 2.5
        case .sentence: 3.5
        case .quotation: 4
        case .script: 4
        case .length: 5
        }
    }

    /// What a byte costs at most under another language of its script, the same in a row of names, and under a language of another script.
    private static let bytePrice: Float = 0.12, namesPrice: Float = 0.04, scriptPrice: Float = 0.15
    /// A block is taken for languages that are best in it: so many at most.
    private static let most = 12

    private let model: LanguageModel
    private var runs: [Run] = []
    /// What of a script is in a language.
    struct Share: Sendable {
        var language: Int
        /// Whether in lines of few words.
        var isShort: Bool
        /// How much it is.
        var bytes: Int
        /// What it says.
        var sum: Ranking.Sum
    }

    /// In the order of their first passages.
    private(set) var shares: [Share] = []

    init(by model: LanguageModel) { self.model = model }

    /// Goes on with the passages of a block.
    mutating func add(_ block: Passages) {
        let passages = block.passages
        guard !passages.isEmpty else { return }
        let costs = Costs(block, languages: candidates(in: block))
        for (index, language) in costs.cheapest(after: runs.last?.language).enumerated() {
            let passage = passages[index]
            if runs.last?.language != language { runs.append(Run(start: start(of: index, in: block, language), language: language)) }
            let share = share(of: language, passage)
            shares[share].bytes += passage.range.count
            shares[share].sum.add(block.scores(of: index), words: passage.words)
        }
    }

    /// Spans that cover the text from its first to its last code point, white space between two of them left out.
    ///
    /// - Parameter tag: what to call a language.
    func spans(of prose: Prose, _ tag: (Int) -> String) -> [DetectedLanguage.Span] {
        var parts: [(start: Int, tag: String)] = []
        for run in runs {
            let tag = tag(run.language)
            if parts.last?.tag != tag { parts.append((run.start, tag)) }
        }
        let bytes = prose.bytes
        var offsets = CodePointOffsets(utf8: bytes)
        return parts.indices.map { index in
            var (start, end) = (index == 0 ? 0 : parts[index].start, index + 1 < parts.count ? parts[index + 1].start : bytes.count)
            if index > 0 { while start < end, LanguageSpans.isSpace(bytes[start]) { start += 1 } }
            if index + 1 < parts.count { while end > start, LanguageSpans.isSpace(bytes[end - 1]) { end -= 1 } }
            return DetectedLanguage.Span(
                start: offsets.codePoint(atUTF8: start), end: offsets.codePoint(atUTF8: end), language: parts[index].tag)
        }
    }

    /// Whether a byte is ASCII white space.
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Where a run begins that begins with a passage; within a sentence the word is looked for.
    private func start(of index: Int, in block: Passages, _ language: Int) -> Int {
        let passage = block.passages[index]
        guard passage.border == .length, index > 0, let last = runs.last,
            model.classes[last.language].script == model.classes[language].script
        else { return passage.start }
        let both = block.passages[index - 1].range.lowerBound..<passage.range.upperBound
        return block.change(in: both, from: last.language, to: language).flatMap { $0 > last.start ? $0 : nil } ?? passage.start
    }

    private mutating func share(of language: Int, _ passage: Passage) -> Int {
        let known = shares.firstIndex {
            $0.language == language && $0.sum.script == passage.script && $0.isShort == passage.isInShortLine
        }
        if let known { return known }
        let empty = Ranking.Sum(script: passage.script, model: model)
        shares.append(Share(language: language, isShort: passage.isInShortLine, bytes: 0, sum: empty))
        return shares.count - 1
    }

    /// The languages that passages are best in, by bytes, and the one before.
    private func candidates(in block: Passages) -> [Int] {
        var bytes = [Int](repeating: 0, count: model.classes.count)
        for passage in block.passages { if let best = passage.best { bytes[best.language] += passage.range.count } }
        let ranked = bytes.indices.filter { bytes[$0] > 0 }.sorted { (bytes[$1], $0) < (bytes[$0], $1) }
        var found = Array(ranked.prefix(LanguageSpans.most))
        if let last = runs.last?.language, !found.contains(last) { found.append(last) }
        return found
    }

    /// What each passage of a block costs under each language.
    private struct Costs {
        let languages: [Int]
        let model: LanguageModel
        let passages: [Passage]
        /// By passage, then language.
        var costs: [Float] = []

        init(_ block: Passages, languages: [Int]) {
            (self.languages, model, passages) = (languages, block.model, block.passages)
            costs.reserveCapacity(passages.count * languages.count)
            for (index, passage) in passages.enumerated() {
                let rivals = model.classesOf[Int(passage.script)]
                let scores = block.scores(of: index)
                let highest = Int(passage.best?.score ?? 0)
                let factor = Float(Ranking.factor(words: passage.words))
                let most = (passage.isNames ? LanguageSpans.namesPrice : LanguageSpans.bytePrice) * Float(passage.range.count)
                for language in languages {
                    if rivals.contains(language) {
                        let own = scores[scores.startIndex + language - rivals.lowerBound]
                        costs.append(min(most, Float(highest - Int(own)) * factor))
                    } else {
                        costs.append(LanguageSpans.scriptPrice * Float(passage.range.count))
                    }
                }
            }
        }

        /// The cheapest languages of all passages together.
        func cheapest(after last: Int?) -> [Int] {
            let count = languages.count
            guard count > 1 else { return languages.isEmpty ? [] : Array(repeating: languages[0], count: passages.count) }
            var totals = languages.map { language in
                entry(language) + (last == nil || language == last ? 0 : LanguageSpans.price(of: passages[0].border))
            }
            var origins = [UInt8](repeating: 0, count: passages.count * count)
            for index in passages.indices {
                let cheapest = totals.indices.min { totals[$0] < totals[$1] } ?? 0
                let price = LanguageSpans.price(of: passages[index].border)
                var next = totals
                for language in 0..<count {
                    let changed = totals[cheapest] + price + entry(languages[language])
                    let stays = index == 0 || totals[language] <= changed
                    origins[index * count + language] = UInt8(stays ? language : cheapest)
                    next[language] = (stays ? totals[language] : changed) + costs[index * count + language]
                }
                totals = next
            }
            var language = totals.indices.min { totals[$0] < totals[$1] } ?? 0
            var path: [Int] = []
            for index in passages.indices.reversed() {
                path.append(languages[language])
                language = Int(origins[index * count + language])
            }
            return path.reversed()
        }

        /// A language that articles are seldom in costs more to begin.
        private func entry(_ language: Int) -> Float { model.classes[language].isRare ? Float(-Ranking.rareLogit) : 0 }
    }
}
