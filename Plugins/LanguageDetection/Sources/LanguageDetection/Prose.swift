internal import ArticleAnalysis

/// A text as CLD2 gets to see it: what is no prose and what CLD2 refuses is overwritten by blanks, so that every byte and
/// every code point stays where it was.
struct Prose: Sendable {
    /// As long as the text's UTF-8.
    private(set) var bytes: [UInt8]

    /// Code points of the text.
    private(set) var codePoints = 0

    /// Letters left, by script number.
    private(set) var letters = [Int](repeating: 0, count: ScriptTable.names.count)

    /// ASCII digits of the text, blanked ones too.
    private(set) var digits = 0

    /// Reads a text in one pass.
    init(_ text: String) throws {
        bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            // Asked once a mebibyte: often enough for a deadline, too seldom to cost.
            try Cancellation.check()
            position = read(from: position, to: min(position + 1 << 20, bytes.count))
        }
    }

    /// Two texts that were read already, with a line end between them.
    init(_ first: Prose, then second: Prose) {
        bytes = first.bytes + [0x0A] + second.bytes
        codePoints = first.codePoints + 1 + second.codePoints
        digits = first.digits + second.digits
        for index in letters.indices { letters[index] = first.letters[index] + second.letters[index] }
    }

    /// All letters left.
    var letterCount: Int { letters.reduce(0, +) }

    /// The script most letters are of; the lower number on a draw; `nil` without letters.
    var mainScript: ScriptTable.Script? {
        guard let most = letters.max(), most > 0 else { return nil }
        return letters.firstIndex(of: most).map(ScriptTable.Script.init)
    }

    /// Reads at least up to `end`, to the end of the token that begins before it; answers where it stopped.
    private mutating func read(from start: Int, to end: Int) -> Int {
        let table = ScriptTable.shared
        var position = start
        while position < end {
            let byte = bytes[position]
            if byte > 0x20 && byte < 0x7F {
                position = readToken(from: position)
            } else if byte < 0x80 {
                if byte != 0x09 && byte != 0x0A && byte != 0x0D { bytes[position] = 0x20 }
                codePoints += 1
                position += 1
            } else {
                position = readScalar(at: position, table)
            }
        }
        return position
    }

    /// Reads a run of visible ASCII, and blanks it where it is an address, a handle, a number with letters in it.
    private mutating func readToken(from start: Int) -> Int {
        var position = start
        var (letterCount, digitCount, isAddress) = (0, 0, false)
        while position < bytes.count {
            let byte = bytes[position]
            guard byte > 0x20 && byte < 0x7F else { break }
            let lowered = byte | 0x20
            if lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z") {
                letterCount += 1
            } else if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
                digitCount += 1
            } else if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "\\") {
                isAddress = true
            } else if byte == UInt8(ascii: "/"), position > start, bytes[position - 1] == byte {
                isAddress = true
            }
            position += 1
        }
        if position - start > 4, bytes[start..<start + 4].elementsEqual("www.".utf8) { isAddress = true }
        codePoints += position - start
        digits += digitCount
        if letterCount > 0 && (isAddress || digitCount > 0) {
            for index in start..<position { bytes[index] = 0x20 }
        } else {
            letters[0] += letterCount
        }
        return position
    }

    /// What takes the place of a scalar of two, three or four bytes: as long, and one code point too, or offsets would shift.
    private static let blanks: [[UInt8]] = ["\u{A0}", "\u{2003}", "🙂"].map { Array($0.utf8) }

    /// Reads one scalar above ASCII, and blanks it where CLD2 would refuse the whole text for it.
    private mutating func readScalar(at start: Int, _ table: ScriptTable) -> Int {
        let (scalar, length) = Prose.scalar(at: start, of: bytes)
        codePoints += 1
        let script = table.script(of: scalar)
        if script != ScriptTable.none {
            letters[Int(script)] += 1
        } else if scalar < 0xA0 || scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar) {
            bytes.replaceSubrange(start..<start + length, with: Prose.blanks[length - 2])
        }
        return start + length
    }

    /// Decodes the scalar that begins at a byte of valid UTF-8.
    static func scalar(at start: Int, of bytes: [UInt8]) -> (value: UInt32, length: Int) {
        let lead = bytes[start]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for index in start + 1..<start + length { scalar = scalar << 6 | UInt32(bytes[index] & 0x3F) }
        return (scalar, length)
    }
}
