internal import FoundationEssentials

/// Times of day as sources write them, in ISO 8601.
enum ISOTime {
    /// `2026-01-31T08:15:00Z`, with a fraction, with an offset, with a space for the T, or only a date; `nil` for anything else.
    static func parse(_ text: String) -> Date? {
        var text = text.replacing(" ", with: "T", maxReplacements: 1)
        if text.utf8.count == 10 { text += "T00:00:00Z" }
        if let dot = text.firstIndex(of: ".") {
            let fraction = text[text.index(after: dot)...].prefix { $0.isASCII && $0.isNumber }
            let head = text[..<dot], tail = text[fraction.endIndex...]
            guard let whole = parse(String(head) + tail), let part = Double("0." + fraction) else { return nil }
            return whole.addingTimeInterval(part)
        }
        let zone = text.hasSuffix("Z") || text.dropFirst(11).contains { $0 == "+" || $0 == "-" } ? text : text + "Z"
        return try? Date(zone, strategy: .iso8601)
    }
}
