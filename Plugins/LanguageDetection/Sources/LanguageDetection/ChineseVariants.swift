/// Tells simplified from traditional Chinese by the characters that only one of them has.
enum ChineseVariants {
    /// Longer texts are told by their beginning, in bytes.
    private static let enough = 1 << 14

    /// By character from U+4E00 on: -1 where only simplified writing has it, 1 where only traditional has it, else 0.
    private static let sides: [Int8] = {
        var sides = [Int8](repeating: 0, count: 0xA000 - 0x4E00)
        for scalar in simplified.unicodeScalars { sides[Int(scalar.value) - 0x4E00] = -1 }
        for scalar in traditional.unicodeScalars { sides[Int(scalar.value) - 0x4E00] = 1 }
        return sides
    }()

    /// Whether a text has more that is only traditional than what is only simplified.
    static func isTraditional(_ prose: Prose) -> Bool {
        var (sum, position) = (0, 0)
        let end = min(prose.bytes.count, enough)
        unsafe prose.bytes.withUnsafeBufferPointer { bytes in
            while position < end {
                let (scalar, length) = unsafe Prose.scalar(at: position, of: bytes)
                if scalar >= 0x4E00, scalar < 0xA000 { sum += Int(sides[Int(scalar) - 0x4E00]) }
                position += length
            }
        }
        return sum > 0
    }
}
