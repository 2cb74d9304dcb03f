/// What the scanner must know of single Unicode scalars: their kind, their folded form, and how they enter a hash.
enum Scalars {
    /// What a scalar is to the scanner.
    enum Kind {
        /// A letter of a script written in words; `upper` only where the script has case.
        case letter(cased: Bool, upper: Bool)
        /// A character of a script written without spaces.
        case unit
        case digit
        /// Anything else.
        case mark
    }

    /// The hash of no letters.
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The width of a space beyond ASCII that starts at an index, and whether a line ends there; `nil` for what is none.
    ///
    /// No-break and typographic spaces, marks of direction and of no width, which scraped pages are full of.
    static func space(_ bytes: [UInt8], at index: Int, limit: Int) -> (width: Int, endsLine: Bool)? {
        let (scalar, width) = decode(bytes, at: index, limit: limit)
        switch scalar {
        case 0xA0, 0xAD, 0x1680, 0x2000...0x200B, 0x200E, 0x200F, 0x202A...0x202F, 0x205F...0x2064, 0x2066...0x2069, 0x3000, 0xFEFF:
            return (width, false)
        case 0x85, 0x2028, 0x2029: return (width, true)
        default: return nil
        }
    }

    /// UTF-8 with one plain space for all white space in a row, and without soft hyphens and marks of no width.
    static func withPlainSpaces(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let bytes = Array(text)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let (scalar, width) = decode(bytes, at: index, limit: bytes.count)
            let isSpace = scalar <= 0x20 || space(bytes, at: index, limit: bytes.count) != nil
            let hasWidth = scalar != 0xAD && !(0x200B...0x200F).contains(scalar) && !(0x202A...0x202E).contains(scalar) && scalar < 0x2060
            if !isSpace {
                result.append(contentsOf: bytes[index..<index + width])
            } else if hasWidth || scalar == 0x3000, result.last != 0x20 {
                result.append(0x20)
            }
            index += width
        }
        return result
    }

    /// Adds a scalar to a hash.
    @inline(__always)
    static func mix(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
        let product = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 29)
    }

    /// The scalar at `index` and how many bytes it has; bytes that are not UTF-8 come back one by one as U+FFFD.
    @inline(__always)
    static func decode(_ bytes: [UInt8], at index: Int, limit: Int) -> (UInt32, Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        return decodeLong(bytes, at: index, limit: limit)
    }

    /// ``decode(_:at:limit:)`` beyond ASCII.
    private static func decodeLong(_ bytes: [UInt8], at index: Int, limit: Int) -> (UInt32, Int) {
        let first = bytes[index]
        func more(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
        if first >= 0xC2, first < 0xE0, index + 1 < limit { return (UInt32(first & 0x1F) << 6 | more(1), 2) }
        if first >= 0xE0, first < 0xF0, index + 2 < limit { return (UInt32(first & 0x0F) << 12 | more(1) << 6 | more(2), 3) }
        if first >= 0xF0, first < 0xF5, index + 3 < limit {
            return (UInt32(first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4)
        }
        return (0xFFFD, 1)
    }

    /// Whether a scalar is a letter of a script written in words.
    @inline(__always)
    static func isLetter(_ scalar: UInt32) -> Bool {
        if case .letter = kind(of: scalar) { return true }
        return false
    }

    /// What a scalar is.
    @inline(__always)
    static func kind(of scalar: UInt32) -> Kind {
        if scalar < 0x80 {
            if scalar >= 0x61 && scalar <= 0x7A { return .letter(cased: true, upper: false) }
            if scalar >= 0x41 && scalar <= 0x5A { return .letter(cased: true, upper: true) }
            return scalar >= 0x30 && scalar <= 0x39 ? .digit : .mark
        }
        return kindBeyondASCII(scalar)
    }

    /// ``kind(of:)`` beyond ASCII, by block for the scripts with many readers and by property for the others.
    private static func kindBeyondASCII(_ scalar: UInt32) -> Kind {
        switch scalar {
        case 0xC0...0xD6, 0xD8...0xDE: return .letter(cased: true, upper: true)
        case 0xDF...0xF6, 0xF8...0xFF, 0xAA, 0xBA: return .letter(cased: true, upper: false)
        case 0x80...0xBF, 0xD7, 0xF7: return .mark
        case 0x0300...0x036F: return .letter(cased: true, upper: false)
        case 0x0400...0x042F: return .letter(cased: true, upper: true)
        case 0x0430...0x045F: return .letter(cased: true, upper: false)
        case 0x0591...0x05F4: return scalar == 0x05BE ? .mark : .letter(cased: false, upper: false)
        case 0x0610...0x061A, 0x0620...0x065F, 0x066E...0x06D3, 0x06D5...0x06DC, 0x06EE...0x06EF, 0x06FA...0x06FF, 0x200C, 0x0750...0x077F:
            return .letter(cased: false, upper: false)
        case 0x0600...0x06FF: return .mark
        case 0x0900...0x0963, 0x0971...0x097F: return .letter(cased: false, upper: false)
        case 0x0980...0x0D7F:
            return Unicode.Scalar(scalar)?.properties.isAlphabetic == true || isIndicMark(scalar)
                ? .letter(cased: false, upper: false) : .mark
        case 0x0E01...0x0E4E, 0x0E80...0x0EDF, 0x1000...0x109F, 0x1780...0x17DD: return .unit
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            return .unit
        case 0x2000...0x2BFF, 0x3000...0x303F, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0x1F000...0x1FFFF: return .mark
        default:
            guard let properties = Unicode.Scalar(scalar)?.properties, properties.isAlphabetic else { return .mark }
            if properties.isUppercase { return .letter(cased: true, upper: true) }
            return .letter(cased: properties.isCased || properties.isLowercase, upper: false)
        }
    }

    /// Vowel signs and viramas of the Indic scripts that are not alphabetic by property.
    private static func isIndicMark(_ scalar: UInt32) -> Bool {
        let low = scalar & 0x7F
        return low == 0x4D || low == 0x3C || low == 0x57 || low == 0x71
    }

    /// The form in which a scalar is compared: lowercase, Arabic spelling variants alike; `nil` for what is left out.
    @inline(__always)
    static func fold(_ scalar: UInt32) -> UInt32? {
        if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar }
        return foldBeyondASCII(scalar)
    }

    /// ``fold(_:)`` beyond ASCII.
    private static func foldBeyondASCII(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0xC0...0xDE: return scalar + 0x20
        case 0xDF...0xFF: return scalar
        case 0x0130: return 0x69
        case 0x0300...0x036F: return nil
        case 0x0401, 0x0451: return 0x0435
        case 0x0410...0x042F: return scalar + 0x20
        case 0x0400...0x040F: return scalar + 0x50
        case 0x0430...0x045F: return scalar
        case 0x0386: return 0x03B1
        case 0x03AC: return 0x03B1
        case 0x0388, 0x03AD: return 0x03B5
        case 0x0389, 0x03AE: return 0x03B7
        case 0x038A, 0x03AF: return 0x03B9
        case 0x038C, 0x03CC: return 0x03BF
        case 0x038E, 0x03CD: return 0x03C5
        case 0x038F, 0x03CE: return 0x03C9
        case 0x03C2: return 0x03C3
        case 0x0391...0x03A9: return scalar + 0x20
        case 0x0591...0x05C7: return nil
        case 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x200C: return nil
        case 0x0622, 0x0623, 0x0625, 0x0671: return 0x0627
        case 0x0649, 0x06CC: return 0x064A
        case 0x0629: return 0x0647
        case 0x06A9: return 0x0643
        default:
            guard let mapped = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first else { return scalar }
            return mapped.value
        }
    }

    /// The capital of a letter of the Serbian Latin alphabet in lowercase.
    static func capital(_ letter: UInt32) -> UInt32 { letter < 0x80 ? letter - 0x20 : letter - 1 }

    /// The hash of a word without its Slavic case ending, told from the hashes without the last one, two and three letters.
    static func stem(_ hash: UInt64, _ recent: (UInt64, UInt64, UInt64, UInt64), _ last: (UInt32, UInt32, UInt32), letters: Int) -> UInt64 {
        guard letters >= 4 else { return hash }
        let (a, b, c) = last
        if letters >= 6 {
            switch (b, a) {
            case (0x0430, 0x043C), (0x0430, 0x0445), (0x043E, 0x043C), (0x0435, 0x043C), (0x044B, 0x043C), (0x043E, 0x0439),
                (0x0435, 0x0439),
                (0x0435, 0x0432), (0x043E, 0x0432):
                return recent.1
            case (0x043C, 0x0438) where letters >= 7 && (c == 0x0430 || c == 0x044F): return recent.2
            default: break
            }
        }
        switch a {
        case 0x0430, 0x0435, 0x0438, 0x0439, 0x043E, 0x0443, 0x044B, 0x044C, 0x044E, 0x044F, 0x0456, 0x0458: return recent.0
        default: break
        }
        // Latin letters: South and West Slavic endings -om, -em, -oj, -a, -e, -i, -o, -u, -y, -ě, -ą, -ę.
        if b == 0x6F || b == 0x65, a == 0x6D || a == 0x6A, letters >= 6 { return recent.1 }
        switch a {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0x11B, 0x105, 0x119: return recent.0
        default: return hash
        }
    }
}
