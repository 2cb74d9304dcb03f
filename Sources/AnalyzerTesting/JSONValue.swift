/// A JSON document of unknown shape, to look through findings of any type.
enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The whole number this is, if it is one.
    var integer: Int? {
        guard case .number(let number) = self else { return nil }
        return Int(exactly: number)
    }

    /// The string this is, if it is one.
    var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// The number this is, if it is one.
    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }
}

extension JSONValue: Decodable {
    /// Reads whatever stands there.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Each try? asks "is it this kind?"; the last kind throws what is wrong.
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let string = try? container.decode(String.self) {
            self = .string(string)
        } else if let array = try? container.decode([JSONValue].self) {
            self = .array(array)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}
