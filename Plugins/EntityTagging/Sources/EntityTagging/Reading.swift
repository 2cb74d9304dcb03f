/// The tokens of the part of an article that the trained tagger reads, cut into sentences.
///
/// It looks at a whole article at once, because what a name is often stands elsewhere in it. So it is bounded: beyond ``mostTokens`` the
/// rules decide alone.
struct Reading {
    /// A sentence, or a line that ends without a full stop.
    struct Sentence {
        var tokens: Range<Int>
        var language: LanguageTag
        var writing: CandidateFinder.Writing
        /// Page furniture, in which nothing is a name.
        var isFurniture: Bool
    }

    /// About two thousand pages of a newspaper.
    static let mostTokens = 250_000

    private(set) var tokens: [Token] = []
    private(set) var sentences: [Sentence] = []

    /// Whether another stretch may be added.
    var hasRoom: Bool { tokens.count < Reading.mostTokens }

    /// Where in the text the reading ends, in UTF-8.
    var end: UInt32 { tokens.last?.end ?? 0 }

    /// Lets a token begin behind letters that are written onto its word.
    mutating func leaveOut(_ rest: ArabicPrefix.Rest, at index: Int) {
        tokens[index].start += rest.bytes
        tokens[index].codePoint += UInt32(rest.codePoints)
        tokens[index].length -= UInt32(rest.codePoints)
        tokens[index].hash = rest.hash
        tokens[index].stem = rest.hash
        tokens[index].prefix = rest.codePoints
    }

    /// Adds a sentence.
    mutating func add(_ sentence: ArraySlice<Token>, language: LanguageTag, writing: CandidateFinder.Writing, isFurniture: Bool) {
        let start = tokens.count
        tokens.append(contentsOf: sentence)
        sentences.append(Sentence(tokens: start..<tokens.count, language: language, writing: writing, isFurniture: isFurniture))
    }
}
