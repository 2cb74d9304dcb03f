internal import ArticleAnalysis
internal import Glibc

/// The languages that a text may be in, by the model: those of a script, each with its probability.
struct Ranking: Sendable {
    /// A language and how probable it is.
    struct Place: Sendable, Equatable {
        var tag: String
        var probability: Double
    }

    /// Best first; the probabilities add up to 1, but for what is negligible.
    private(set) var places: [Place]

    /// Languages less probable than this are left out.
    private static let negligible = 1e-5

    /// Weights in the model file are in this part of a logit.
    static let unit = 16.0
    /// Added to the logit of a language that articles are seldom in: one in five of an expected one.
    static let rareLogit = -1.6
    /// How far to trust a score of so many words, fitted by `Tools/train` on texts it was not trained on.
    private static let trust: [(words: Int, factor: Double)] = [(1, 0.8), (2, 0.9), (5, 1.1), (10, 0.9), (20, 0.6), (.max, 0.5)]
    /// More words than this make an answer no surer: what two close relatives share they share in every sentence.
    private static let enough = 50.0

    /// What a score of so many words has to be multiplied by to be a logit.
    static func factor(words: Int) -> Double {
        let trust = trust.first { words <= $0.words }?.factor ?? 1
        return trust * min(Double(words), enough).squareRoot() / (unit * Double(max(1, words)))
    }

    /// Ranks the languages of a script by what the words of a text add up to; `nil` where the model knows none, or there are no words.
    ///
    /// - Parameter isHanAlone: whether the text is in Han without kana, which Japanese is in headings at most.
    init?(of sum: Sum, isHanAlone: Bool = false) {
        let rivals = sum.model.classesOf[Int(sum.script)]
        guard sum.words > 0, let highest = sum.scores.prefix(rivals.count).max() else { return nil }
        let factor = Ranking.factor(words: sum.words)
        let masses = zip(rivals, sum.scores).map { rival, score in
            let language = sum.model.classes[rival]
            var logit = Double(score - highest) * factor
            if language.isRare { logit += Ranking.rareLogit }
            if isHanAlone, language.tag == "zh" { logit += Ranking.hanAlone }
            return exp(logit)
        }
        let total = masses.reduce(0, +)
        let order = masses.indices.filter { masses[$0] >= total * Ranking.negligible }.sorted {
            masses[$0] != masses[$1] ? masses[$0] > masses[$1] : $0 < $1
        }
        places = order.map { Place(tag: sum.model.classes[rivals.lowerBound + $0].tag, probability: masses[$0] / total) }
    }

    /// One language that nothing else competes with.
    init(certain tag: String) { places = [Place(tag: tag, probability: 1)] }

    /// Added to the logit of Chinese.
    private static let hanAlone = 2.1

    /// The source says so: a prior that no clear text is turned by.
    mutating func consider(claimed tag: String) {
        let language = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard let index = places.firstIndex(where: { $0.tag == language }) else { return }
        places[index].probability *= 4
        let total = places.reduce(0) { $0 + $1.probability }
        for index in places.indices { places[index].probability /= total }
        places.sort { ($1.probability, $0.tag) < ($0.probability, $1.tag) }
    }

    /// What the words of a script add up to for each of its classes.
    struct Sum: Sendable {
        let script: ScriptTable.Script
        let model: LanguageModel
        /// By class, counted from the script's first; ``LanguageModel/width`` of them.
        private(set) var scores: [Int32]
        private(set) var words = 0

        init(script: ScriptTable.Script, model: LanguageModel) {
            (self.script, self.model) = (LanguageModel.group[Int(script)], model)
            scores = [Int32](repeating: 0, count: model.width)
        }

        /// Adds what so many words say.
        mutating func add(_ others: ArraySlice<Int16>, words: Int) {
            unsafe others.withUnsafeBufferPointer { others in
                unsafe scores.withUnsafeMutableBufferPointer { scores in
                    for index in 0..<min(scores.count, others.count) { unsafe scores[index] &+= Int32(others[index]) }
                }
            }
            self.words += words
        }

        /// Adds another part of the same text.
        mutating func add(_ other: Sum) {
            for index in scores.indices { scores[index] &+= other.scores[index] }
            words += other.words
        }
    }
}
