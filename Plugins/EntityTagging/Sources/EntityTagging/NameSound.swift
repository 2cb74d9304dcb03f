/// Makes the transliterations of a name alike: "Gaddafi", "Qaddafi" and "Kadhafi", "Mohammed" and "Muhammad", "Zelensky" and "Zelenskyy".
///
/// Vowels in a row become one of three, so that "Hassan" and "Hussein" stay two; letters that languages use for one sound become one.
enum NameSound {
    /// The sounds of small Latin letters without accents; none for other scripts.
    static func sounds(of letters: [UInt32]) -> [UInt32] {
        guard letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return [] }
        // "Gaddafi" and "Kadhafi"; short names such as "Gary" and "Carrie" stay two.
        let text = letters.map { letters.count >= 6 && $0 == 0x67 ? 0x6B : UInt8($0) }
        var sounds: [UInt32] = []
        var index = 0
        while index < text.count {
            let (width, sound) = next(text[index...], isFirst: index == 0)
            if sound != 0, sounds.last != UInt32(sound) { sounds.append(UInt32(sound)) }
            index += width
        }
        return sounds
    }

    /// Whether a sound is one of the three vowels.
    static func isVowel(_ sound: UInt32) -> Bool { sound == 0x61 || sound == 0x69 || sound == 0x6F }

    /// Groups of letters, longer ones first, and their sound.
    private static let groups: [(spelling: [UInt8], sound: UInt8)] = [
        ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("ch", "C"), ("sh", "S"), ("zh", "z"), ("kh", "k"), ("gh", "g"), ("dh", "d"),
        ("th", "t"),
        ("ph", "f"), ("ck", "k"), ("dj", "j"), ("q", "k"), ("w", "v"),
    ].map { (Array($0.utf8), $1.utf8.first ?? 0) }

    /// The sound at the beginning of some letters, 0 for none, and how many letters it takes.
    private static func next(_ text: ArraySlice<UInt8>, isFirst: Bool) -> (width: Int, sound: UInt8) {
        let first = text[text.startIndex]
        let second = text.count > 1 ? text[text.startIndex + 1] : 0
        // "Yusuf" begins with a consonant.
        if first == 0x79, isFirst, isVowelLetter(second), second != 0x79 { return (1, 0x6A) }
        if isVowelLetter(first) {
            let run = text.prefix(while: isVowelLetter)
            if run.contains(where: { $0 == 0x6F || $0 == 0x75 }) { return (run.count, 0x6F) }
            return (run.count, run.contains { $0 == 0x69 || $0 == 0x79 } ? 0x69 : 0x61)
        }
        for group in groups where text.starts(with: group.spelling) { return (group.spelling.count, group.sound) }
        if first == 0x63 { return (1, second == 0x65 || second == 0x69 || second == 0x79 ? 0x73 : 0x6B) }
        if first == 0x78 { return (1, 0x58) }
        if first == 0x6B, second == 0x73 { return (2, 0x58) }
        // "Abdullah", "Haniyeh": an h at the end is not heard.
        if first == 0x68, text.count == 1, !isFirst { return (1, 0) }
        return (1, first)
    }

    /// Whether a letter is written for a vowel.
    private static func isVowelLetter(_ letter: UInt8) -> Bool {
        letter == 0x61 || letter == 0x65 || letter == 0x69 || letter == 0x6F || letter == 0x75 || letter == 0x79
    }
}
