/// Takes case endings off the words of names: "Путина" and "Путиным" are "Путин", "Kaczyńskiego" is "Kaczyński", "Merkels" is "Merkel".
///
/// Wider than ``Token/stem``, which the trained models have learned with. Two words that lose different endings to become one are seldom two
/// names of one article.
enum NameStem {
    /// How many letters at the end of a word are a case ending, and what it says of the bearer.
    static func ending(of letters: [UInt32], in language: LanguageTag) -> (count: Int, gender: Gender?) {
        guard let first = letters.first, letters.count >= 4 else { return (0, nil) }
        if first >= 0x0400, first <= 0x052F { return ending(letters, cyrillic) }
        if language.isSlavic { return ending(letters, latin) }
        return language.hasBareGenitive && letters.count > 4 && letters.last == 0x73 ? (1, nil) : (0, nil)
    }

    /// An Arabic word without the article.
    static func withoutArticle(_ letters: [UInt32]) -> [UInt32] {
        letters.count > 4 && letters[0] == 0x0627 && letters[1] == 0x0644 ? Array(letters.dropFirst(2)) : letters
    }

    /// An ending, how many of its letters go, and the sex it speaks of.
    private typealias Ending = (letters: [UInt32], cut: Int, gender: Gender?)

    /// The first ending that fits.
    private static func ending(_ letters: [UInt32], _ endings: [Ending]) -> (Int, Gender?) {
        for ending in endings where letters.count >= ending.cut + 3 && letters.count > ending.letters.count {
            if letters.suffix(ending.letters.count).elementsEqual(ending.letters) { return (ending.cut, ending.gender) }
        }
        return (0, nil)
    }

    /// Reads endings as they are written here: a sign for the sex, what stays before a bar, what goes after it.
    private static func endings(_ text: String) -> [Ending] {
        text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { word in
            let gender: Gender? = word.hasPrefix("+") ? .female : word.hasPrefix("-") ? .male : nil
            let parts = word.drop { $0 == "+" || $0 == "-" }.split(separator: "|", omittingEmptySubsequences: false)
            return (parts.joined().unicodeScalars.map(\.value), parts.last?.unicodeScalars.count ?? 0, gender)
        }
    }

    /// Russian, Ukrainian, Bulgarian, Serbian; й is written и as the letters are compared.
    private static let cyrillic = endings(
        """
        -ск|ого -ск|ому -ск|им -ск|ом -ск|ии -ск|и +ск|ая +ск|ои +ск|ую +ск|ою -цьк|ого -цьк|ому -цьк|им -цьк|ии +цьк|а +цьк|у
        -ськ|ого -ськ|ому -ськ|им -ськ|ии +ськ|а +ськ|у -ськ|ого -ськ|ому -ськ|им -ськ|ии +ськ|а +ськ|ои +ськ|у
        +ов|ои +ев|ои +ин|ои -|ого -|ому |ами |ями |ах |ях |ом е|ем |ем -|ым -|им |ои и|еи ш|еи ж|еи ч|еи щ|еи ц|еи е|и |ою |ею +|ая +|ую и|и -|ыи |ові |еві
        |а |я |у |ю |е |ы |и |і |ь |о
        """)
    /// Polish, Czech, Slovak, Slovene, Croatian, Serbian; accents are gone as the letters are compared.
    private static let latin = endings(
        """
        -sk|iego -sk|iemu -sk|im -sk|i -sk|ego -sk|emu -sk|eho -sk|y -ck|iego -ck|iemu -ck|im -ck|i -ck|ego -ck|y +sk|a +sk|iej +sk|ej +ck|a +ck|iej
        |owi |iem |ego |emu |eho |ovi |ova |ove |ovou |om |em |im |ym |ou |oj |e |a |i |y |u |o
        """)
}
