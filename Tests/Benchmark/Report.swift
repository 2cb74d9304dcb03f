import Foundation
import Synchronization

/// Figures as they come, readable or as one JSON object a line.
final class Report: Sendable {
    private let isJSON: Bool

    init(isJSON: Bool) { self.isJSON = isJSON }

    /// One figure: what was measured, of which workload, with its unit.
    func line(_ workload: String, _ what: String, _ value: Double, _ unit: String) {
        let number = value >= 1_000 ? String(Int(value.rounded())) : String(format: value >= 10 ? "%.1f" : "%.3f", value)
        if isJSON {
            print("{\"workload\":\"\(workload)\",\"what\":\"\(what)\",\"value\":\(value),\"unit\":\"\(unit)\"}")
        } else {
            print(
                "\(workload.padding(toLength: 4, withPad: " ", startingAt: 0)) \(what.padding(toLength: 62, withPad: " ", startingAt: 0)) \(number) \(unit)"
            )
        }
        fflush(nil)
    }

    /// A row of percentiles in milliseconds.
    func percentiles(_ workload: String, _ what: String, _ milliseconds: [Double]) {
        for (name, rank) in [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)] {
            line(workload, "\(what), \(name)", milliseconds.percentile(rank), "ms")
        }
    }

    /// What is to be known of the figures, beside them.
    func note(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

    func finish() { if !isJSON { print("done") } }
}

extension [Double] {
    var median: Double { percentile(0.5) }

    /// The value below which `rank` of all lie; 0 when there are none.
    func percentile(_ rank: Double) -> Double {
        guard !isEmpty else { return 0 }
        let sorted = self.sorted()
        return sorted[Swift.min(count - 1, Int((Double(count) * rank).rounded(.down)))]
    }
}
