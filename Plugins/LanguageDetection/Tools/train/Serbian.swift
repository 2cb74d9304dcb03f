/// Serbian is written in two alphabets, letter for letter: what there is in one is there in the other.
enum Serbian {
    private static let latin: [Character: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "е": "e", "ж": "ž", "з": "z", "и": "i", "ј": "j", "к": "k", "л": "l",
        "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "ć", "у": "u", "ф": "f", "х": "h",
        "ц": "c", "ч": "č", "џ": "dž", "ш": "š",
    ]

    /// A text in Latin letters, all small; `nil` where it is in them already.
    static func latin(_ text: String) -> String? {
        let lowered = text.lowercased()
        guard lowered.contains(where: { latin[$0] != nil }) else { return nil }
        return String(lowered.map { latin[$0] ?? String($0) }.joined())
    }
}
