@_spi(Training) import EntityTagging
import Foundation

/// Writes the model file; TaggerModel.swift has the layout.
struct ModelFile {
    var languages: [String]
    /// Words with the paths of their clusters, by key.
    var clusters: [(key: UInt64, path: UInt16)]
    var confidence: (slope: Float, offset: Float)
    var transitions: [[SIMD16<Float>]] = [[], []]
    var rows: [(hash: UInt64, weights: SIMD16<Float>)] = []

    /// The words of a table: word, path.
    static func clusters(in file: URL, language: String) throws -> [(key: UInt64, path: UInt16)] {
        var seen: Set<UInt64> = []
        var clusters: [(UInt64, UInt16)] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 2, let path = UInt16(fields[1]),
                let key = TrainingArticle.Model.clusterKey(String(fields[0]), language: language), seen.insert(key).inserted
            else { continue }
            clusters.append((key, path))
        }
        return clusters
    }

    /// The file, and the model it is.
    func model(buckets: Int) -> (bytes: [UInt8], model: TrainingArticle.Model) {
        let bytes = bytes(buckets: buckets)
        guard let model = TrainingArticle.Model(contentsOf: bytes) else {
            preconditionFailure("the tagger reads another layout than this one")
        }
        return (bytes, model)
    }

    /// Rows of a bucket.
    static let bucketRows = 4

    /// The bucket of a feature.
    static func bucket(of hash: UInt64, buckets: Int) -> Int { Int(hash.multipliedFullWidth(by: UInt64(buckets)).high) }

    /// How much a row says: the largest of its weights.
    static func size(_ weights: SIMD16<Float>) -> Float { (0..<TrainingArticle.Labels.count).reduce(0) { max($0, abs(weights[$1])) } }

    /// The file, with room for so many buckets of four rows; rows of small weights are left out where there is no room.
    private func bytes(buckets: Int) -> [UInt8] {
        let count = TrainingArticle.Labels.count
        // A few weights far out would cost all others their digits: one in a thousand is cut.
        let sizes = rows.map { max(1e-6, ModelFile.size($0.weights)) }.sorted()
        let step = (sizes.isEmpty ? 1 : sizes[sizes.count * 999 / 1000]) / 127
        var bytes: [UInt8] = []
        func add<T>(_ value: T) { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
        bytes.append(contentsOf: Array("DRAGNER1".utf8))
        let slots = max(16, (clusters.count * 4 / 3 + 15) / 16 * 16)
        for number in [languages.count, buckets, slots, 0] { add(UInt32(number)) }
        for number in [step, confidence.slope, confidence.offset] { add(number) }
        while bytes.count < 64 { bytes.append(0) }
        for language in languages { bytes.append(contentsOf: Array(language.utf8) + Array(repeating: 0, count: 8 - language.utf8.count)) }
        while bytes.count % 64 != 0 { bytes.append(0) }
        for look in 0..<2 {
            for row in 0..<count { add(transitions[look].isEmpty ? SIMD16<Float>() : transitions[look][row]) }
        }
        bytes.append(contentsOf: bucketBytes(buckets, step))
        bytes.append(contentsOf: clusterBytes(slots))
        return bytes
    }

    private func bucketBytes(_ buckets: Int, _ step: Float) -> [UInt8] {
        let count = TrainingArticle.Labels.count
        let sorted = rows.map { ($0.hash, $0.weights, ModelFile.size($0.weights)) }.filter { $0.2 >= step / 2 }.sorted {
            ($0.2, $0.0) > ($1.2, $1.0)
        }
        var bytes = [UInt8](repeating: 0, count: buckets * 64)
        var fill = [UInt8](repeating: 0, count: buckets)
        var kept = 0
        for (hash, weights, _) in sorted {
            let bucket = ModelFile.bucket(of: hash, buckets: buckets)
            guard fill[bucket] < ModelFile.bucketRows else { continue }
            let at = bucket * 64 + Int(fill[bucket]) * 16
            fill[bucket] += 1
            kept += 1
            for label in 0..<count {
                bytes[at + label] = UInt8(bitPattern: Int8(max(-127, min(127, (weights[label] / step).rounded()))))
            }
            let check = max(1, UInt32(truncatingIfNeeded: hash & 0xFF_FFFF))
            for byte in 0..<3 { bytes[at + 13 + byte] = UInt8(truncatingIfNeeded: check >> (8 * UInt32(byte))) }
        }
        progress("step \(step); features: \(rows.count) learned, \(sorted.count) of weight, \(kept) kept")
        return bytes
    }

    private func clusterBytes(_ slots: Int) -> [UInt8] {
        var table = [UInt32](repeating: 0, count: slots)
        for (key, path) in clusters {
            var slot = Int(key.multipliedFullWidth(by: UInt64(slots)).high)
            while table[slot] != 0 { slot = slot + 1 == slots ? 0 : slot + 1 }
            table[slot] = max(1, UInt32(truncatingIfNeeded: key & 0xFFFF)) << 16 | UInt32(path)
        }
        return table.withUnsafeBytes { Array($0) }
    }
}
