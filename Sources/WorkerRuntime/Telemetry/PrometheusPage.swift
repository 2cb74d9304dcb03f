/// Prometheus' text exposition format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).
struct PrometheusPage {
    private(set) var text = ""

    /// The kinds of metric families used here.
    enum Kind: String { case counter, gauge, histogram }

    /// One family with its samples.
    mutating func family(_ name: String, _ kind: Kind, _ help: String, _ samples: [(labels: [String: String], value: Double)]) {
        head(name, kind, help)
        for sample in samples { line(name, sample.labels, sample.value) }
    }

    mutating func counter(_ name: String, _ help: String, _ counter: Counter) {
        family(name, .counter, help, [([:], Double(counter.value))])
    }

    mutating func gauge(_ name: String, _ help: String, _ value: Double) { family(name, .gauge, help, [([:], value)]) }

    /// A histogram with its cumulative buckets, sum and count.
    mutating func histogram(_ name: String, _ help: String, _ samples: [(labels: [String: String], value: Histogram.State)]) {
        head(name, .histogram, help)
        for (labels, value) in samples {
            var below = 0
            for (bound, count) in zip(Histogram.bounds, value.buckets) {
                below += count
                line("\(name)_bucket", labels, Double(below), le: "\(bound)")
            }
            let count = below + (value.buckets.last ?? 0)
            line("\(name)_bucket", labels, Double(count), le: "+Inf")
            line("\(name)_sum", labels, value.sum)
            line("\(name)_count", labels, Double(count))
        }
    }

    private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func line(_ name: String, _ labels: [String: String], _ value: Double, le bound: String? = nil) {
        var pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }
        if let bound { pairs.append("le=\"\(bound)\"") }
        let number = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
        text += name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(number)\n"
    }

    /// Label values escape backslash, quote and line feed.
    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
    }
}
