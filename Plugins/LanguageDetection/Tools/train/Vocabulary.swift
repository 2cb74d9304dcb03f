import Foundation
@_spi(Training) import LanguageDetection
import Synchronization

/// The features that tell languages apart, each with the classes it speaks of.
///
/// Sendable without the compiler's proof because nobody writes it after `init`.
final class Vocabulary: @unchecked Sendable {
    /// A feature's share of a class's mass.
    private struct Posting {
        var hash: UInt64
        var mass: Float
        var owner: Int32
    }

    /// By feature, best first.
    private(set) var hashes: [UInt64] = []
    /// Where the weights of each feature begin, and of one more.
    private(set) var firsts: [Int32] = [0]
    /// The class of each weight.
    private(set) var owners: [UInt8] = []
    /// By class: the features of all its words, and where those of each word begin.
    private(set) var features: [[Int32]] = []
    private(set) var starts: [[Int32]] = []
    private var table: [Int32]

    init(of corpus: Corpus, _ options: Options) {
        let classes = corpus.classes
        precondition(classes.count <= 256, "a class has to fit in a byte")
        let found = Mutex([[Posting]](repeating: [], count: classes.count))
        DispatchQueue.concurrentPerform(iterations: classes.count) { owner in
            let postings = Vocabulary.postings(of: classes[owner], owner: Int32(owner))
            found.withLock { $0[owner] = postings }
        }
        var postings = found.withLock { found in
            defer { found = [] }
            return Array(found.joined())
        }
        progress("\(postings.count) features of classes")
        postings.sort { ($0.hash, $0.owner) < ($1.hash, $1.owner) }
        var kept = Vocabulary.ranges(of: postings, classes)
        kept.removeLast(max(0, kept.count - options.features))
        table = [Int32](repeating: -1, count: 1 << 22)
        precondition(kept.count < table.count / 2, "a larger table is needed for so many features")
        for range in kept {
            let items = postings[range].sorted { ($1.mass, $0.owner) < ($0.mass, $1.owner) }
            let least = items[0].mass * 0.01
            insert(items[0].hash)
            owners += items.prefix(options.most).filter { $0.mass >= least }.map { UInt8($0.owner) }.sorted()
            firsts.append(Int32(owners.count))
        }
        let numbered = Mutex([(features: [Int32], starts: [Int32])](repeating: ([], []), count: classes.count))
        DispatchQueue.concurrentPerform(iterations: classes.count) { [self] owner in
            var (features, starts): ([Int32], [Int32]) = ([], [0])
            for word in classes[owner].words {
                features += word.features.compactMap(number)
                starts.append(Int32(features.count))
            }
            numbered.withLock { $0[owner] = (features, starts) }
        }
        numbered.withLock { (features, starts) = ($0.map(\.features), $0.map(\.starts)) }
        progress("\(hashes.count) features, \(owners.count) weights")
    }

    /// All features of a class.
    private static func postings(of data: ClassCorpus, owner: Int32) -> [Posting] {
        var masses = [Float](repeating: 0, count: data.words.count)
        func spread(_ share: Float, _ items: some Sequence<(Int32, Float)>) {
            let total = items.reduce(0) { $0 + $1.1 }
            guard total > 0 else { return }
            for (word, weight) in items { masses[Int(word)] += share * weight / total }
        }
        spread(0.4, data.texts.joined().map { ($0, 1) })
        spread(0.1, data.examples.joined().map { ($0, 1) })
        spread(0.35, data.listed.map { ($0.word, $0.weight) })
        spread(0.15, data.fragments.map { ($0.word, $0.weight) })
        var all: [Posting] = []
        for (index, word) in data.words.enumerated() where masses[index] > 0 {
            for hash in word.features { all.append(Posting(hash: hash, mass: masses[index], owner: owner)) }
        }
        all.sort { $0.hash < $1.hash }
        var merged: [Posting] = []
        for item in all {
            if merged.last?.hash == item.hash { merged[merged.count - 1].mass += item.mass } else { merged.append(item) }
        }
        return merged.filter { $0.mass > 1e-6 }
    }

    /// The postings of each feature, those first that tell most: mass times how far it is from even among the script's classes.
    private static func ranges(of postings: [Posting], _ classes: [ClassCorpus]) -> [Range<Int>] {
        let perScript = classes.reduce(into: [UInt8: Int]()) { $0[$1.script, default: 0] += 1 }
        var ranges: [(range: Range<Int>, gain: Float)] = []
        var position = 0
        while position < postings.count {
            var (end, total): (Int, Float) = (position, 0)
            while end < postings.count, postings[end].hash == postings[position].hash {
                total += postings[end].mass
                end += 1
            }
            let script = classes[Int(postings[position].owner)].script
            // Else scripts would not train side by side, nor could a class count from its script's first.
            precondition(postings[position..<end].allSatisfy { classes[Int($0.owner)].script == script }, "a feature is of two scripts")
            let rivals = Float(perScript[script, default: 1])
            if rivals > 1 {
                let gain = postings[position..<end].reduce(0) { $0 + $1.mass * logf($1.mass * rivals / total) }
                ranges.append((position..<end, gain))
            }
            position = end
        }
        ranges.sort { ($1.gain, $0.range.lowerBound) < ($0.gain, $1.range.lowerBound) }
        return ranges.map(\.range)
    }

    private func insert(_ hash: UInt64) {
        var slot = Int(hash & UInt64(table.count - 1))
        while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
        table[slot] = Int32(hashes.count)
        hashes.append(hash)
    }

    private func number(of hash: UInt64) -> Int32? {
        var slot = Int(hash & UInt64(table.count - 1))
        while table[slot] >= 0 {
            if hashes[Int(table[slot])] == hash { return table[slot] }
            slot = (slot + 1) & (table.count - 1)
        }
        return nil
    }

    /// The model file; weights that say next to nothing are left out.
    func modelFile(weights: UnsafeBufferPointer<Float>, of corpus: Corpus, bytes: Int) -> Data {
        let classes = corpus.classes
        // A class counts from its script's first.
        var own = [UInt8](repeating: 0, count: classes.count)
        for index in classes.indices.dropFirst() where classes[index].script == classes[index - 1].script {
            own[index] = own[index - 1] + 1
        }
        let features = hashes.indices.map { feature in
            let pairs: [(owner: UInt8, weight: Int8)] = (Int(firsts[feature])..<Int(firsts[feature + 1])).compactMap { index in
                let weight = (weights[index] * Float(TrainingFeatures.unit)).rounded()
                return abs(weight) < 2 ? nil : (own[Int(owners[index])], Int8(max(-127, min(127, weight))))
            }
            return TrainingFeatures.Feature(hash: hashes[feature], pairs: pairs)
        }
        let (file, kept) = TrainingFeatures.modelFile(classes: classes.map { ($0.name, $0.isRare) }, features: features, bytes: bytes)
        let told = features.filter { !$0.pairs.isEmpty }
        progress("\(kept) features of \(told.count), which have \(told.reduce(0) { $0 + $1.pairs.count }) weights, in \(file.count) bytes")
        return Data(file)
    }
}
