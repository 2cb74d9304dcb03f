/// How many columns text takes on a terminal.
enum DisplayWidth {
    /// First and last scalars of the wide ranges (East Asian Width W and F, and emoji shown as pictures), ascending.
    private static let wide: [(UInt32, UInt32)] = [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97C),
        (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF),
        (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ]

    /// Columns of one scalar: 0 for marks and invisible ones, 2 for wide ones.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? 0 : 1 }
        if wide.contains(where: { $0.0 <= scalar.value && scalar.value <= $0.1 }) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return 1
        }
    }

    /// Columns of a text of one line.
    static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

    /// The text on one line, without control characters, cut to `columns` with an ellipsis where it is longer.
    static func fitted(_ text: String, to columns: Int) -> String {
        var shown = ""
        var width = 0
        // A body may have 64 MB; what is not shown is not walked.
        for scalar in text.unicodeScalars {
            let scalar = isUnsafe(scalar) ? " " : scalar
            if scalar == " ", shown.unicodeScalars.last == " " || shown.isEmpty { continue }
            let next = of(scalar)
            if width + next > columns {
                while width > columns - 1, let last = shown.unicodeScalars.popLast() { width -= of(last) }
                return shown + "…"
            }
            shown.unicodeScalars.append(scalar)
            width += next
        }
        return shown
    }

    /// The text filled with spaces to `columns`.
    static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - of(text)))
    }

    /// What could move a terminal's cursor or turn its writing direction for good: articles come from strangers.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
