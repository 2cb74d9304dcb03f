/// A half-open range of Unicode code points of an article's body, from 0: `substr(body, start + 1, "end" - start)` in SQL.
///
/// ```swift
/// let headword = TextSpan(start: 0, end: 7)    // of "Nairobi is …": seven code points, without the space
/// ```
public struct TextSpan: Codable, Sendable, Hashable {
    /// The first code point.
    public var start: Int
    /// The code point behind the last.
    public var end: Int

    /// A span; `end` is at least `start`.
    public init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// How many code points it covers.
    public var length: Int { end - start }
}

/// Turns offsets into a string's UTF-8 into code point offsets, in one pass over the text, for offsets asked in ascending order.
///
/// ```swift
/// var offsets = CodePointOffsets(of: article.body)
/// let span = TextSpan(start: offsets.codePoint(atUTF8: match.lowerBound), end: offsets.codePoint(atUTF8: match.upperBound))
/// ```
public struct CodePointOffsets: ~Copyable {
    /// The text's UTF-8.
    private var bytes: [UInt8]
    /// How far the text was read.
    private var byte = 0
    /// The code points up to there.
    private var codePoint = 0

    /// Over a string's own bytes.
    public init(of text: String) { bytes = Array(text.utf8) }

    /// Over bytes that are already at hand.
    public init(utf8 bytes: [UInt8]) { self.bytes = bytes }

    /// The number of code points before UTF-8 offset `offset`. Going back starts anew from the front.
    public mutating func codePoint(atUTF8 offset: Int) -> Int {
        if offset < byte { (byte, codePoint) = (0, 0) }
        while byte < offset && byte < bytes.count {
            // A continuation byte (10xxxxxx) starts no code point.
            if bytes[byte] & 0xC0 != 0x80 { codePoint += 1 }
            byte += 1
        }
        return codePoint
    }
}
