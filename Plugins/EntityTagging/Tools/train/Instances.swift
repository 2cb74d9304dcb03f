@_spi(Training) import EntityTagging

/// Numbers for the features that are seen often enough.
struct FeatureIndex {
    private var numbers: [UInt64: Int32] = [:]
    /// By number.
    private(set) var hashes: [UInt64] = []

    /// Numbers the features that are there `least` times.
    init(_ counts: [UInt64: Int32], least: Int32) {
        for (hash, count) in counts where count >= least { hashes.append(hash) }
        hashes.sort()
        numbers.reserveCapacity(hashes.count)
        for (number, hash) in hashes.enumerated() { numbers[hash] = Int32(number) }
    }

    /// Numbers some features, sorted.
    init(_ hashes: [UInt64]) {
        self.hashes = hashes
        for (number, hash) in hashes.enumerated() { numbers[hash] = Int32(number) }
    }

    subscript(hash: UInt64) -> Int32? { numbers[hash] }

    /// Those of the largest sizes that so many buckets of a model file have room for.
    func kept(_ sizes: [Float], buckets: Int) -> FeatureIndex {
        var fill = [UInt8](repeating: 0, count: buckets)
        var kept: [UInt64] = []
        for number in hashes.indices.sorted(by: { (sizes[$0], hashes[$0]) > (sizes[$1], hashes[$1]) }) {
            let bucket = ModelFile.bucket(of: hashes[number], buckets: buckets)
            guard sizes[number] > 0, fill[bucket] < ModelFile.bucketRows else { continue }
            fill[bucket] += 1
            kept.append(hashes[number])
        }
        return FeatureIndex(kept.sorted())
    }
}

/// The segments of all documents with the features of their tokens, laid out flat.
struct Instances {
    struct Segment {
        /// Into `labels` and `bounds`.
        var tokens: Range<Int>
        var document: Int
        /// Whether something can be learned from it.
        var isUsed: Bool
        var weight: Float
    }

    var segments: [Segment] = []
    /// Where the features of each token begin; one more than there are tokens.
    var bounds: [Int] = [0]
    var features: [Int32] = []
    var labels: [UInt8] = []

    /// The same with the features of a smaller index only.
    func restricted(from old: FeatureIndex, to new: FeatureIndex) -> Instances {
        let numbers = old.hashes.map { new[$0] }
        var result = self
        result.features.removeAll(keepingCapacity: true)
        for token in labels.indices {
            for at in bounds[token]..<bounds[token + 1] { if let number = numbers[Int(features[at])] { result.features.append(number) } }
            result.bounds[token + 1] = result.features.count
        }
        return result
    }

    /// Adds the segments of a document, with features as `forEachToken` gives them.
    mutating func add(
        _ document: Document, number: Int, weight: Float, index: FeatureIndex, forEachToken: @escaping ((Int, [UInt64]) -> Void) -> Void
    ) {
        var start = labels.count
        for segment in document.article.segments {
            let isUsed = !segment.contains { document.isUnclear[$0] } && isWhole(segment, document)
            segments.append(Segment(tokens: start..<start + segment.count, document: number, isUsed: isUsed, weight: weight))
            start += segment.count
        }
        forEachToken { token, hashes in
            for hash in hashes { if let number = index[hash] { features.append(number) } }
            bounds.append(features.count)
            labels.append(document.labels[token])
        }
    }

    /// Whether no name crosses the borders of a segment.
    private func isWhole(_ segment: Range<Int>, _ document: Document) -> Bool {
        var previous = 0
        for token in segment {
            guard TrainingArticle.Labels.mayFollow(Int(document.labels[token]), previous) else { return false }
            previous = Int(document.labels[token])
        }
        return TrainingArticle.Labels.mayFollow(0, previous)
    }
}
