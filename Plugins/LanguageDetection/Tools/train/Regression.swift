import Foundation
import Synchronization

/// Softmax regression over the classes of each script, by AdaGrad (Duchi, Hazan and Singer, 2011).
///
/// Scripts share no weights, so that they train side by side and come out the same on any number of threads. That is also why it is Sendable
/// without the compiler's proof: no two threads touch the same weight.
final class Regression: @unchecked Sendable {
    private let vocabulary: Vocabulary
    private let classes: [ClassCorpus]
    private let values: UnsafeMutablePointer<Float>
    private let squares: UnsafeMutablePointer<Float>

    private static let rate: Float = 0.3
    /// Half of the samples of several words lose this share of their features, so that what tells a word that was seen does not keep the
    /// others from learning (dropout: Srivastava and others, 2014).
    private static let dropped: Float = 0.3
    /// Rare languages come so often.
    private static let rareShare: Float = 0.15

    /// By weight, in logits.
    var weights: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: values, count: vocabulary.owners.count) }

    init(_ vocabulary: Vocabulary, _ corpus: Corpus) {
        (self.vocabulary, classes) = (vocabulary, corpus.classes)
        values = .allocate(capacity: vocabulary.owners.count)
        squares = .allocate(capacity: vocabulary.owners.count)
        values.initialize(repeating: 0, count: vocabulary.owners.count)
        squares.initialize(repeating: 1e-4, count: vocabulary.owners.count)
    }

    /// Shows each class so many samples.
    func train(rounds: Int) {
        let scripts = Dictionary(grouping: classes.indices, by: { classes[$0].script }).values.filter { $0.count > 1 }
            .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
        DispatchQueue.concurrentPerform(iterations: scripts.count) { train(scripts[$0], rounds: rounds) }
    }

    private func train(_ rivals: [Int], rounds: Int) {
        var random = Random(seed: UInt64(rivals[0]))
        var (order, scores) = (rivals, [Float](repeating: 0, count: classes.count))
        var (words, features): ([Int32], [Int32]) = ([], [])
        var (loss, seen) = (0.0, 0)
        for round in 0..<rounds {
            let step = Regression.rate * (1 - 0.9 * Float(round) / Float(rounds))
            for index in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(index, random.below(index + 1)) }
            for gold in order {
                if classes[gold].isRare, random.unit() > Regression.rareShare { continue }
                classes[gold].sample(&random, &words)
                features.removeAll(keepingCapacity: true)
                let (own, starts) = (vocabulary.features[gold], vocabulary.starts[gold])
                for word in words { features += own[Int(starts[Int(word)])..<Int(starts[Int(word) + 1])] }
                if words.count > 1, random.unit() < 0.5 { features.removeAll { _ in random.unit() < Regression.dropped } }
                guard !features.isEmpty else { continue }
                loss += learn(gold, of: rivals, by: features, scale: 1 / Float(words.count).squareRoot(), step: step, &scores)
                seen += 1
            }
            if rivals.count > 50, (round + 1) % max(1, rounds / 10) == 0 {
                progress("round \(round + 1) of \(rounds), loss \(String(format: "%.4f", loss / Double(max(1, seen))))")
                (loss, seen) = (0, 0)
            }
        }
    }

    /// One step; answers the loss before it.
    private func learn(_ gold: Int, of rivals: [Int], by features: [Int32], scale: Float, step: Float, _ scores: inout [Float]) -> Double {
        let (first, last) = (rivals[0], rivals[rivals.count - 1])
        return scores.withUnsafeMutableBufferPointer { scores in
            vocabulary.owners.withUnsafeBufferPointer { owners in
                vocabulary.firsts.withUnsafeBufferPointer { firsts in
                    for rival in first...last { scores[rival] = 0 }
                    for feature in features {
                        for index in Int(firsts[Int(feature)])..<Int(firsts[Int(feature) + 1]) {
                            scores[Int(owners[index])] += values[index]
                        }
                    }
                    var (highest, sum): (Float, Float) = (-.infinity, 0)
                    for rival in first...last {
                        scores[rival] *= scale
                        highest = max(highest, scores[rival])
                    }
                    for rival in first...last {
                        scores[rival] = expf(scores[rival] - highest)
                        sum += scores[rival]
                    }
                    let loss = -Double(logf(max(scores[gold] / sum, 1e-9)))
                    // From here on the scores are the gradient.
                    for rival in first...last { scores[rival] = (scores[rival] / sum - (rival == gold ? 1 : 0)) * scale }
                    if abs(scores[gold]) < 0.005 * scale { return loss }
                    for feature in features {
                        for index in Int(firsts[Int(feature)])..<Int(firsts[Int(feature) + 1]) {
                            let gradient = scores[Int(owners[index])]
                            squares[index] += gradient * gradient
                            values[index] -= step * gradient / squares[index].squareRoot()
                        }
                    }
                    return loss
                }
            }
        }
    }
}

extension ClassCorpus {
    /// Draws a fragment, a word, a pair of words or a stretch of text.
    func sample(_ random: inout Random, _ words: inout [Int32]) {
        words.removeAll(keepingCapacity: true)
        let kind = random.unit()
        if kind < 0.08, !fragments.isEmpty {
            words.append(fragments[random.pick(fragmentSums)].word)
        } else if kind < 0.4 || texts.isEmpty && examples.isEmpty, !listed.isEmpty {
            let count = texts.isEmpty && kind > 0.4 ? 2 + random.below(20) : kind > 0.28 ? 2 : 1
            for _ in 0..<count { words.append(listed[random.pick(listedSums)].word) }
        } else if kind < (listed.isEmpty ? 0.15 : 0.5) || texts.isEmpty, !examples.isEmpty {
            words += examples[random.below(examples.count)]
        } else if !texts.isEmpty {
            let text = texts[random.below(texts.count)]
            let isShort = kind < 0.5
            let length = isShort ? 1 + random.below(2) : random.unit() < 0.3 ? 1 + random.below(4) : 3 + random.below(20)
            let start = random.below(max(1, text.count - length + 1))
            words += text[start..<min(text.count, start + length)]
        }
    }
}
