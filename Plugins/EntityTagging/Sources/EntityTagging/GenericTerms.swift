/// Words that say what kind of place a name is of, or which part of it is meant.
enum GenericTerms {
    /// Whether a word stands for a division rather than a town: "province".
    static func isDivision(_ word: UInt64) -> Bool { divisions.contains(word) }

    /// Whether a word stands for a town: "city".
    static func isTown(_ word: UInt64) -> Bool { settlements.contains(word) }

    /// Whether a word tells a part of a place: "northern".
    static func isPart(_ word: UInt64) -> Bool { parts.contains(word) }

    /// Whether a word stands for a kind of landscape: "river".
    static func isNatural(_ word: UInt64) -> Bool { natural.contains(word) }

    /// Whether a word stands for an island, which a town on it may give its name.
    static func isIsland(_ word: UInt64) -> Bool { islands.contains(word) }

    /// Whether a word joins the kind of a place to its name: "city of", "ciudad de".
    static func isOf(_ word: UInt64) -> Bool { ofs.contains(word) }

    /// Whether a word is an article before a name.
    static func isArticle(_ word: UInt64) -> Bool { articles.contains(word) }

    private static let divisions = hashes(
        """
        county counties province provinces governorate state states oblast region district prefecture parish borough department canton
        republic territory voivodeship krai kray raion rayon emirate wilayat division municipality
        provincia departamento estado region distrito comunidad municipio provincia regione departement kanton bundesland landkreis kreis
        bezirk область области край районе района район республика республике провинция провинции штат штата
        محافظة ولاية إقليم منطقة قضاء استان ولایت il ili
        """)
    private static let settlements = hashes(
        """
        city town village township municipality suburb neighborhood neighbourhood hamlet ciudad pueblo ville cidade stadt gemeinde comune
        miasto город городе города г село деревня مدينة بلدة قرية شهر
        """)
    private static let parts = hashes(
        """
        north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern
        southeastern southwestern upper lower downtown greater metropolitan suburban rural upstate inner mainland old mid
        norte sur este oeste nord sud est ouest ost westlich nordlich sudlich ostlich
        شمال جنوب شرق غرب وسط северная южная восточная западная северной южной восточной западной
        """)
    private static let natural = hashes(
        """
        river rivers lake lakes mountain mountains mount range ridge hills valley delta basin desert peninsula coast gulf bay strait straits
        sea ocean pass rio fluss see gebirge fleuve lac mer monts montagnes lago mar monte cordillera isla ile insel insula
        река озеро море горы остров острова نهر بحيرة جبل جبال جزيرة جزر
        """)
    private static let islands = hashes("island islands isle isles archipelago atoll")
    private static let ofs = hashes("of de du del do da von di la the d")
    private static let articles = hashes("the la le el los las il der die das den os o a")

    /// The hashes of words as the place table folds them.
    private static func hashes(_ words: String) -> Set<UInt64> {
        guard let table = PlaceTable.shared else { return [] }
        return Set(
            words.split { $0 == " " || $0 == "\n" }.compactMap { word in
                let bytes = Array(word.utf8)
                return ToponymKey(bytes, from: 0, to: bytes.count, table: table).words.first?.hash
            })
    }
}
