internal import FoundationEssentials

/// Reads JSON of unknown shape.
///
/// A `Decodable` type would have to try one kind after the other, and each wrong guess throws: under Swift Testing, which takes a
/// backtrace of every throw, that took ten of eleven seconds of a conformance test.
struct JSONReader {
    /// What is no JSON, and where.
    struct Fault: Error, CustomStringConvertible {
        var offset: Int
        var description: String { "byte \(offset) is no JSON" }
    }

    /// The document.
    private let bytes: [UInt8]
    /// The next byte to read.
    private var position = 0

    /// The value of a whole document.
    static func value(of document: Data) throws -> JSONValue {
        var reader = JSONReader(bytes: Array(document))
        let value = try reader.value()
        guard reader.peek() == nil else { throw Fault(offset: reader.position) }
        return value
    }

    /// At the beginning of a document.
    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next byte that is no white space.
    private mutating func peek() -> UInt8? {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        return position < bytes.count ? bytes[position] : nil
    }

    /// Reads a byte if it comes next.
    private mutating func take(_ byte: Character) -> Bool {
        guard let ascii = byte.asciiValue, peek() == ascii else { return false }
        position += 1
        return true
    }

    /// Reads a value of any kind.
    private mutating func value() throws -> JSONValue {
        switch peek() {
        case UInt8(ascii: "{"): .object(try members())
        case UInt8(ascii: "["): .array(try elements())
        case UInt8(ascii: "\""): .string(try string())
        case UInt8(ascii: "n"): try literal("null", .null)
        case UInt8(ascii: "t"): try literal("true", .bool(true))
        case UInt8(ascii: "f"): try literal("false", .bool(false))
        default: .number(try number())
        }
    }

    /// Reads an object, its brace being next.
    private mutating func members() throws -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        position += 1
        if take("}") { return members }
        repeat {
            guard peek() == UInt8(ascii: "\"") else { throw Fault(offset: position) }
            let key = try string()
            guard take(":") else { throw Fault(offset: position) }
            members[key] = try value()
        } while take(",")
        guard take("}") else { throw Fault(offset: position) }
        return members
    }

    /// Reads an array, its bracket being next.
    private mutating func elements() throws -> [JSONValue] {
        var elements: [JSONValue] = []
        position += 1
        if take("]") { return elements }
        repeat { elements.append(try value()) } while take(",")
        guard take("]") else { throw Fault(offset: position) }
        return elements
    }

    /// Reads one of the three words.
    private mutating func literal(_ name: String, _ value: JSONValue) throws -> JSONValue {
        guard bytes[position...].starts(with: name.utf8) else { throw Fault(offset: position) }
        position += name.utf8.count
        return value
    }

    /// Reads a number, as long as what could be part of one.
    private mutating func number() throws -> Double {
        let start = position
        while position < bytes.count, "+-.0123456789Ee".utf8.contains(bytes[position]) { position += 1 }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else { throw Fault(offset: start) }
        return number
    }

    /// Leaves a string to the library's decoder only where it has an escape.
    private mutating func string() throws -> String {
        let start = position
        var hasEscape = false
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") {
                hasEscape = true
                position += 1
            }
            position += 1
        }
        guard position < bytes.count else { throw Fault(offset: start) }
        position += 1
        if hasEscape { return try JSONDecoder().decode(String.self, from: Data(bytes[start..<position])) }
        return String(decoding: bytes[start + 1..<position - 1], as: UTF8.self)
    }
}
