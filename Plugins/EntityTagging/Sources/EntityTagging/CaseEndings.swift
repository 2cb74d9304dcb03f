/// The endings that Russian, Ukrainian, Bulgarian and Serbian names of places take in a sentence.
enum CaseEndings {
    /// What a word may be in the nominative, the likeliest first: "москве" is "москва".
    static func nominatives(of word: [UInt32]) -> [[UInt32]] {
        guard word.count >= 4 else { return [] }
        var found: [[UInt32]] = []
        for (ending, nominatives) in endings where word.count >= ending.count + 2 && word.suffix(ending.count).elementsEqual(ending) {
            for nominative in nominatives { found.append(word.dropLast(ending.count) + nominative) }
        }
        return found
    }

    /// Endings, longer ones first, with those of the nominative.
    private static let endings: [([UInt32], [[UInt32]])] = [
        ("ского", ["ск", "ский"]), ("скои", ["ская"]), ("ском", ["ск", "ское", "ский"]), ("ске", ["ск"]), ("ска", ["ск"]), ("ску", ["ск"]),
        ("ем", ["ии", "ь", "е"]), ("ом", ["", "о", "ыи", "ии"]), ("ои", ["ая", "а"]), ("ых", ["ые"]), ("их", ["ие"]),
        ("ові", ["ів"]), ("єві", ["ів"]), ("ле", ["ел"]), ("ами", ["ы", "и"]), ("ах", ["ы", "и"]), ("еи", ["я"]), ("ою", ["а"]),
        ("ии", ["ия", "ии"]), ("ию", ["ия"]),
        ("и", ["ь", "а", "я", "и"]), ("е", ["а", "", "я", "о"]), ("у", ["а", ""]), ("ы", ["а"]),
        ("а", ["", "о"]), ("я", ["ь", "и"]), ("ю", ["ь", "я"]), ("і", ["а", "ь", ""]),
    ].map { ending, nominatives in (scalars(ending), nominatives.map(scalars)) }

    /// The table folds й to и, so these are written so.
    private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
