/// Durations as people write them: `500ms`, `15s`, `2m`, `1h`, `7d`, `1.5s`.
enum DurationText {
    /// Milliseconds of each unit, largest first.
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]

    /// The duration `text` says, or `nil` when it says none or one beyond a hundred years.
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let suffix = text.dropFirst(digits.count)
        guard let unit = units.first(where: { $0.name == suffix }), digits.first?.isNumber == true, let number = Double(digits) else {
            return nil
        }
        let milliseconds = number * Double(unit.milliseconds)
        guard milliseconds.isFinite, milliseconds <= 3.2e12 else { return nil }
        return .milliseconds(Int64(milliseconds.rounded()))
    }

    /// The duration in the largest unit that says it in whole numbers; what is below a millisecond is cut.
    static func write(_ duration: Duration) -> String {
        let parts = duration.components
        let milliseconds = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
        for unit in units where milliseconds != 0 && milliseconds % unit.milliseconds == 0 {
            return "\(milliseconds / unit.milliseconds)\(unit.name)"
        }
        return "0s"
    }

    /// A rough length for people: `3.2 s`, `4 min`, `2 h 5 min`, `3 d`.
    static func about(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "–" }
        switch seconds {
        case ..<0: return "0 s"
        case ..<10:
            let tenths = Int((seconds * 10).rounded())
            return "\(tenths / 10).\(tenths % 10) s"
        case ..<120: return "\(Int(seconds)) s"
        case ..<7_200: return "\(Int(seconds / 60)) min"
        case ..<172_800: return "\(Int(seconds / 3_600)) h \(Int(seconds / 60) % 60) min"
        case ..<1e15: return "\(Int(seconds / 86_400)) d"
        default: return "–"
        }
    }
}
