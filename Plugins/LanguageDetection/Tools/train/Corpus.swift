import Foundation
@_spi(Training) import LanguageDetection

/// All that the model is trained on, by class, and what is held out.
struct Corpus: Sendable {
    /// A text whose language is known.
    struct Example: Sendable {
        var language: String
        /// word, pair, sentence or paragraph
        var kind: String
        var text: String
    }

    /// Those of a script in a row.
    private(set) var classes: [ClassCorpus] = []
    private(set) var heldOut: [Example] = []

    /// A word in a list weighs this power of its frequency.
    static let flatness: Float = 0.45

    /// The languages that articles are expected in; all others need more evidence.
    static let expected = Set(
        """
        ar fa ur ps ckb kmr am ti so he ru uk be bg sr mk tr az kk zh ja ko hi bn mr gu pa ta te kn ml ne si en de fr es pt it nl pl cs sk hu
        ro el sv da nb nn fi et lv lt sl hr bs sq ca eu gl ga cy is mt ka hy id ms vi th my km lo tl sw ha yo ig zu xh st sn rw om mn uz ky tg
        ug sd yi af eo lb mg jv su ceb ht
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Languages without texts that have lists of words long enough to tell them.
    private static let onlyListed = ["br", "co", "fy", "to"]

    /// Scripts that languages are written in besides the one of most texts here.
    private static let otherScripts: Set = ["az-Cyrl", "uz-Cyrl"]

    /// Languages whose lists without frequencies are of all of them: Tesseract's Norwegian one does not say which of the two written
    /// languages a word is of.
    private static let relatives = [["nb-Latn", "nn-Latn"]]

    static func language(_ name: String) -> String { String(name.prefix { $0 != "-" }) }

    init(_ options: Options) throws {
        var byName = try readTexts(options)
        guard !byName.isEmpty else { Options.fail("the texts have no line of language, kind and text") }
        try Corpus.readLists(options, into: &byName)
        for name in byName.keys { byName[name]?.finish() }
        classes = byName.values.sorted { ($0.script, $0.name) < ($1.script, $1.name) }
        progress("\(classes.count) classes: \(classes.map(\.name).joined(separator: " "))")
        progress("\(classes.reduce(0) { $0 + $1.words.count }) words, \(heldOut.count) texts held out")
    }

    /// The commonest words of the languages whose lists have frequencies, with the language where each is commonest.
    private static func commonWords(in folder: String) throws -> [TrainingFeatures.Word: (language: String, frequency: Float)] {
        var common: [TrainingFeatures.Word: (language: String, frequency: Float)] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".tsv") {
            for line in try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n").prefix(20_000) {
                let parts = line.split(separator: "\t")
                guard parts.count == 2, let frequency = Float(parts[1]), frequency > 0 else { continue }
                guard let word = TrainingFeatures.words(of: String(parts[0])).first else { continue }
                if frequency > common[word]?.frequency ?? 0 { common[word] = (language(String(name.dropLast(4))), frequency) }
            }
        }
        return common
    }

    /// FNV-1a, with its high bits in the low ones.
    private static func hash(_ text: String) -> UInt64 {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 29)
    }

    /// Reads the texts by the name of their class, and holds out what is to be.
    private mutating func readTexts(_ options: Options) throws -> [String: ClassCorpus] {
        let without = Set(try options.without.map { try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n") } ?? [])
        var rows: [(example: Example, words: [TrainingFeatures.Word], script: UInt8)] = []
        var seen: [String: [UInt8: Int]] = [:]
        for file in options.texts {
            for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
                let parts = line.split(separator: "\t", maxSplits: 2)
                guard parts.count == 3 else { continue }
                let example = Example(language: String(parts[0]), kind: String(parts[1]), text: String(parts[2]))
                var examples = [example]
                if example.language == "sr", let latin = Serbian.latin(example.text) {
                    examples.append(Example(language: "sr-Latn", kind: example.kind, text: latin))
                }
                if options.dev > 0, Corpus.hash(example.text) % UInt64(options.dev) == 0 {
                    heldOut.append(example)
                    continue
                }
                if without.contains(parts[2]) { continue }
                for example in examples {
                    let words = TrainingFeatures.words(of: example.text)
                    let letters = words.reduce(into: [UInt8: Int]()) { $0[$1.script, default: 0] += $1.letters.count }
                    guard let script = letters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
                    // A word or two may be a name in another script.
                    if !["word", "pair"].contains(example.kind) { seen[example.language, default: [:]][script, default: 0] += 1 }
                    rows.append((example, words.filter { $0.script == script }, script))
                }
            }
        }
        var byName: [String: ClassCorpus] = [:]
        for (example, words, script) in rows {
            // What is in another script than most of a language's texts is a quotation or a mistake, as a rule.
            guard let counts = seen[example.language] else { continue }
            let share = Float(counts[script, default: 0]) / Float(max(1, counts.values.reduce(0, +)))
            let name = Corpus.language(example.language) + "-" + TrainingFeatures.scriptNames[Int(script)]
            guard share > 0.1 || Corpus.otherScripts.contains(name) else { continue }
            byName[name, default: ClassCorpus(name, script)].add(words, kind: example.kind)
        }
        if options.words != nil {
            for language in Corpus.onlyListed where byName[language + "-Latn"] == nil {
                byName[language + "-Latn"] = ClassCorpus(language + "-Latn", 0)
            }
        }
        return byName
    }

    /// Adds the words and fragments of lists to the classes that there are.
    private static func readLists(_ options: Options, into byName: inout [String: ClassCorpus]) throws {
        func read(_ folder: String?, _ append: (inout ClassCorpus, TrainingFeatures.Word, Float) -> Void) throws {
            func add(_ name: String, _ word: TrainingFeatures.Word, _ weight: Float) {
                if let index = byName.index(forKey: name) { append(&byName.values[index], word, weight) }
            }
            guard let folder else { return }
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".tsv") {
                for line in try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n") {
                    let parts = line.split(separator: "\t")
                    guard parts.count == 2, let weight = Float(parts[1]) else { continue }
                    let words = TrainingFeatures.words(of: String(parts[0]))
                    guard words.count == 1, let word = words.first else { continue }
                    let script = TrainingFeatures.scriptNames[Int(word.script)]
                    let language = Corpus.language(String(name.dropLast(4)))
                    add(language + "-" + script, word, weight)
                    if language == "sr", let latin = Serbian.latin(String(parts[0])), let word = TrainingFeatures.words(of: latin).first {
                        add("sr-Latn", word, weight)
                    }
                }
            }
        }
        // Lists gathered from the web are full of other languages. Of words without frequency those are left out that another language has
        // in its texts or among its commonest words, and the language itself not in its texts; English is left out where it is rarer
        // than in English.
        let written = Set(byName.values.lazy.flatMap(\.words))
        let common = try options.words.map(commonWords) ?? [:]
        try read(options.words) { data, word, weight in
            if weight == 0, !data.contains(word), written.contains(word) || common[word] != nil { return }
            if data.name != "en-Latn", let (language, frequency) = common[word], language == "en", weight < frequency { return }
            data.list(word, weight)
        }
        for names in relatives {
            var group = names.compactMap { byName[$0] }
            ClassCorpus.shareLists(&group)
            for data in group { byName[data.name] = data }
        }
        try read(options.fragments) { $0.addFragment($1, $2) }
    }
}
