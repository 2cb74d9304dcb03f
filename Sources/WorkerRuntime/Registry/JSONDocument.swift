/// The bytes of one JSON document in the order in which a value encodes itself; members of objects are put into the order of their keys as
/// the objects close.
///
/// It knows the ways in which nearly all values encode themselves. What is rare it only notices (``isOdd``), and leaves to Foundation: a
/// container that is written to after the next was begun, a super encoder, the same key twice, numbers that are not finite, and the types
/// that Foundation writes in forms of its own.
struct JSONDocument {
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

    /// An empty document, with room for a small one.
    init() { bytes.reserveCapacity(128) }

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
}

// MARK: values

extension JSONDocument {
    /// Whether the value that starts at `start` inside of `depth` containers may be written: nothing of it was yet.
    mutating func isFresh(at depth: Int, start: Int) -> Bool {
        if bytes.count != start || containers.count != depth { isOdd = true }
        return !isOdd
    }

    /// Writes a value that is no container.
    mutating func write(literal text: String) { bytes.append(contentsOf: text.utf8) }

    /// Writes a number as Foundation does: `1` for 1.0.
    mutating func write<Number: BinaryFloatingPoint & CustomStringConvertible>(number: Number) {
        guard number.isFinite else {
            isOdd = true
            return
        }
        bytes.append(contentsOf: number.description.utf8)
        if bytes[bytes.count - 1] == UInt8(ascii: "0"), bytes[bytes.count - 2] == UInt8(ascii: ".") { bytes.removeLast(2) }
    }

    /// Writes a text. `jsonb` has no U+0000: it becomes U+FFFD, the replacement character.
    mutating func write(text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in text.utf8 { write(escaped: byte) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes one byte of a text.
    private mutating func write(escaped byte: UInt8) {
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

extension JSONDocument {
    /// Begins an object or an array as the value that starts at `start` inside of `depth` containers. A second request for the same is
    /// answered with the first, as a subclass and its superclass share theirs.
    mutating func open(object isObject: Bool, at depth: Int, start: Int) {
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
    mutating func beginMember(_ key: String, of level: Int, start: Int) -> Bool {
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
    mutating func begin(in level: Int, start: Int) -> Bool {
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

    /// A value that started at `start` inside of `depth` containers has encoded itself.
    mutating func end(at depth: Int, start: Int) {
        close(to: depth)
        // One that wrote nothing at all.
        if bytes.count == start { isOdd = true }
    }

    /// Closes what is open inside of `depth` containers.
    private mutating func close(to depth: Int) {
        while containers.count > depth, let container = containers.popLast() {
            endMember(of: container)
            if !container.isSorted { sort(container) }
            members.removeLast(members.count - container.firstMember)
            bytes.append(UInt8(ascii: container.isObject ? "}" : "]"))
        }
    }

    /// Notes where the last member of an object ends.
    private mutating func endMember(of container: Container) {
        if container.firstMember < members.count { members[members.count - 1].end = bytes.count }
    }

    /// Puts the members of an object that is about to be closed into the order of their keys.
    private mutating func sort(_ container: Container) {
        if members.count - container.firstMember > 32 {
            let sorted = members[container.firstMember...].sorted { isBefore($0.key, $1.key) }
            members.replaceSubrange(container.firstMember..., with: sorted)
        } else {
            // By insertion, in place: objects are small.
            for index in (container.firstMember + 1)..<members.count {
                var place = index
                while place > container.firstMember, isBefore(members[place].key, members[place - 1].key) {
                    members.swapAt(place, place - 1)
                    place -= 1
                }
            }
        }
        scratch.removeAll(keepingCapacity: true)
        for index in container.firstMember..<members.count {
            let member = members[index]
            if index > container.firstMember {
                if !isBefore(members[index - 1].key, member.key) { isOdd = true }
                scratch.append(UInt8(ascii: ","))
            }
            scratch.append(contentsOf: bytes[(member.key.lowerBound - 1)..<member.end])
        }
        bytes.removeLast(bytes.count - container.start - 1)
        bytes.append(contentsOf: scratch)
    }

    /// Whether one key comes before another, byte by byte.
    private func isBefore(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        for offset in 0..<min(one.count, other.count) {
            let (left, right) = (bytes[one.lowerBound + offset], bytes[other.lowerBound + offset])
            if left != right { return left < right }
        }
        return one.count < other.count
    }
}
