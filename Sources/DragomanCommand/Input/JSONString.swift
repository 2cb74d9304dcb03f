/// Decodes JSON strings that may hold anything.
enum JSONString {
    /// The text of a string literal, its quotes included in `literal`. Lone surrogates and broken UTF-8 become U+FFFD, so that every
    /// text can be stored and code points can be counted; an escaped NUL stays U+0000.
    static func decode(_ literal: ArraySlice<UInt8>) -> String {
        var replaced = 0
        return decode(literal, replaced: &replaced)
    }

    /// The same, counting in `replaced` what became U+FFFD; broken UTF-8 counts once.
    static func decode(_ literal: ArraySlice<UInt8>, replaced: inout Int) -> String {
        let inner = literal.dropFirst().dropLast()
        let bytes = inner.contains(UInt8(ascii: "\\")) ? unescaped(inner, replaced: &replaced)[...] : inner
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        replaced += 1
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes with their escapes resolved.
    private static func unescaped(_ inner: ArraySlice<UInt8>, replaced: inout Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(inner.count)
        var at = inner.startIndex
        while at < inner.endIndex {
            guard inner[at] == UInt8(ascii: "\\") else {
                text.append(inner[at])
                at += 1
                continue
            }
            guard at + 1 < inner.endIndex else { break }
            let escape = inner[at + 1]
            at += 2
            switch escape {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"):
                let scalar = scalarAfter(&at, in: inner)
                if scalar == nil { replaced += 1 }
                append(scalar ?? "\u{FFFD}", to: &text)
            default: text.append(escape)
            }
        }
        return text
    }

    /// The scalar of a `\u` escape whose digits begin at `at`, its second half taken too; `nil` for what is none.
    private static func scalarAfter(_ at: inout Int, in inner: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let first = unit(at, in: inner) else { return nil }
        at += 4
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, at + 1 < inner.endIndex, inner[at] == UInt8(ascii: "\\"), inner[at + 1] == UInt8(ascii: "u"),
            let second = unit(at + 2, in: inner), (0xDC00...0xDFFF).contains(second)
        else { return nil }
        at += 6
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    }

    /// Four hexadecimal digits.
    private static func unit(_ at: Int, in inner: ArraySlice<UInt8>) -> UInt32? {
        guard at + 4 <= inner.endIndex else { return nil }
        var value: UInt32 = 0
        for byte in inner[at..<(at + 4)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return value
    }

    /// Adds a scalar as UTF-8.
    private static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        text += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
