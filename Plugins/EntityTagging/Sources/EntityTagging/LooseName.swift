/// A name as far as its spellings in Latin letters agree, where it is written in others at home: Al-Fasher and El Fasher, Jebaliya and Jabalya.
///
/// Articles and what stands for an ezafe are left out, q, k and g are one letter, so are double and single ones, vowels count by their kind
/// and not at the end of a word. `Tools/make_places.py` makes the loose keys of the table in the same way.
enum LooseName {
    /// Shorter names are like too many others.
    private static let fewestLetters = 5, mostLetters = 40
    private static let fewestLeft = 4
    private static let seed: UInt64 = 0x2545_F491_4F6C_DD1D

    /// The key of a name's words; `nil` where it has too few letters, or other than Latin ones.
    static func key(_ words: ArraySlice<ToponymKey.Word>, in bytes: [UInt8], table: PlaceTable) -> UInt64? {
        let words = words.map { $0.letters(in: bytes, table: table).map { $0 < 0x80 ? UInt8($0) : 0 } }
            .filter { !articles.contains($0) }
        let letters = words.joined()
        guard (fewestLetters...mostLetters).contains(letters.count), letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return nil }
        let left = words.flatMap(skeleton)
        guard left.count >= fewestLeft else { return nil }
        return left.reduce(seed) { Scalars.mix($0, UInt32($1)) }
    }

    /// A word's consonants as one letter each, with vowels only as far as spellings agree on them.
    private static func skeleton(_ word: [UInt8]) -> [UInt8] {
        let end = ending(word)
        let word = word.prefix(end.start)
        var left: [UInt8] = []
        var at = word.startIndex
        while at < word.endIndex {
            let letter: UInt8
            let run = word[at...].prefix(while: isVowel)
            if !run.isEmpty {
                letter = vowel(run)
                at += run.count
            } else if at + 1 < word.endIndex, let pair = pairs[[word[at], word[at + 1]]] {
                letter = pair
                at += 2
            } else {
                letter = singles[word[at]] ?? word[at]
                at += 1
            }
            if left.last != letter { left.append(letter) }
        }
        return end.isAdjective ? left + [adjective] : left
    }

    /// Where the end of a word begins that spellings do not agree on, and whether it is "-iya" in one of its spellings.
    private static func ending(_ word: [UInt8]) -> (start: Int, isAdjective: Bool) {
        let isMute = word.last == letter("h") && word.count > 1 && isVowel(word[word.count - 2])
        let end = isMute ? word.count - 1 : word.count
        if end > 1, word[end - 1] == letter("a") || word[end - 1] == letter("e") {
            var start = end - 1
            while start > 0, word[start - 1] == letter("y") { start -= 1 }
            if start > 0, word[start - 1] == letter("i") { start -= 1 }
            if start < end - 1 { return (start, true) }
        }
        var start = end
        while start > 0, isVowel(word[start - 1]) { start -= 1 }
        return (start < end ? start : word.count, false)
    }

    /// The kind of some vowels in a row.
    private static func vowel(_ run: ArraySlice<UInt8>) -> UInt8 {
        if run.contains(letter("u")) || run.contains(letter("o")) { return letter("u") }
        let isLong = zip(run, run.dropFirst()).contains { $0 == letter("e") && $1 == letter("e") }
        return run.contains(letter("i")) || run.contains(letter("y")) || isLong ? letter("i") : letter("a")
    }

    private static func isVowel(_ byte: UInt8) -> Bool { vowels.contains(byte) }

    private static func letter(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }

    private static let vowels = Set("aeiouy".utf8)
    /// What "-iya" is written as.
    private static let adjective = UInt8(ascii: "Y")
    private static let articles = Set("al el il ul ad an ar as ash at az e i y".split(separator: " ").map { Array($0.utf8) })
    private static let singles: [UInt8: UInt8] = [
        UInt8(ascii: "q"): UInt8(ascii: "k"), UInt8(ascii: "g"): UInt8(ascii: "k"), UInt8(ascii: "c"): UInt8(ascii: "k"),
        UInt8(ascii: "w"): UInt8(ascii: "v"),
    ]
    private static let pairs: [[UInt8]: UInt8] = Dictionary(
        uniqueKeysWithValues: [
            ("kh", "k"), ("gh", "k"), ("ck", "k"), ("sh", "S"), ("ch", "C"), ("zh", "j"), ("dj", "j"), ("dh", "d"), ("th", "t"),
            ("ph", "f"),
        ].map { (Array($0.0.utf8), Array($0.1.utf8)[0]) })
}
