/// The features of a word: its n-grams of one (above ASCII) to five scalars, with a blank before and behind it, and the whole of it.
enum Grams {
    /// The longest n-gram.
    static let longest = 5
    /// Longer words are read up to here.
    static let longestWord = 32
    /// Features of one word, at most.
    static let most = (longestWord + 2) * longest + 1

    /// Scripts written without blanks between words: their runs have no ends worth noting, and short n-grams say enough.
    static let unspaced: [Bool] = ScriptTable.names.map {
        ["Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"].contains($0)
    }

    /// One more scalar of a gram.
    @inline(__always) static func extended(_ hash: UInt64, by scalar: UInt32) -> UInt64 {
        let mixed = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ (mixed >> 32)
    }

    /// Where the hashes of n-grams begin, and that of whole words. Those of each script begin elsewhere: marks that several scripts write
    /// are other features in each.
    private static let seed: UInt64 = 0x5851_F42D_4C95_7F2D, wordSeed: UInt64 = 0x1405_7B7E_F767_814F

    /// Above the 21 bits of a scalar, so that no letter makes up for the script.
    @inline(__always) private static func seed(_ seed: UInt64, of script: ScriptTable.Script) -> UInt64 { seed ^ UInt64(script) << 32 }

    /// What tells a word from all others; never 0.
    @inline(__always) static func key(of word: WordReader.Word) -> UInt64 {
        var hash = seed(wordSeed, of: word.script)
        for index in unsafe 0..<word.letters.count { hash = unsafe extended(hash, by: word.letters[index]) }
        return hash | 1
    }

    /// The features of a word.
    ///
    /// - Parameter word: its scalars in lower case; marked by the caller with a blank at both ends, except in ``unspaced`` scripts.
    static func forEach(of word: UnsafeBufferPointer<UInt32>, script: ScriptTable.Script, isSpaced: Bool, _ body: (UInt64) -> Void) {
        let most = isSpaced ? longest : 3
        let (seed, wordSeed) = (seed(seed, of: script), seed(wordSeed, of: script))
        for start in 0..<word.count {
            var hash = unsafe extended(seed, by: word[start])
            // A blank alone says nothing, and a letter of ASCII not enough for the time it takes.
            if unsafe word[start] >= 0x80 { body(hash) }
            let end = min(start + most, word.count)
            if start + 1 < end {
                for next in start + 1..<end {
                    hash = unsafe extended(hash, by: word[next])
                    body(hash)
                }
            }
        }
        if isSpaced && word.count > longest {
            var hash = wordSeed
            for index in 0..<word.count { hash = unsafe extended(hash, by: word[index]) }
            body(hash)
        }
    }
}
