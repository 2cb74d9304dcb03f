/// The name of an analyzer: lowercase ASCII letters, digits and hyphens, starting with a letter, at most 63 bytes.
///
/// ```swift
/// static let key: AnalyzerKey = "reading-time"
/// ```
public struct AnalyzerKey: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The key as jobs and findings have it.
    public let name: String

    /// A key, or `nil` when `name` breaks the rules above.
    public init?(_ name: String) {
        guard AnalyzerKey.isWellFormed(name) else { return nil }
        self.name = name
    }

    /// A key written in source. A malformed one is not caught here but reported at start with all other faults of the set.
    public init(stringLiteral name: String) { self.name = name }

    /// Whether `name` obeys the rules for keys.
    public static func isWellFormed(_ name: String) -> Bool {
        let utf8 = name.utf8
        guard let first = utf8.first, utf8.count <= 63, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
    }

    /// The name, bare.
    public var description: String { name }
    /// In alphabetical order.
    public static func < (left: AnalyzerKey, right: AnalyzerKey) -> Bool { left.name < right.name }
}
