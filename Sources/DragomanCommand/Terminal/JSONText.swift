internal import FoundationEssentials

/// JSON written by hand, where order and bytes matter.
enum JSONText {
    /// A text as a JSON string, quotes included. A NUL stays one (`\u0000`): see ``storable(_:)``.
    static func quoted(_ text: String) -> String { String(decoding: quotedBytes(text), as: UTF8.self) }

    /// ``quoted(_:)`` as UTF-8.
    static func quotedBytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
            case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
            case 0..<0x20: bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return bytes
    }

    /// A document with names in snake case and in the order of their declaration as far as the encoder keeps it: sorted.
    static func document(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static let hex = Array("0123456789abcdef".utf8)
}
