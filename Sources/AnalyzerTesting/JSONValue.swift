/// A JSON document of unknown shape, to look through findings of any type.
enum JSONValue: Equatable, Sendable {
    /// What findings must not have.
    case null
    /// A truth value.
    case bool(Bool)
    /// Any number; whole ones are exact up to 2⁵³.
    case number(Double)
    /// A string without its escapes.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Values by key.
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
