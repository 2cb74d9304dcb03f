internal import Glibc

/// Finds the best labels of a stretch, and how probable they are, from the scores of each token and of each pair of neighbours: a linear-chain
/// conditional random field.
struct LabelChain {
    typealias Scores = TaggerModel.Scores

    /// By the label before.
    private let transitions: [Scores]
    private let factors: [Scores]
    /// 0 where a stretch may start or end with a label, else ``impossible``.
    private let start: Scores
    private let end: Scores

    private static let impossible: Float = -1e6

    /// - Parameter learned: what training found each label to be worth after each other one; what is no sequence at all is ruled out here.
    init(_ learned: [Scores]) {
        var transitions = learned
        var (start, end) = (Scores(repeating: LabelChain.impossible), Scores(repeating: LabelChain.impossible))
        for previous in 0..<UInt8(NameLabels.count) {
            for label in 0..<16 where label >= NameLabels.count || !NameLabels.mayFollow(UInt8(label), previous) {
                transitions[Int(previous)][label] = LabelChain.impossible
            }
            if NameLabels.mayStart(previous) { start[Int(previous)] = 0 }
            if NameLabels.mayEnd(previous) { end[Int(previous)] = 0 }
        }
        self.transitions = transitions
        factors = transitions.map(LabelChain.exponentials)
        self.start = start
        self.end = end
    }

    /// The best labels.
    func labels(_ scores: ArraySlice<Scores>) -> [UInt8] {
        var origins: [SIMD16<Int32>] = []
        origins.reserveCapacity(scores.count)
        var best = start
        for (offset, score) in scores.enumerated() {
            guard offset > 0 else {
                best += score
                continue
            }
            var next = Scores(repeating: -.infinity)
            var origin = SIMD16<Int32>()
            for previous in 0..<NameLabels.count {
                let reached = transitions[previous] + best[previous]
                let isBetter = reached .> next
                next.replace(with: reached, where: isBetter)
                origin.replace(with: SIMD16(repeating: Int32(previous)), where: isBetter)
            }
            origins.append(origin)
            best = next + score
        }
        best += end
        var label = UInt8((0..<NameLabels.count).max { best[$0] < best[$1] } ?? 0)
        var labels = [label]
        for origin in origins.reversed() {
            label = UInt8(truncatingIfNeeded: origin[Int(label)])
            labels.append(label)
        }
        return labels.reversed()
    }

    /// The probability that all tokens of a part of the stretch have these labels, whatever the others have.
    struct Odds {
        fileprivate var forward: [Scores] = []
        fileprivate var backward: [Scores] = []
        fileprivate var local: [Scores] = []
        fileprivate var scale: [Float] = []
    }

    /// Sums over all sequences of labels, for ``probability(of:at:in:)``.
    func odds(_ scores: ArraySlice<Scores>) -> Odds {
        var odds = Odds()
        for (offset, score) in scores.enumerated() {
            let local = LabelChain.exponentials(score - LabelChain.most(score))
            var forward = Scores()
            if offset == 0 {
                forward = LabelChain.exponentials(start) * local
            } else {
                for previous in 0..<NameLabels.count { forward += factors[previous] * odds.forward[offset - 1][previous] }
                forward *= local
            }
            let sum = max(forward.sum(), .leastNormalMagnitude)
            odds.forward.append(forward / sum)
            odds.local.append(local)
            odds.scale.append(sum)
        }
        odds.backward = Array(repeating: LabelChain.exponentials(end), count: odds.forward.count)
        for offset in odds.forward.indices.dropLast().reversed() {
            let ahead = odds.backward[offset + 1] * odds.local[offset + 1] / odds.scale[offset + 1]
            for label in 0..<NameLabels.count { odds.backward[offset][label] = (factors[label] * ahead).sum() }
        }
        return odds
    }

    /// The probability of labels that start at an offset of the stretch.
    func probability(of labels: ArraySlice<UInt8>, at offset: Int, in odds: Odds) -> Float {
        guard let first = labels.first, let last = labels.last else { return 0 }
        var share = odds.forward[offset][Int(first)]
        var previous = first
        for (step, label) in labels.enumerated().dropFirst() {
            let at = offset + step
            share *= factors[Int(previous)][Int(label)] * odds.local[at][Int(label)] / odds.scale[at]
            previous = label
        }
        let total = (odds.forward[odds.forward.count - 1] * LabelChain.exponentials(end)).sum()
        return min(1, share * odds.backward[offset + labels.count - 1][Int(last)] / max(total, .leastNormalMagnitude))
    }

    /// The exponentials of the scores of labels, 0 in the free lanes.
    private static func exponentials(_ scores: Scores) -> Scores {
        var result = Scores()
        for label in 0..<NameLabels.count { result[label] = exp(scores[label]) }
        return result
    }

    /// The highest score of a label.
    private static func most(_ scores: Scores) -> Float {
        (0..<NameLabels.count).reduce(-.infinity) { max($0, scores[$1]) }
    }
}
