/// A line of JSON lines: the members of its object, values unread.
struct JSONLine: Sendable {
    /// A member's value.
    struct Value: Sendable {
        /// What it is.
        var kind: JSONScanner.Kind
        /// Where its bytes are.
        var range: Range<Int>
    }

    /// Why a line is no article.
    struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
        /// The JSON of `id`, as far as it was read before the trouble.
        var id: [UInt8]?
        /// What is wrong.
        var reason: String
        var description: String { reason }
    }

    /// The line's bytes.
    let bytes: [UInt8]
    /// By name; of a name said twice the last counts.
    private(set) var members: [String: Value] = [:]

    /// - Throws: ``Fault``.
    init(_ bytes: [UInt8]) throws(Fault) {
        // The first line may begin with a byte order mark.
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        var scanner = JSONScanner(self.bytes)
        do { try read(&scanner) } catch { throw Fault(id: id, reason: "not a JSON object: \(error)") }
        if let identifier = members["id"], ![.string, .number, .null, .bool].contains(identifier.kind) {
            throw Fault(id: nil, reason: "\"id\" must be a string or a number")
        }
    }

    /// Reads the object's members.
    private mutating func read(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) {
        if scanner.isAtEnd() { throw JSONScanner.Fault(reason: "the line is empty", offset: 0) }
        guard scanner.take(UInt8(ascii: "{")) else { throw scanner.fault("{ is missing") }
        if !scanner.take(UInt8(ascii: "}")) {
            repeat {
                scanner.skipSpace()
                let start = scanner.at
                try scanner.skipString()
                let name = JSONString.decode(bytes[start..<scanner.at])
                guard scanner.take(UInt8(ascii: ":")) else { throw scanner.fault(": is missing") }
                let (kind, range) = try scanner.value()
                members[name] = Value(kind: kind, range: range)
            } while scanner.take(UInt8(ascii: ","))
            guard scanner.take(UInt8(ascii: "}")) else { throw scanner.fault(", or } is missing") }
        }
        guard scanner.isAtEnd() else { throw scanner.fault("something follows the object") }
    }

    /// The JSON of `id` as it was written, or `nil` where there is none.
    var id: [UInt8]? {
        guard let value = members["id"], [.string, .number, .null, .bool].contains(value.kind) else { return nil }
        let written = Array(bytes[value.range])
        // What is given back must be UTF-8, even where what came was not.
        return Array(String(decoding: written, as: UTF8.self).utf8)
    }

    /// The text of a member; `nil` where it is absent or null.
    ///
    /// - Throws: ``Fault`` where it is something else.
    func text(_ name: String) throws(Fault) -> String? {
        guard let value = members[name], value.kind != .null else { return nil }
        guard value.kind == .string else { throw Fault(id: id, reason: "\"\(name)\" must be a string") }
        return JSONString.decode(bytes[value.range])
    }

    /// The text of `body`.
    ///
    /// - Throws: ``Fault`` where it is missing.
    func body() throws(Fault) -> String {
        guard let body = try text("body") else { throw Fault(id: id, reason: "\"body\" is missing") }
        return body
    }
}
