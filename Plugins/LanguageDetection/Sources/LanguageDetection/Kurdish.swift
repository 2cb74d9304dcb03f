/// Tells Kurdish by its spelling where CLD2 does not: its full tables lack Kurmanji (`kmr`) in Latin letters and are unsure of short
/// Sorani (`ckb`).
///
/// On the 60,000 texts in 190 languages that the confidences are calibrated on, neither rule fires outside its language.
enum Kurdish {
    /// Letters of Sorani that neither Arabic nor Persian, Urdu, Pashto or Uyghur writes: reh, lam and yeh with a small v.
    private static let soraniLetters: Set<Unicode.Scalar> = ["\u{695}", "\u{6B5}", "\u{6CE}"]

    /// Letters that a text of some words in Kurmanji cannot do without.
    private static let kurmanjiLetters: Set<Unicode.Scalar> = ["ê", "î", "û"]

    /// Small words of Kurmanji.
    private static let smallWords: Set<Substring> = [
        "an", "bi", "bo", "bû", "bûn", "de", "di", "dibe", "dike", "dikin", "ev", "ew", "gelek", "hat", "hatin", "her", "heye", "ji",
        "jî", "kir", "kirin", "ku", "li", "me", "min", "ne", "nav", "ser", "tê", "wan", "wekî", "wê", "wî", "xwe", "ya", "ye", "yê",
        "yên", "ên", "û",
    ]

    /// Those of them that are rare in other languages; two different ones are asked for.
    private static let tellingWords: Set<Substring> = [
        "bû", "bûn", "dike", "hatin", "hatiye", "ji", "jî", "ku", "li", "wekî", "wê", "wî", "xwe", "yên", "û",
    ]

    /// Longer texts are told by their beginning.
    private static let enough = 4096

    /// `ckb`, `kmr` or `nil`.
    static func language(of bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes.prefix(enough), as: UTF8.self).lowercased()
        let scalars = text.unicodeScalars
        let arabic = scalars.lazy.filter { (0x620...0x6D3).contains($0.value) || $0.value == 0x6D5 }.count
        if arabic > 0 { return scalars.lazy.filter(soraniLetters.contains).count * 40 >= arabic ? "ckb" : nil }
        guard scalars.contains(where: kurmanjiLetters.contains) else { return nil }
        let words = text.split { !$0.isLetter }
        let small = words.lazy.filter(smallWords.contains).count
        let isKurmanji = words.count >= 4 && small * 100 >= words.count * 18 && Set(words).intersection(tellingWords).count >= 2
        return isKurmanji ? "kmr" : nil
    }
}
