/// One word of a name, in the forms in which the words of names are compared.
struct NameWord: Sendable {
    /// Its letters, as ``NameParts/plainLetters(_:from:to:)`` gives them.
    var letters: [UInt32]
    /// The hash of the letters.
    var plain: UInt64
    /// The hash of the letters without a case ending.
    var stem: UInt64
    /// The hash of what is left of the spelling when transliterations are made alike: "Gaddafi" and "Gadhafi".
    var sound: UInt64
    /// The hash of the consonants, for names that differ in their vowels alone; 0 where there are fewer than three.
    var consonants: UInt64
    /// Whether it is one letter, with or without a full stop.
    var isInitial: Bool
    /// Whether it is of a script without spaces.
    var isUnspaced: Bool
    /// What its ending says of the sex of its bearer.
    var gender: Gender?

    /// Letters of a word beyond these are not looked at.
    static let mostLetters = 60

    /// Makes the forms of a word.
    init(_ letters: [UInt32], language: LanguageTag, isUnspaced: Bool = false) {
        let bare = isUnspaced ? letters : NameStem.withoutArticle(letters)
        self.letters = bare
        self.isUnspaced = isUnspaced
        plain = NameWord.hash(bare)
        let (ending, gender) = NameStem.ending(of: bare, in: language)
        self.gender = gender
        stem = ending == 0 ? plain : NameWord.hash(bare.dropLast(ending))
        let sounds = NameSound.sounds(of: bare)
        sound = sounds.isEmpty ? plain : NameWord.hash(sounds)
        consonants = NameWord.consonants(sounds)
        isInitial = bare.count == 1 && !isUnspaced
    }

    /// The hash of the consonants of a name: "Aleksandr" is "Alexander" but not "Alexandra"; with three, "Khaled" is "Khalid" but neither
    /// "Khalida" nor "Hussein" "Hassan".
    private static func consonants(_ sounds: [UInt32]) -> UInt64 {
        let hard = sounds.filter { !NameSound.isVowel($0) }
        guard hard.count >= 3, let last = sounds.last else { return 0 }
        let end: UInt32 = NameSound.isVowel(last) ? 1 : 2
        if hard.count > 3 { return hash(hard + [end]) }
        return hash(hard + [end, UInt32(sounds.count), sounds.first(where: NameSound.isVowel) ?? 0])
    }

    /// The hash of some letters.
    static func hash(_ letters: some Sequence<UInt32>) -> UInt64 { letters.reduce(Scalars.seed) { Scalars.mix($0, $1) } }

    /// Whether two words are one in other spellings, or in other cases.
    func isSame(as other: NameWord) -> Bool {
        if plain == other.plain || stem == other.stem { return true }
        return letters.count >= 5 && other.letters.count >= 5 && sound == other.sound
    }

    /// Whether one is the first letter of the other.
    func isInitial(of other: NameWord) -> Bool {
        (isInitial || other.isInitial) && letters.first == other.letters.first
    }

    /// Whether two given names are one person's: equal, one an initial or a short form, or spelled with other vowels.
    func isSameGivenName(as other: NameWord) -> Bool {
        if isSame(as: other) || isInitial(of: other) || GivenNames.areShortForms(plain, other.plain) { return true }
        return hasSameConsonants(as: other)
    }

    /// Whether two words differ in their vowels alone.
    func hasSameConsonants(as other: NameWord) -> Bool { consonants != 0 && consonants == other.consonants }

    /// Whether this begins another one, as a Chinese surname does a full name.
    func begins(_ other: NameWord) -> Bool {
        isUnspaced && other.isUnspaced && letters.count < other.letters.count && letters.count <= 2 && other.letters.starts(with: letters)
    }
}

/// Whether a person is spoken of as a man or a woman.
enum Gender: Sendable {
    case male, female
}
