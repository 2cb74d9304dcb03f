/// What the mentions of an article say of its words, without their case endings: of how many persons, organizations and places a word is part.
///
/// Filled once from what the rules found, and again from what the tagger found at first.
struct NameVotes {
    /// Counts by kind: persons, organizations, places, other names.
    typealias Counts = SIMD4<UInt16>

    /// Votes for a word anywhere in a name, as the last word of a longer one, as the first word of a longer one.
    struct Votes {
        var any = Counts()
        var last = Counts()
        var first = Counts()
    }

    private var index = HashIndex(capacity: 512)
    private var votes: [Votes] = []
    /// The initials of longer names of organizations.
    private var acronyms = HashIndex()

    /// Counts a name.
    mutating func add(_ words: some Sequence<UInt64>, kind: Int) {
        let words = Array(words)
        for (position, word) in words.enumerated() {
            let slot = slot(of: word)
            votes[slot].any[kind] = votes[slot].any[kind] &+ 1
            guard words.count > 1 else { continue }
            if position == words.count - 1 { votes[slot].last[kind] = votes[slot].last[kind] &+ 1 }
            if position == 0 { votes[slot].first[kind] = votes[slot].first[kind] &+ 1 }
        }
    }

    /// Notes what an acronym may stand for.
    mutating func add(initials: UInt64) { acronyms.set(initials, 1) }

    /// Whether a word is the acronym of a longer name.
    func isAcronym(_ word: UInt64) -> Bool { acronyms[word] != nil }

    /// The votes for a word.
    @inline(__always)
    func of(_ word: UInt64) -> Votes? { index[word].map { votes[Int($0)] } }

    /// The kind with most votes as a small number: 0 for none, else kind + 1, and 4 more where there is no other opinion.
    @inline(__always)
    static func summary(_ counts: Counts) -> UInt64 {
        var best = 0
        var sum: UInt32 = 0
        for kind in 0..<4 {
            sum += UInt32(counts[kind])
            if counts[kind] > counts[best] { best = kind }
        }
        guard sum > 0 else { return 0 }
        let isClear = UInt32(counts[best]) == sum
        return UInt64(best + 1) | (isClear ? 8 : 0) | (sum > 2 ? 16 : 0)
    }

    private mutating func slot(of word: UInt64) -> Int {
        if let slot = index[word] { return Int(slot) }
        index.set(word, UInt32(votes.count))
        votes.append(Votes())
        return votes.count - 1
    }
}
