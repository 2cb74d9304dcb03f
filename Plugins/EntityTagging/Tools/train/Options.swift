import Foundation

/// The command line.
struct Options {
    static let usage = """
        usage: train --data FOLDER --corpora NAME[:WEIGHT[:SHARE]],… [option…]

        FOLDER/ner-NAME/docs.jsonl has the annotated texts. Of this project's own, `examples` is Tools/lists/examples.txt, `articles-LANGUAGE` is
        in Tools/articles, and a NAME of Tools/annotations takes its texts from the files of FOLDER that it names. WEIGHT is how much each
        name counts (1), SHARE the part of the documents to take (1).
          --languages L,…          what the model is for (en)
          --clusters L=FILE,…      word clusters as clusters.py writes them
          --out FILE               the model; without it, nothing is written
          --buckets N              room for four times as many features (65536)
          --least N                features that are seen less often than this say nothing (2)
          --confidence A,B         slope and offset of the confidence (1,0): what a run with --dev prints last
          --dev N, --fold K        holds the K-th of N parts of the documents out (K is 0), and says how well the model and the rules do on it;
                                   without, on the documents it was trained on
          --test NAME,…            holds all documents of these corpora out: how well a model does on texts of another kind
          --errors FILE            what the model missed and what it said wrongly on them: corpus, kind, name and its surroundings
          --rate R, --decay D, --epochs N        of the first look (0.1, 0.001, 6)
          --rate2 R, --decay2 D                  of the second look (0.02, 1)

        """

    var data = URL(filePath: ".")
    var corpora: [Corpus] = []
    var languages = ["en"]
    var clusters: [(language: String, file: URL)] = []
    var out: URL?
    var buckets = 65_536
    var least: Int32 = 2
    var confidence: (slope: Float, offset: Float) = (1, 0)
    var folds: UInt64 = 0
    var fold: UInt64 = 0
    var tests: Set<String> = []
    var errors: URL?
    var first = (rate: Float(0.1), decay: Float(0.001), epochs: 6)
    var second = (rate: Float(0.02), decay: Float(1))

    /// Ends the program with 64 where the command line is none of ``usage``.
    init(_ arguments: some Sequence<String>) {
        var arguments = Array(arguments)
        while !arguments.isEmpty {
            let name = arguments.removeFirst()
            func value() -> String {
                guard !arguments.isEmpty else { Options.fail("\(name) wants a value") }
                return arguments.removeFirst()
            }
            func number<Number: LosslessStringConvertible & Comparable & Numeric>() -> Number {
                let text = value()
                guard let number = Number(text), number >= 0 else { Options.fail("\(name) wants a number, not \(text)") }
                return number
            }
            switch name {
            case "--data": data = URL(filePath: value())
            case "--corpora": corpora = value().split(separator: ",").map(Options.corpus)
            case "--languages": languages = value().split(separator: ",").map(String.init)
            case "--clusters": clusters = value().split(separator: ",").map(Options.clusters)
            case "--out": out = URL(filePath: value())
            case "--buckets": buckets = number()
            case "--least": least = number()
            case "--confidence": confidence = Options.confidence(value())
            case "--dev": folds = number()
            case "--fold": fold = number()
            case "--test": tests = Set(value().split(separator: ",").map(String.init))
            case "--errors": errors = URL(filePath: value())
            case "--rate": first.rate = number()
            case "--decay": first.decay = number()
            case "--epochs": first.epochs = number()
            case "--rate2": second.rate = number()
            case "--decay2": second.decay = number()
            case "--help":
                print(Options.usage, terminator: "")
                exit(0)
            default: Options.fail("unknown option \(name)")
            }
        }
        if corpora.isEmpty { Options.fail("--corpora is missing") }
        if Set(corpora.map(\.name)).count < corpora.count { Options.fail("--corpora names one twice") }
        if let unknown = tests.subtracting(corpora.map(\.name)).min() { Options.fail("--test names \(unknown), which --corpora does not") }
        if buckets < 1 || first.epochs < 1 { Options.fail("--buckets and --epochs want 1 or more") }
        if let long = languages.first(where: { $0.isEmpty || $0.utf8.count > 8 }) { Options.fail("\(long) is no code of a language") }
        if folds > 0, fold >= folds { Options.fail("--fold wants less than --dev") }
    }

    private static func corpus(_ text: Substring) -> Corpus {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = fields.dropFirst().compactMap { Double($0) }
        guard (1...3).contains(fields.count), numbers.count == fields.count - 1, numbers.allSatisfy({ $0 > 0 }) else {
            fail("\(text) is no NAME:WEIGHT:SHARE")
        }
        return Corpus(name: String(fields[0]), weight: Float(numbers.first ?? 1), share: numbers.count > 1 ? numbers[1] : 1)
    }

    private static func clusters(_ text: Substring) -> (language: String, file: URL) {
        let fields = text.split(separator: "=", maxSplits: 1)
        guard fields.count == 2 else { fail("\(text) is no LANGUAGE=FILE") }
        return (String(fields[0]), URL(filePath: String(fields[1])))
    }

    private static func confidence(_ text: String) -> (slope: Float, offset: Float) {
        let numbers = text.split(separator: ",").compactMap { Float($0) }
        guard numbers.count == 2 else { fail("\(text) is no SLOPE,OFFSET") }
        return (numbers[0], numbers[1])
    }

    /// Says what is wrong with the command line, and ends.
    static func fail(_ reason: String) -> Never {
        FileHandle.standardError.write(Data("train: \(reason)\n\(usage)".utf8))
        exit(64)
    }
}
