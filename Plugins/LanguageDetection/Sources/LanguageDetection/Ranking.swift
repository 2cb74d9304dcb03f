internal import ArticleAnalysis
internal import Glibc

/// The languages that a text may be in, by the model: those of its main script, each with its probability.
struct Ranking: Sendable {
    /// A language and how probable it is.
    struct Place: Sendable, Equatable {
        var tag: String
        var probability: Double
    }

    /// Best first; the probabilities add up to 1.
    private(set) var places: [Place]

    /// Longer texts are read in this many windows: two kilobytes tell a language as well as twenty.
    private static let windows = 8
    /// Each so long, in bytes.
    private static let window = 256

    /// Weights in the model file are in this part of a logit.
    static let unit = 16.0
    /// How far to trust a score of so many words, fitted by `Tools/train` on texts it was not trained on.
    private static let trust: [(words: Int, factor: Double)] = [(1, 0.9), (2, 1.1), (5, 1.3), (10, 1.2), (20, 0.8), (.max, 0.7)]
    /// More words than this make an answer no surer: what two close relatives share they share in every sentence.
    private static let enough = 50.0

    /// Japanese without a single kana is a heading at most.
    private static let hanAlone = 8.0
    private static let kana = ["Hira", "Kana"].compactMap(ScriptTable.script(named:))

    /// Once the windows read so far, two at least, make an answer so probable, the others are not read.
    private static let clear = 0.999
    /// One window will do where CLD2 says the same and this is reached.
    private static let agreed = 0.95

    /// Ranks the languages of a script by the words of one or two texts; `nil` where the model knows none.
    ///
    /// - Parameter expected: what CLD2 says of a long text; one window that agrees is enough.
    init?(of texts: [Prose], script: ScriptTable.Script, by model: LanguageModel, expected: String? = nil) throws {
        let script = LanguageModel.group[Int(script)]
        guard model.classesOf[Int(script)].count > 1 else { return nil }
        let isHanAlone = texts.allSatisfy { text in Self.kana.allSatisfy { text.letters[Int($0)] == 0 } }
        var sum = Sum(script: script, model: model)
        places = []
        for text in texts {
            for (index, range) in Self.ranges(of: text.bytes).enumerated() {
                try Cancellation.check()
                sum.add(text.bytes, in: range)
                guard index > 0 || expected != nil, sum.words > 0 else { continue }
                places = Self.places(of: sum, isHanAlone: isHanAlone)
                if places[0].probability >= (places[0].tag == expected ? Self.agreed : Self.clear) { break }
            }
        }
        guard sum.words > 0 else { return nil }
        places = Self.places(of: sum, isHanAlone: isHanAlone)
    }

    /// What the words of a script add up to for each class of the model.
    struct Sum {
        let script: ScriptTable.Script
        let model: LanguageModel
        private(set) var scores: [Int32]
        private(set) var words = 0

        init(script: ScriptTable.Script, model: LanguageModel) {
            (self.script, self.model) = (LanguageModel.group[Int(script)], model)
            scores = [Int32](repeating: 0, count: model.classes.count)
        }

        /// Adds the words of a stretch of text.
        mutating func add(_ bytes: [UInt8], in range: Range<Int>) {
            var words = 0
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe scores.withUnsafeMutableBufferPointer { scores in
                    guard let base = scores.baseAddress else { return }
                    unsafe WordReader.forEachWord(of: bytes, in: range) { word in
                        guard word.script == script else { return }
                        unsafe model.add(word, to: base)
                        words += 1
                    }
                }
            }
            self.words += words
        }
    }

    /// Probabilities, best first.
    private static func places(of sum: Sum, isHanAlone: Bool) -> [Place] {
        let (model, rivals) = (sum.model, sum.model.classesOf[Int(sum.script)])
        let trust = trust.first { sum.words <= $0.words }?.factor ?? 1
        let factor = trust * min(Double(sum.words), enough).squareRoot() / (unit * Double(sum.words))
        let highest = rivals.map { Double(sum.scores[$0]) }.max() ?? 0
        let masses = rivals.map { rival in
            exp((Double(sum.scores[rival]) - highest) * factor) * (isHanAlone && model.classes[rival].tag == "zh" ? hanAlone : 1)
        }
        let total = masses.reduce(0, +)
        return zip(rivals, masses).map { Place(tag: model.classes[$0].tag, probability: $1 / total) }
            .sorted { ($1.probability, $0.tag) < ($0.probability, $1.tag) }
    }

    /// The source says so: a prior that no clear text is turned by.
    mutating func consider(claimed tag: String) {
        let language = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard let index = places.firstIndex(where: { $0.tag == language }) else { return }
        places[index].probability *= 4
        let total = places.reduce(0) { $0 + $1.probability }
        for index in places.indices { places[index].probability /= total }
        places.sort { ($1.probability, $0.tag) < ($0.probability, $1.tag) }
    }

    /// All of a text, or windows at even distances of a long one, each from the end of a word to the end of a word.
    private static func ranges(of bytes: [UInt8]) -> [Range<Int>] {
        guard bytes.count > windows * window else { return [0..<bytes.count] }
        // In an order that soon has seen all parts.
        return [0, 4, 2, 6, 1, 5, 3, 7].map { index in
            let start = index * (bytes.count - window) / (windows - 1)
            var (from, to) = (start, start + window)
            while from > 0, from < to, bytes[from] & 0xC0 == 0x80 { from += 1 }
            while to < bytes.count, bytes[to] & 0xC0 == 0x80 { to -= 1 }
            return from..<to
        }
    }
}
