/// A name as ``LinkTable`` compares names: folded as names of places are, and in Cyrillic letters a second time without endings.
///
/// `Tools/make_links.py` makes the keys of the table in the same way.
struct LinkKey {
    /// What is named.
    enum Kind: UInt32 {
        case person = 1
        case organization = 2
    }

    /// Longer names are in no list.
    private static let mostWords = 10
    /// What separates names without endings from whole ones, beside the kind.
    private static let stems: UInt32 = 4
    /// A word keeps so many letters at least.
    private static let fewestLetters = 3

    private let bytes: [UInt8]
    private let folding: PlaceTable
    private let kind: Kind
    private var words: [ToponymKey.Word]

    /// Reads the name from `start` to `end`; `nil` where there is none.
    ///
    /// A person may stand with the surname first: "Al-Assad, Bashar".
    init?(_ bytes: [UInt8], from start: Int, to end: Int, kind: Kind, folding: PlaceTable) {
        (self.bytes, self.kind, self.folding) = (bytes, kind, folding)
        words = ToponymKey(bytes, from: start, to: end, table: folding, most: LinkKey.mostWords).words
        if words.isEmpty { return nil }
        if kind == .person, let comma = bytes[start..<end].firstIndex(of: 0x2C) {
            let surname = words.prefix { $0.start < comma }
            words = Array(words.dropFirst(surname.count) + surname)
        }
    }

    /// The key of the name as it stands.
    var whole: UInt64 { salted(words.reduce(ToponymKey.seed) { ToponymKey.extend($0, $1.hash) }, kind.rawValue) }

    /// The key of the name without Russian endings; `nil` where it has no Cyrillic letters.
    var stem: UInt64? {
        // Cyrillic letters begin with one of two bytes; most names have none of them.
        guard words.contains(where: { 0xD0...0xD1 ~= bytes[$0.start] }) else { return nil }
        var isCyrillic = false
        let key = words.reduce(ToponymKey.seed) { key, word in
            let letters = word.letters(in: bytes, table: folding)
            let bare = LinkKey.bare(letters)
            isCyrillic = isCyrillic || bare != nil
            return bare.map { ToponymKey.extend(key, $0.reduce(Scalars.seed) { Scalars.mix($0, $1) }) } ?? ToponymKey.extend(key, word.hash)
        }
        return isCyrillic ? salted(key, kind.rawValue + LinkKey.stems) : nil
    }

    /// Keeps the kinds of keys apart in one table.
    private func salted(_ key: UInt64, _ kind: UInt32) -> UInt64 { Scalars.mix(key, kind) }

    /// A word of Cyrillic letters without its ending; `nil` for a word of others.
    private static func bare(_ letters: [UInt32]) -> ArraySlice<UInt32>? {
        guard letters.allSatisfy({ 0x430...0x44F ~= $0 }) else { return nil }
        for ending in endings where letters.count >= ending.count + fewestLetters && letters.suffix(ending.count).elementsEqual(ending) {
            return letters.dropLast(ending.count)
        }
        return letters[...]
    }

    /// Endings of names in Russian, longer ones first; the folding has made и of й.
    private static let endings: [[UInt32]] = [
        "ему", "ого", "ому", "ыми", "ими", "иеи", "ием", "ия", "ию", "ии", "ая", "ую", "ои", "ою", "ею", "ые", "их", "ых", "ым", "им",
        "ом", "ем", "а", "у", "е", "ы", "и", "я", "ю", "ь",
    ].map { $0.unicodeScalars.map(\.value) }
}
