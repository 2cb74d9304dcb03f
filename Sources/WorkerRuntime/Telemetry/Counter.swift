internal import Synchronization

/// A number that only grows.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add(_ amount: Int = 1) { count.wrappingAdd(amount, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}

/// A number that comes and goes.
final class Gauge: Sendable {
    private let number = Mutex(0.0)
    func set(_ value: Double) { number.withLock { $0 = value } }
    var value: Double { number.withLock { $0 } }
}

/// How often durations fell below each bound.
final class Histogram: Sendable {
    /// Upper bounds in seconds, for work between a tenth of a millisecond and half a minute.
    static let bounds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    private let state = Mutex(State())

    /// Counts of one histogram.
    struct State: Sendable {
        /// By bucket, not cumulative; the last is above all bounds.
        var buckets = Array(repeating: 0, count: Histogram.bounds.count + 1)
        var sum = 0.0
    }

    func observe(_ duration: Duration) {
        let seconds = duration.seconds
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.buckets[bucket] += 1
            state.sum += seconds
        }
    }

    var value: State { state.withLock { $0 } }
}
