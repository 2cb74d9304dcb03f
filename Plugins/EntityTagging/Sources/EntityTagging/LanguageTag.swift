/// The language rules go by: its code, and what follows from it.
struct LanguageTag: Sendable, Equatable {
    /// The primary subtag, lowercase; `und` for no language.
    let code: String
    /// Keeps the words of one language apart from those of the others in one table.
    let salt: UInt64
    /// Whether names take case endings that ``Token/stem`` takes off.
    let isSlavic: Bool
    /// Whether every noun has a capital.
    let capitalizesNouns: Bool
    /// Whether `de`, `da`, `del` say "of".
    let isRomance: Bool
    /// Whether a genitive -s is written without an apostrophe.
    let hasBareGenitive: Bool
    /// Whether words of names have stems that differ from them: see ``Token/nameStem(in:_:)``. Of the languages in Cyrillic, only where a model asks.
    let hasStems: Bool
    /// Whether names of bodies go on in small letters: "Savet bezbednosti", "Svenska kyrkan". Only where a model was trained with such names.
    let goesOnInLowercase: Bool

    /// The rules for a BCP 47 tag.
    init(_ tag: String) {
        let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        code = primary
        salt = primary.utf8.reduce(0x9AE1_6A3B_2F90_404F) { Scalars.mix($0, UInt32($1)) }
        isSlavic = ["sr", "hr", "bs", "sl", "sk", "cs", "pl", "mk", "sh"].contains(primary)
        capitalizesNouns = ["de", "lb", "gsw"].contains(primary)
        isRomance = ["fr", "es", "pt", "it", "ca", "gl", "ro", "oc"].contains(primary)
        goesOnInLowercase = ["sr", "ru", "sv", "da"].contains(primary)
        hasBareGenitive = ["de", "sv", "da", "nb", "nn", "no", "lb", "nl"].contains(primary)
        hasStems = isSlavic || hasBareGenitive || primary == "ru"
    }
}
