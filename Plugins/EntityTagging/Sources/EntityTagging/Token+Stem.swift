extension Token {
    /// The hash of the word without the case ending or the bare genitive that its language may write; the word's own where it has none.
    func stem(in language: LanguageTag, _ bytes: [UInt8]) -> UInt64 {
        if traits.contains(.cyrillic) || language.isSlavic { return stem }
        return bareGenitive(in: language, bytes) ?? hash
    }

    /// The same, where the endings of names are taken off words with a capital: "Зеленского" and "Зеленский" have one stem.
    func nameStem(in language: LanguageTag, _ bytes: [UInt8]) -> UInt64 {
        guard traits.contains(.capital), traits.contains(.cyrillic) || language.isSlavic else { return stem(in: language, bytes) }
        let letters = NameParts.plainLetters(bytes, from: Int(start), to: Int(end))
        return letters.dropLast(NameStem.ending(of: letters, in: language).count).reduce(Scalars.seed) { Scalars.mix($0, $1) }
    }

    /// The hash of the word without a genitive -s, in languages that write it without an apostrophe; `nil` where there is none.
    func bareGenitive(in language: LanguageTag, _ bytes: [UInt8]) -> UInt64? {
        guard language.hasBareGenitive, length > 4, bytes[Int(end) - 1] == 0x73 else { return nil }
        var hash = Scalars.seed
        var index = Int(start)
        while index < Int(end) - 1 {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: Int(end))
            if let folded = Scalars.fold(scalar) { hash = Scalars.mix(hash, folded) }
            index += width
        }
        return hash
    }
}
