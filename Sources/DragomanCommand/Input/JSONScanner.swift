/// Walks JSON by its bytes, without building a tree: a line may have a million members, nested as deep as it likes.
///
/// Strict where a mistake could be passed on (brackets, literals, numbers of top-level members), lenient where a stranger's text should
/// not cost the line: lone surrogates, escaped NULs, raw control characters and broken UTF-8 inside strings are read as best they can be.
struct JSONScanner {
    /// The kinds of values.
    enum Kind: Sendable { case string, number, bool, null, object, array }

    /// What cannot be read, and where.
    struct Fault: Error, Equatable, CustomStringConvertible {
        /// In words.
        var reason: String
        /// Bytes from the front of the line.
        var offset: Int
        var description: String { "\(reason) at byte \(offset)" }
    }

    /// The line.
    let bytes: [UInt8]
    /// The next byte to read.
    private(set) var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next byte, or `nil` at the end.
    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    /// Whether only white space is left.
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return at == bytes.count
    }

    /// A fault at the place reached.
    func fault(_ reason: String) -> Fault { Fault(reason: at >= bytes.count ? "the line ends too early" : reason, offset: at) }

    /// Skips white space.
    mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0A || bytes[at] == 0x0D { at += 1 }
    }

    /// Skips white space and `byte`, where it comes next.
    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        at += 1
        return true
    }

    /// Skips one value of any kind and answers what it was and where.
    mutating func value() throws(Fault) -> (kind: Kind, range: Range<Int>) {
        skipSpace()
        let start = at
        guard let first = next else { throw fault("a value is missing") }
        let kind: Kind
        switch first {
        case UInt8(ascii: "\""):
            try skipString()
            kind = .string
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skipNested()
            kind = first == UInt8(ascii: "{") ? .object : .array
        default:
            kind = try scalar()
        }
        return (kind, start..<at)
    }

    /// Skips a string, quotes included.
    mutating func skipString() throws(Fault) {
        guard next == UInt8(ascii: "\"") else { throw fault("a string is missing") }
        at += 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                return
            case UInt8(ascii: "\\"): at += 2
            default: at += 1
            }
        }
        at = bytes.count
        throw fault("a string does not end")
    }

    /// Skips an object or an array. Brackets must match; what stands between them is left to whoever stores it.
    private mutating func skipNested() throws(Fault) {
        var open: [UInt8] = []
        repeat {
            guard let byte = next else { throw fault("a bracket is missing") }
            switch byte {
            case UInt8(ascii: "\""):
                try skipString()
                continue
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): if open.popLast() != byte { throw fault("a bracket does not match") }
            default: break
            }
            at += 1
        } while !open.isEmpty
    }

    /// A number, `true`, `false` or `null`, to the letter.
    private mutating func scalar() throws(Fault) -> Kind {
        for (word, kind) in [("true", Kind.bool), ("false", .bool), ("null", .null)] where bytes[at...].starts(with: word.utf8) {
            at += word.utf8.count
            return kind
        }
        let start = at
        if next == UInt8(ascii: "-") { at += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[at - whole] != UInt8(ascii: "0") else {
            at = start
            throw fault("this is no JSON value")
        }
        if next == UInt8(ascii: ".") {
            at += 1
            if digits() == 0 { throw fault("a digit is missing") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            at += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
            if digits() == 0 { throw fault("a digit is missing") }
        }
        return .number
    }

    /// Skips digits and answers how many.
    private mutating func digits() -> Int {
        let start = at
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
        return at - start
    }
}
