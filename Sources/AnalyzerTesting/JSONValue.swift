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
