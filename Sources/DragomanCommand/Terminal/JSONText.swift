/// JSON written by hand, where order and bytes matter.
enum JSONText {
    /// A text as a JSON string, quotes included. A NUL stays one (`\u0000`): see ``storable(_:)``.
    static func quoted(_ text: String) -> String { String(decoding: quotedBytes(text), as: UTF8.self) }

    /// ``quoted(_:)`` as UTF-8.
    static func quotedBytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(text.utf8.count + 2)
        // Whole runs are copied at once: most of a text needs no escape.
        let text = Array(text.utf8)
        var run = 0
        for at in text.indices where text[at] < 0x20 || text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "\\") {
            bytes += text[run..<at]
            run = at + 1
            switch text[at] {
            case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
            case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
            case 0..<0x20: bytes += Array("\\u00".utf8) + [hex[Int(text[at] >> 4)], hex[Int(text[at] & 15)]]
            default: bytes += [UInt8(ascii: "\\"), text[at]]
            }
        }
        bytes += text[run...]
        bytes.append(UInt8(ascii: "\""))
        return bytes
    }

    /// Digits.
    private static let hex = Array("0123456789abcdef".utf8)
}
