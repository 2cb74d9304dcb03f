/// A name as the place table compares names: its words, each a hash of folded letters.
///
/// Unlike ``Token/hash`` it leaves out all accents, apostrophes and full stops, so that "São Paulo", "Sao Paulo", "St. Louis" and "Saint Louis"
/// find what they mean however a newspaper spells them. `Tools/make_places.py` makes the keys of the table in the same way.
struct ToponymKey: Sendable {
    /// One word of a name.
    struct Word: Sendable {
        var hash: UInt64
        /// Where it starts and ends in the text, in UTF-8.
        var start: Int
        var end: Int

        /// Its folded letters.
        func letters(in bytes: [UInt8], table: PlaceTable) -> [UInt32] {
            var letters: [UInt32] = []
            var index = start
            while index < end {
                let (scalar, width) = Scalars.decode(bytes, at: index, limit: end)
                let letter = table.folded(scalar)
                if letter != 0 { letters.append(letter) }
                index += width
            }
            return letters
        }
    }

    /// Longer names are none of a place.
    static let mostWords = 8
    /// A word of more letters is none of a name.
    static let mostLetters = 60

    /// The key of no words.
    static let seed: UInt64 = 0x5851_F42D_4C95_7F2D

    private(set) var words: [Word] = []

    /// The first words of a stretch of text; no words where the stretch has more than `most` and `whole` asks for all of it.
    init(_ bytes: [UInt8], from start: Int, to end: Int, table: PlaceTable, most: Int = mostWords, whole: Bool = true) {
        var hash = Scalars.seed
        var from = start
        var letters = 0
        var index = start
        while index < end {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: end)
            let letter = table.folded(scalar)
            if letter == 0x20 {
                if letters > 0 { words.append(Word(hash: ToponymKey.canonical(hash), start: from, end: index)) }
                if words.count >= most {
                    if whole { words = [] }
                    return
                }
                (hash, letters) = (Scalars.seed, 0)
            } else if letter != 0 {
                if letters == 0 { from = index }
                letters += 1
                hash = Scalars.mix(hash, letter)
                if letters > ToponymKey.mostLetters {
                    words = []
                    return
                }
            }
            index += width
        }
        if letters > 0 { words.append(Word(hash: ToponymKey.canonical(hash), start: from, end: end)) }
    }

    /// The key of a stretch of text that is one word; `nil` where it is more, or none.
    static func key(_ bytes: [UInt8], from start: Int, to end: Int, table: PlaceTable) -> UInt64? {
        var hash = Scalars.seed
        var index = start
        while index < end {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: end)
            let letter = table.folded(scalar)
            if letter == 0x20 { return nil }
            if letter != 0 { hash = Scalars.mix(hash, letter) }
            index += width
        }
        return hash == Scalars.seed ? nil : extend(seed, canonical(hash))
    }

    /// The key of some of the words in a row.
    func key(_ range: Range<Int>) -> UInt64 {
        words[range].reduce(ToponymKey.seed) { ToponymKey.extend($0, $1.hash) }
    }

    /// The key of all words.
    var key: UInt64 { key(words.indices) }

    /// The key of a phrase with one more word.
    static func extend(_ phrase: UInt64, _ word: UInt64) -> UInt64 {
        let product = (phrase ^ word) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 29)
    }

    /// The hash of a folded word.
    static func hash(_ word: String) -> UInt64 { word.unicodeScalars.reduce(Scalars.seed) { Scalars.mix($0, $1.value) } }

    /// A word, or the one that stands for it: "Saint" and "St." are one.
    private static func canonical(_ hash: UInt64) -> UInt64 { equal[hash] ?? hash }

    private static let equal = [
        hash("saint"): hash("st"), hash("sainte"): hash("st"), hash("ste"): hash("st"), hash("fort"): hash("ft"), hash("mount"): hash("mt"),
    ]
}
