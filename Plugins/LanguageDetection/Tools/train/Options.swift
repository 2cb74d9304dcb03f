import Foundation
@_spi(Training) import LanguageDetection

/// The command line.
struct Options {
    static let usage = """
        usage: train --texts FILE.tsv… [--words FOLDER] [--fragments FOLDER] [--out model.bin] [option…]
               train --texts FILE.tsv… --dev 5 --score model.bin

        FILE.tsv has language, kind (word, pair, sentence, paragraph) and text in its lines; FOLDER/LANG.tsv a word and its weight.
          --dev N        holds every N-th text out, and says how well the model does on those
          --without FILE leaves out every text that is a line of FILE
          --score FILE   trains nothing: says how well a model does on what is held out
          --features N   weighs so many features at most (1100000)
          --rounds N     shows each language so many samples (180000)
          --most N       lets a feature speak of so many languages at most (20)
          --bytes N      how large the model file may be (12000000)

        """

    var texts: [String] = []
    var words: String?
    var fragments: String?
    var without: String?
    var out = "model.bin"
    var dev = 0
    var features = 1_100_000
    var rounds = 180_000
    var most = 20
    var bytes = 12_000_000
    var score: String?

    /// Ends the program with 64 where the command line is none of ``usage``.
    init(_ arguments: some Sequence<String>) {
        var arguments = Array(arguments)
        while !arguments.isEmpty {
            let name = arguments.removeFirst()
            func value() -> String {
                guard !arguments.isEmpty else { Options.fail("\(name) wants a value") }
                return arguments.removeFirst()
            }
            func number() -> Int {
                let text = value()
                guard let number = Int(text), number >= 0 else { Options.fail("\(name) wants a number, not \(text)") }
                return number
            }
            switch name {
            case "--texts": while let first = arguments.first, !first.hasPrefix("--") { texts.append(arguments.removeFirst()) }
            case "--words": words = value()
            case "--fragments": fragments = value()
            case "--without": without = value()
            case "--out": out = value()
            case "--dev": dev = number()
            case "--features": features = number()
            case "--rounds": rounds = number()
            case "--most": most = number()
            case "--bytes": bytes = number()
            case "--score": score = value()
            case "--help":
                print(Options.usage, terminator: "")
                exit(0)
            default: Options.fail("unknown option \(name)")
            }
        }
        if texts.isEmpty { Options.fail("--texts is missing") }
        if !(1...TrainingFeatures.mostPairs).contains(most) { Options.fail("--most wants 1 to \(TrainingFeatures.mostPairs)") }
        if bytes < 1 << 16 { Options.fail("--bytes wants 65536 or more") }
    }

    /// Says what is wrong with the command line, and ends.
    static func fail(_ reason: String) -> Never {
        FileHandle.standardError.write(Data("train: \(reason)\n\(usage)".utf8))
        exit(64)
    }
}

/// Progress, on standard error, with the seconds since the start.
func progress(_ text: String) {
    FileHandle.standardError.write(Data("\(String(format: "%4.0f s", Date().timeIntervalSince(began))): \(text)\n".utf8))
}
private let began = Date()

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed everywhere.
struct Random {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
    /// 0..<1
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }
    /// 0..<bound
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    /// The index of one of the weights that were added up.
    mutating func pick(_ cumulative: [Float]) -> Int {
        let target = unit() * cumulative[cumulative.count - 1]
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] < target { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
