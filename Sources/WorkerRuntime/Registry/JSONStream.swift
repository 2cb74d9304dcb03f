/// The bytes of one JSON document, written while a value encodes itself, without a tree in between: a small finding takes Foundation's
/// encoder 4 µs, which was a fifth of all that a worker did for a job, and this one half a microsecond.
///
/// It knows the ways in which nearly all values encode themselves. What is rare it only notices (``isOdd``), and leaves to Foundation: a
/// container that is written to after the next was begun, a super encoder, the same key twice, numbers that are not finite, and the types
/// that Foundation writes in forms of its own.
final class JSONStream {
    /// What is written so far.
    private(set) var bytes: [UInt8] = []
    /// The value does something that is not known here: the bytes are of no use.
    var isOdd = false
    /// Objects and arrays that are not yet closed, the outermost first.
    private var containers: [Container] = []
    /// Members of the open objects, in the order of writing.
    private var members: [Member] = []
    /// Where members are put into order; kept from object to object.
    private var scratch: [UInt8] = []

    /// An object or an array that is being written.
    private struct Container {
        /// Where its bracket is.
        let start: Int
        let isObject: Bool
        /// Where its members begin among all.
        let firstMember: Int
        var isEmpty = true
        var isSorted = true
    }

    /// One member of an object.
    private struct Member {
        /// Its key, without the quotes.
        let key: Range<Int>
        /// Behind its value.
        var end = 0
    }

    /// The JSON of `value`, members sorted by key; `nil` where that is left to others.
    static func bytes(of value: some Encodable) throws -> [UInt8]? {
        let stream = JSONStream()
        stream.bytes.reserveCapacity(256)
        try stream.write(value, at: 0)
        return stream.isOdd ? nil : stream.bytes
    }
}

// MARK: values

extension JSONStream {
    /// Lets a value encode itself inside of `depth` containers.
    func write<Value: Encodable>(_ value: Value, at depth: Int) throws {
        guard !isOdd, !JSONStreamEncoder.isOdd(Value.self) else {
            isOdd = true
            return
        }
        let start = bytes.count
        try value.encode(to: JSONStreamEncoder(stream: self, depth: depth, start: start))
        close(to: depth)
        // One that wrote nothing at all.
        if bytes.count == start { isOdd = true }
    }

    /// Whether the value that starts at `start` inside of `depth` containers may be written: nothing of it was yet.
    func isFresh(at depth: Int, start: Int) -> Bool {
        if bytes.count != start || containers.count != depth { isOdd = true }
        return !isOdd
    }

    /// Gives up; what is written from now on is lost.
    func givingUp() -> any Encoder {
        isOdd = true
        return JSONStreamEncoder(stream: self, depth: 0, start: -1)
    }

    /// Writes a value that is no container.
    func write(literal text: String) { bytes.append(contentsOf: text.utf8) }

    /// Writes a number as Foundation does: `1` for 1.0.
    func write<Number: BinaryFloatingPoint & CustomStringConvertible>(number: Number) {
        guard number.isFinite else {
            isOdd = true
            return
        }
        let text = number.description.utf8
        bytes.append(contentsOf: text.suffix(2).elementsEqual(".0".utf8) ? text.dropLast(2) : text[...])
    }

    /// Writes a text. `jsonb` has no U+0000: it becomes U+FFFD, the replacement character.
    func write(text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in text.utf8 { write(escaped: byte) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes one byte of a text.
    private func write(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write(literal: "\\\"")
        case UInt8(ascii: "\\"): write(literal: "\\\\")
        case 0: write(literal: "\\ufffd")
        case 8: write(literal: "\\b")
        case 9: write(literal: "\\t")
        case 10: write(literal: "\\n")
        case 12: write(literal: "\\f")
        case 13: write(literal: "\\r")
        case ..<0x20:
            write(literal: byte < 0x10 ? "\\u000" : "\\u00")
            write(literal: String(byte, radix: 16))
        default: bytes.append(byte)
        }
    }
}

// MARK: containers

extension JSONStream {
    /// Begins an object or an array as the value that starts at `start` inside of `depth` containers. A second request for the same is
    /// answered with the first, as a subclass and its superclass share theirs.
    func open(object isObject: Bool, at depth: Int, start: Int) {
        if bytes.count == start, containers.count == depth {
            containers.append(Container(start: start, isObject: isObject, firstMember: members.count))
            bytes.append(UInt8(ascii: isObject ? "{" : "["))
        } else if !isOpen(depth, start) || containers[depth].isObject != isObject {
            isOdd = true
        }
    }

    /// Begins a member of the object that is container number `level` and starts at `start`.
    ///
    /// - Returns: `false` when nothing is to be written.
    func beginMember(_ key: String, of level: Int, start: Int) -> Bool {
        guard begin(in: level, start: start) else { return false }
        let begin = bytes.count + 1
        write(text: key)
        let key = begin..<(bytes.count - 1)
        bytes.append(UInt8(ascii: ":"))
        if containers[level].firstMember < members.count, !isBefore(members[members.count - 1].key, key) {
            containers[level].isSorted = false
        }
        members.append(Member(key: key))
        return true
    }

    /// Begins an element of the array that is container number `level` and starts at `start`.
    ///
    /// - Returns: `false` when nothing is to be written.
    func begin(in level: Int, start: Int) -> Bool {
        guard !isOdd, isOpen(level, start) else {
            isOdd = true
            return false
        }
        close(to: level + 1)
        endMember(of: containers[level])
        if containers[level].isEmpty { containers[level].isEmpty = false } else { bytes.append(UInt8(ascii: ",")) }
        return true
    }

    /// Whether container number `level` is the one that starts at `start`, and not yet closed.
    private func isOpen(_ level: Int, _ start: Int) -> Bool { level < containers.count && containers[level].start == start }

    /// Closes what is open inside of `depth` containers.
    private func close(to depth: Int) {
        while containers.count > depth, let container = containers.popLast() {
            endMember(of: container)
            if !container.isSorted { sort(container) }
            members.removeLast(members.count - container.firstMember)
            bytes.append(UInt8(ascii: container.isObject ? "}" : "]"))
        }
    }

    /// Notes where the last member of an object ends.
    private func endMember(of container: Container) {
        if container.firstMember < members.count { members[members.count - 1].end = bytes.count }
    }

    /// Puts the members of an object that is about to be closed into the order of their keys.
    private func sort(_ container: Container) {
        let sorted = members[container.firstMember...].sorted { isBefore($0.key, $1.key) }
        for (one, next) in zip(sorted, sorted.dropFirst()) where !isBefore(one.key, next.key) { isOdd = true }
        scratch.removeAll(keepingCapacity: true)
        for member in sorted {
            if !scratch.isEmpty { scratch.append(UInt8(ascii: ",")) }
            scratch.append(contentsOf: bytes[(member.key.lowerBound - 1)..<member.end])
        }
        bytes.replaceSubrange((container.start + 1)..., with: scratch)
    }

    /// Whether one key comes before another, byte by byte.
    private func isBefore(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        for (left, right) in zip(one, other) where bytes[left] != bytes[right] { return bytes[left] < bytes[right] }
        return one.count < other.count
    }
}
