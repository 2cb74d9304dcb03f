internal import Glibc

/// The search for byte 0 in texts, at the speed of `memchr`: bodies have up to 64 MB.
enum NUL {
    /// Whether the text has a U+0000.
    static func isIn(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { unsafe isIn(UnsafeRawBufferPointer($0)) }
    }

    /// Whether the bytes have a 0.
    static func isIn(_ bytes: [UInt8]) -> Bool { unsafe bytes.withUnsafeBytes { unsafe isIn($0) } }

    /// Whether the bytes have a 0.
    @unsafe
    static func isIn(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return false }
        return unsafe memchr(start, 0, bytes.count) != nil
    }
}
