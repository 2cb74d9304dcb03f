@_spi(Training) import EntityTagging
import Foundation

/// Trains the weights of a linear-chain conditional random field by AdaGrad, a segment at a time.
final class ChainTrainer {
    typealias Row = SIMD16<Float>

    private let count = TrainingArticle.Labels.count
    private(set) var weights: [Row]
    private(set) var transitions: [Row]
    private var squares: [Row]
    private var transitionSquares: [Row]
    private var allowed: [Row]
    private let start: Row
    private let end: Row
    private let rate: Float
    private let decay: Float

    init(features: Int, rate: Float, decay: Float) {
        weights = Array(repeating: Row(), count: features)
        squares = Array(repeating: Row(repeating: 0.1), count: features)
        transitions = Array(repeating: Row(), count: count)
        transitionSquares = Array(repeating: Row(repeating: 1), count: count)
        self.rate = rate
        self.decay = decay
        var (start, end) = (Row(), Row())
        allowed = Array(repeating: Row(), count: count)
        for label in 0..<count {
            if TrainingArticle.Labels.mayFollow(label, 0) { start[label] = 1 }
            if TrainingArticle.Labels.mayFollow(0, label) { end[label] = 1 }
            for next in 0..<count where TrainingArticle.Labels.mayFollow(next, label) { allowed[label][next] = 1 }
        }
        self.start = start
        self.end = end
    }

    /// The scores of a token.
    ///
    /// - Parameter fixed: scores of each token that stay as they are.
    func score(_ token: Int, _ instances: Instances, fixed: [Row]?) -> Row {
        var sum = fixed?[token] ?? Row()
        for at in instances.bounds[token]..<instances.bounds[token + 1] { sum += weights[Int(instances.features[at])] }
        return sum
    }

    /// Goes through all used segments once, in random order, and answers the mean loss.
    ///
    /// - Parameter fixed: scores of each token that stay as they are.
    func epoch(
        _ instances: Instances, using order: inout some RandomNumberGenerator, fixed: [Row]? = nil, where isTrained: (Int) -> Bool
    ) -> Double {
        let segments = instances.segments.filter { $0.isUsed && isTrained($0.document) }.shuffled(using: &order)
        var loss = 0.0
        for segment in segments { loss += learn(segment, instances, fixed) }
        return loss / Double(max(segments.count, 1))
    }

    /// One step up the gradient of the likelihood of one segment.
    private func learn(_ segment: Instances.Segment, _ instances: Instances, _ fixed: [Row]?) -> Double {
        let first = segment.tokens.lowerBound
        let length = segment.tokens.count
        let factors = (0..<count).map { exponentials(transitions[$0]) * allowed[$0] }
        var local: [Row] = []
        var forward: [Row] = []
        var scale: [Float] = []
        var loss = 0.0
        var previous = 0
        for step in 0..<length {
            let scores = score(first + step, instances, fixed: fixed)
            let label = Int(instances.labels[first + step])
            let most = (0..<count).reduce(-Float.infinity) { max($0, scores[$1]) }
            local.append(exponentials(scores - most))
            var next = Row()
            if step == 0 {
                next = start
            } else {
                for label in 0..<count { next += factors[label] * forward[step - 1][label] }
                loss -= Double(transitions[previous][label])
            }
            next *= local[step]
            let sum = max(next.sum(), 1e-30)
            forward.append(next / sum)
            scale.append(sum)
            loss += log(Double(sum)) + Double(most) - Double(scores[label])
            previous = label
        }
        var backward = Array(repeating: end, count: length)
        let total = max((forward[length - 1] * end).sum(), 1e-30)
        loss += log(Double(total))
        for step in (0..<length - 1).reversed() {
            let ahead = backward[step + 1] * local[step + 1] / scale[step + 1]
            var row = Row()
            for label in 0..<count { row[label] = (factors[label] * ahead).sum() }
            backward[step] = row
        }
        for step in 0..<length {
            var gradient = -(forward[step] * backward[step]) / total
            gradient[Int(instances.labels[first + step])] += 1
            update(first + step, instances, gradient * segment.weight, decay * segment.weight)
            if step > 0 { updateTransitions(step, first, instances, factors, forward, backward, local, scale, total, segment.weight) }
        }
        return loss
    }

    /// Moves the weights of a token's features.
    private func update(_ token: Int, _ instances: Instances, _ gradient: Row, _ decay: Float) {
        let square = gradient * gradient
        guard square.sum() > 1e-6 else { return }
        for at in instances.bounds[token]..<instances.bounds[token + 1] {
            let feature = Int(instances.features[at])
            squares[feature] += square
            let pace = rate / squares[feature].squareRoot()
            weights[feature] += pace * (gradient - decay * weights[feature])
        }
    }

    /// Moves the weights of two labels in a row.
    private func updateTransitions(
        _ step: Int, _ first: Int, _ instances: Instances, _ factors: [Row], _ forward: [Row], _ backward: [Row], _ local: [Row],
        _ scale: [Float], _ total: Float, _ weight: Float
    ) {
        let ahead = backward[step] * local[step] / (scale[step] * total)
        for previous in 0..<count {
            var gradient = -(factors[previous] * ahead) * forward[step - 1][previous]
            if previous == Int(instances.labels[first + step - 1]) { gradient[Int(instances.labels[first + step])] += 1 }
            gradient *= weight
            transitionSquares[previous] += gradient * gradient
            transitions[previous] += rate / transitionSquares[previous].squareRoot() * gradient * allowed[previous]
        }
    }

    private func exponentials(_ scores: Row) -> Row {
        var result = Row()
        for label in 0..<count { result[label] = expf(scores[label]) }
        return result
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
