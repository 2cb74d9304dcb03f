/// What an option's value may be.
enum OptionValue: Sendable {
    /// No value: the flag itself says it.
    case present
    /// Any text; how help calls it, and an example.
    case text(String, example: String)
    /// A duration of at least this much.
    case duration(atLeast: Duration, example: String)
    /// A whole number in this range.
    case integer(ClosedRange<Int>, example: String)
    /// One of these words.
    case choice([String])
    /// Keys of analyzers, comma-separated.
    case keys(example: String)

    /// How help calls the value.
    var placeholder: String {
        switch self {
        case .present: ""
        case .text(let name, _): name
        case .duration: "TIME"
        case .integer: "N"
        case .choice(let words): words.joined(separator: "|")
        case .keys: "KEYS"
        }
    }

    /// A value that would do.
    var example: String {
        switch self {
        case .present: ""
        case .text(_, let example), .duration(_, let example), .integer(_, let example), .keys(let example): example
        case .choice(let words): words.first ?? ""
        }
    }

    /// What is wrong with `text`, as the end of a sentence that begins with the flag or the variable; `nil` when nothing is.
    func complaint(about text: String) -> String? {
        switch self {
        case .present:
            return nil
        case .text:
            return text.isEmpty ? "must not be empty" : nil
        case .duration(let least, _):
            guard let duration = DurationText.parse(text) else {
                return "needs a number and a unit (ms, s, m, h or d), not \"\(text)\""
            }
            return duration < least ? "must be at least \(DurationText.write(least)), not \(text)" : nil
        case .integer(let range, _):
            guard let number = Int(text) else { return "needs a whole number, not \"\(text)\"" }
            guard range.contains(number) else {
                return range.upperBound == .max
                    ? "must be at least \(range.lowerBound), not \(text)"
                    : "must be between \(range.lowerBound) and \(range.upperBound), not \(text)"
            }
            return nil
        case .choice(let words):
            if words.contains(text) { return nil }
            let guess = EditDistance.nearest(to: text, among: words).map { " (did you mean \($0)?)" } ?? ""
            return "must be one of \(words.joined(separator: ", ")), not \"\(text)\"\(guess)"
        case .keys:
            return OptionValue.keys(in: text).isEmpty ? "needs at least one key" : nil
        }
    }

    /// The keys of a comma-separated list, without spaces and empty places.
    static func keys(in text: String) -> [String] {
        text.split(separator: ",").map { $0.split(separator: " ").joined() }.filter { !$0.isEmpty }
    }
}
