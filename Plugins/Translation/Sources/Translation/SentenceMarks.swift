/// The marks between sentences in all scripts.
enum SentenceMarks {
    /// What a mark says of the sentence before it.
    enum Ending: Sendable {
        /// None.
        case none
        /// Over, if white space follows: the stops that also stand in numbers, names and addresses.
        case beforeSpace
        /// Over, whatever follows: the stops of scripts that write no spaces, and those that mean nothing else.
        case always
    }

    /// What a scalar says of the sentence before it.
    static func ending(_ scalar: Unicode.Scalar) -> Ending {
        switch scalar.value {
        case 0x21, 0x2E, 0x3F, 0x2026, 0x203C, 0x203D, 0x2047...0x2049, 0x37E: .beforeSpace
        case 0x589, 0x61D...0x61F, 0x6D4, 0x700...0x702, 0x7F9, 0x837, 0x839, 0x83D, 0x83E: .always  // Armenian to Samaritan
        case 0x964, 0x965, 0xDF4, 0xF0D, 0xF0E, 0x104A, 0x104B, 0x1362, 0x1367, 0x1368: .always  // Indic, Tibetan, Burmese, Ethiopic
        case 0x166E, 0x1735, 0x1736, 0x17D4, 0x17D5, 0x1803, 0x1809, 0x1944, 0x1945, 0x1AA8...0x1AAB: .always  // Khmer, Mongolian
        case 0x1B5A, 0x1B5B, 0x1B5E, 0x1B5F, 0x1C3B, 0x1C3C, 0x1C7E, 0x1C7F, 0xA876, 0xA877: .always  // Balinese to Phags-pa
        case 0xA8CE, 0xA8CF, 0xA92F, 0xA9C8, 0xA9C9, 0xAA5D...0xAA5F, 0xABEB: .always  // Saurashtra to Meetei Mayek
        case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61: .always  // Chinese and Japanese
        default: .none
        }
    }

    /// Whether a scalar, right behind the end of a sentence, still belongs to it: closing quotes and brackets.
    static func closes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201C, 0x201D, 0x203A, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0xFF09, 0xFF3D,
            0xFF63:
            true
        default: false
        }
    }

    /// Whether a scalar is white space within a line.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Whether a scalar ends a line.
    static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Words whose full stop says nothing of the sentence, in lower case.
    static let abbreviations: Set<String> = [
        "adm", "al", "apr", "art", "aug", "av", "bd", "bzw", "ca", "capt", "cf", "co", "col", "corp", "dec", "dept", "dr", "dra", "eds",
        "est",
        "etc", "evtl", "feb", "fig", "fr", "gen", "ggf", "gov", "hr", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "max",
        "min", "mio", "mlle", "mm", "mme", "mr", "mrd", "mrs", "ms", "mt", "no", "nov", "nr", "núm", "oct", "okt", "op", "pp", "prof",
        "rep", "rev", "sen", "sep", "sept", "sgt", "sog", "sr", "sra", "st", "str", "tel", "univ", "usw", "vgl", "vol", "vs", "zzgl",
        "гг", "др", "им", "млн", "млрд", "обл", "пр", "проф", "руб", "см", "стр", "тыс", "ул",
    ]
}
