import Foundation
import FoundationNetworking

/// What workers say of themselves at /metrics.
struct WorkerMetrics {
    /// Sums over all workers, by name and labels as the page writes them.
    private var sums: [Substring: Double] = [:]

    /// An address that is likely free, for one worker.
    static func address() -> String { "127.0.0.1:\(Int.random(in: 20_000..<30_000))" }

    /// Reads the pages at `addresses`.
    static func read(_ addresses: [String]) throws -> WorkerMetrics {
        var metrics = WorkerMetrics()
        for address in addresses {
            guard let url = URL(string: "http://\(address)/metrics") else { continue }
            let page = try String(contentsOf: url, encoding: .utf8)
            for line in page.split(separator: "\n") where !line.hasPrefix("#") {
                guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else { continue }
                metrics.sums[line[..<space], default: 0] += value
            }
        }
        return metrics
    }

    /// A sample's sum; 0 when no worker shows it.
    subscript(name: String) -> Double { sums[name[...]] ?? 0 }

    /// The samples of a family by the value of one label.
    func byLabel(_ family: String, _ label: String) -> [(label: String, value: Double)] {
        let head = "\(family){\(label)=\""
        return sums.compactMap { name, value in
            guard name.hasPrefix(head) else { return nil }
            return (String(name.dropFirst(head.count).prefix { $0 != "\"" }), value)
        }.sorted { $0.value > $1.value }
    }
}
