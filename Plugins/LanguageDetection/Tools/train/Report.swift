import Foundation
@_spi(Training) import LanguageDetection

/// How well a model does on texts it was not trained on.
struct Report {
    /// Right answers of a kind of text in a language.
    private var hits: [String: (right: Int, all: Int)] = [:]
    /// By kind, language and answer.
    private var wrong: [String: Int] = [:]

    private static let limits = [1, 2, 5, 10, 20, 50, Int.max]

    init(of model: String, on examples: [Corpus.Example]) throws {
        guard let scorer = TrainingFeatures.Scorer(contentsOf: [UInt8](try Data(contentsOf: URL(filePath: model)))) else {
            Options.fail("\(model) is no model of this layout")
        }
        let factors = (1...60).map { 0.1 * Double($0) }
        var losses = Report.limits.map { _ in factors.map { _ in 0.0 } }
        var counts = Report.limits.map { _ in 0 }
        for example in examples {
            let gold = Corpus.language(example.language)
            let (languages, words) = try scorer.scores(of: example.text)
            guard words > 0 else { continue }
            let length = Double(words).squareRoot()
            func logit(_ language: (tag: String, score: Double, isRare: Bool), _ factor: Double) -> Double {
                language.score * factor / length + (language.isRare ? TrainingFeatures.rareLogit : 0)
            }
            if Corpus.expected.contains(gold), let index = languages.firstIndex(where: { $0.tag == gold }) {
                let bucket = Report.limits.firstIndex { words <= $0 } ?? 0
                counts[bucket] += 1
                for (step, factor) in factors.enumerated() {
                    let logits = languages.map { logit($0, factor) }
                    let highest = logits.max() ?? 0
                    losses[bucket][step] -= max(-12, logits[index] - highest - log(logits.reduce(0) { $0 + exp($1 - highest) }))
                }
            }
            let answer = languages.max { logit($0, 1) < logit($1, 1) }?.tag ?? "und"
            let key = example.kind + "\t" + example.language
            hits[key, default: (0, 0)].all += 1
            if answer == gold {
                hits[key, default: (0, 0)].right += 1
            } else {
                wrong["\(example.kind) \(example.language)>\(answer)", default: 0] += 1
            }
        }
        let best = zip(Report.limits, losses).map { limit, losses in
            let factor = factors[losses.indices.min { losses[$0] < losses[$1] } ?? 0]
            return "(\(limit == .max ? ".max" : "\(limit)"), \(String(format: "%.1f", factor)))"
        }
        progress("trust: [\(best.joined(separator: ", "))]")
        let counted = zip(counts, losses).map { String(format: "%.4f", ($1.min() ?? 0) / Double(max(1, $0))) }
        progress("loss by as many words: \(counted.joined(separator: ", "))")
        for kind in Set(examples.map(\.kind)).sorted() {
            let own = hits.filter {
                $0.key.hasPrefix(kind + "\t") && Corpus.expected.contains(Corpus.language(String($0.key.split(separator: "\t")[1])))
            }
            let accuracy = own.values.reduce(0) { $0 + Double($1.right) / Double($1.all) } / Double(max(1, own.count))
            progress("\(kind): \(own.count) languages, macro accuracy \(String(format: "%.1f", 100 * accuracy)) by the model alone")
        }
    }

    /// Writes what was right by kind and language, and what was taken for what.
    func write(beside file: String) throws {
        try hits.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value.right)\t\($0.value.all)\n" }.joined().write(
            toFile: file + ".dev.tsv", atomically: true, encoding: .utf8)
        try wrong.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key)\t\($0.value)\n" }.joined().write(
            toFile: file + ".wrong.tsv", atomically: true, encoding: .utf8)
    }
}
