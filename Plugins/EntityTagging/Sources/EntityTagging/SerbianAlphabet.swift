/// The thirty Cyrillic letters of Serbian, each of which is one Latin letter, or two that stand for one: љ lj, њ nj, џ dž.
enum SerbianAlphabet {
    /// Languages written with it. Macedonian has letters of its own.
    static let languages: Set<String> = ["sr", "bs", "hr", "sh", "cnr"]

    /// The Latin letters of a Cyrillic one; the second is 0 where there is one.
    struct Pair: Sendable {
        var first: UInt32
        var second: UInt32
    }

    /// The Latin letters of a scalar; `nil` for what is no Serbian letter.
    ///
    /// The second letter of a capital is lowercase, as in "Ljubljana".
    @inline(__always)
    static func latin(_ scalar: UInt32) -> Pair? {
        guard 0x0400...0x045F ~= scalar else { return nil }
        return letters[Int(scalar - 0x0400)]
    }

    /// Whether a scalar belongs to a word in Cyrillic: a letter, or an accent above one.
    @inline(__always)
    static func isCyrillic(_ scalar: UInt32) -> Bool { 0x0400...0x052F ~= scalar || 0x0300...0x036F ~= scalar }

    /// Whether a scalar is a capital of the alphabet.
    @inline(__always)
    static func isCapital(_ scalar: UInt32) -> Bool { 0x0400...0x042F ~= scalar }

    /// The block from U+0400 to U+045F.
    private static let letters: [Pair?] = {
        let cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш".unicodeScalars.map(\.value)
        let latin = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(separator: " ")
        var block = [Pair?](repeating: nil, count: 0x60)
        for (letter, name) in zip(cyrillic, latin) {
            let pair = name.unicodeScalars.map(\.value)
            let second = pair.count > 1 ? pair[1] : 0
            block[Int(letter - 0x0400)] = Pair(first: pair[0], second: second)
            let capital = letter - (letter < 0x0450 ? 0x20 : 0x50)
            block[Int(capital - 0x0400)] = Pair(first: Scalars.capital(pair[0]), second: second)
        }
        return block
    }()
}
