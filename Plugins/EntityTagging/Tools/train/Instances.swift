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

    subscript(hash: UInt64) -> Int32? { numbers[hash] }
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
