import Foundation
@_spi(Training) import LanguageDetection

/// What is known of one class: a language in a script.
struct ClassCorpus: Sendable {
    typealias Word = TrainingFeatures.Word

    /// Such as `sr-Cyrl`.
    let name: String
    let script: UInt8
    /// Whether articles are seldom in the language.
    let isRare: Bool
    /// All words, each once; elsewhere they are indices of this.
    private(set) var words: [Word] = []
    private var indices: [Word: Int32] = [:]
    /// Stretches of text.
    private(set) var texts: [[Int32]] = []
    /// Words and pairs of words that came as examples.
    private(set) var examples: [[Int32]] = []
    /// Words of lists, how much each weighs, and the sums of that.
    private(set) var listed: [(word: Int32, weight: Float)] = []
    private(set) var listedSums: [Float] = []
    /// Parts of words, likewise.
    private(set) var fragments: [(word: Int32, weight: Float)] = []
    private(set) var fragmentSums: [Float] = []

    init(_ name: String, _ script: UInt8) {
        (self.name, self.script) = (name, script)
        isRare = !Corpus.expected.contains(Corpus.language(name))
    }

    private mutating func index(of word: Word) -> Int32 {
        if let known = indices[word] { return known }
        let new = Int32(words.count)
        indices[word] = new
        words.append(word)
        return new
    }

    func contains(_ word: Word) -> Bool { indices[word] != nil }

    /// Adds an example or a text.
    mutating func add(_ words: [Word], kind: String) {
        let indices = words.map { index(of: $0) }
        switch kind {
        case "word": examples += indices.map { [$0] }
        case "pair": examples.append(indices)
        default: texts.append(indices)
        }
    }

    mutating func list(_ word: Word, _ frequency: Float) { listed.append((index(of: word), frequency)) }

    /// Lists the words without frequency of each for all, but for those that are in the texts of another one and not in the own.
    static func shareLists(_ relatives: inout [ClassCorpus]) {
        let shared = Set(relatives.flatMap { data in data.listed.lazy.filter { $0.weight == 0 }.map { data.words[Int($0.word)] } })
        let ordered = shared.sorted { $0.letters.lexicographicallyPrecedes($1.letters) }
        let written = relatives.map { data in
            data.texts.joined().reduce(into: [Word: Int]()) { $0[data.words[Int($1)], default: 0] += 1 }
        }
        for own in relatives.indices {
            relatives[own].listed.removeAll { $0.weight == 0 }
            for word in ordered where written[own][word] != nil || !written.contains(where: { $0[word, default: 0] > 1 }) {
                relatives[own].list(word, 0)
            }
        }
    }

    mutating func addFragment(_ word: Word, _ probability: Float) {
        // A fragment is no word: it has no ends.
        let letters = word.letters.first == 0x20 ? Array(word.letters.dropFirst().dropLast()) : word.letters
        fragments.append((index(of: Word(letters: letters, script: script)), probability.squareRoot()))
    }

    /// Makes weights of frequencies: short texts are seldom of the commonest words only.
    mutating func finish() {
        let least = listed.lazy.map(\.weight).filter { $0 > 0 }.min() ?? 1
        var sum: Float = 0
        for index in listed.indices {
            listed[index].weight = powf(max(listed[index].weight, least), Corpus.flatness)
            sum += listed[index].weight
            listedSums.append(sum)
        }
        sum = 0
        for fragment in fragments {
            sum += fragment.weight
            fragmentSums.append(sum)
        }
        indices = [:]
    }
}
