internal import ArticleAnalysis

/// A stretch of text in one script, from its first letter to its last: a sentence, or as much of one as a reader needs.
struct Passage: Sendable {
    /// What parts a passage from the one before, the clearest first.
    enum Border: Int, Sendable, Comparable {
        case line, sentence, quotation, script, length
        static func < (one: Border, other: Border) -> Bool { one.rawValue < other.rawValue }
    }

    /// UTF-8 offsets.
    var range: Range<Int>
    var script: ScriptTable.Script
    /// Those that were read, and how many of them begin with a capital.
    var words: Int
    var capitals = 0
    var border: Border
    /// Where a span begins that begins with this passage.
    var start: Int
    /// Whether it is rather a row of names, which may be of any language.
    var isNames: Bool { capitals * 5 >= words * 3 }
    /// The class that its words speak for most, and how much; `nil` where the model knows none for its script.
    var best: (language: Int, score: Int16)?
    /// Whether it stands in a line of so few words that it may be a menu, a button or a heading.
    var isInShortLine = false
}

/// Reads a text block by block into passages, and adds up what the words of each say.
struct Passages {
    /// Blocks are about so long, in bytes.
    private static let block = 1 << 16

    let model: LanguageModel
    private let bytes: [UInt8]
    private let memory: WordMemory
    /// Where the next block begins.
    private var position = 0
    private var reader: PassageReader

    init(of prose: Prose, by model: LanguageModel, _ memory: WordMemory) {
        (bytes, self.model, self.memory) = (prose.bytes, model, memory)
        reader = PassageReader(model, memory)
    }

    /// Those of the block that was read last, in text order.
    var passages: [Passage] { reader.passages }

    /// The scores of a passage, by class counted from its script's first.
    func scores(of index: Int) -> ArraySlice<Int16> { reader.scores[index * model.width..<(index + 1) * model.width] }

    /// Where within two neighbouring passages of a script the language changes: the word before which what the words say adds up best.
    func change(in range: Range<Int>, from first: Int, to second: Int) -> Int? {
        let own = model.classesOf[Int(model.classes[first].script)].lowerBound
        var (sum, least, place): (Int, Int, Int?) = (0, 0, nil)
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe WordReader.forEachWord(of: bytes, in: range) { word in
                guard word.script == model.classes[first].script else { return }
                if place == nil || sum < least { (least, place) = (sum, word.range.lowerBound) }
                let scores = unsafe memory.scores(of: word).scores
                sum += unsafe Int(scores[second - own]) - Int(scores[first - own])
            }
        }
        return place
    }

    /// Reads the next block; `false` at the end of the text.
    mutating func readBlock() throws -> Bool {
        guard position < bytes.count else { return false }
        try Cancellation.check()
        let end = blockEnd
        let range = position..<end
        position = end
        unsafe bytes.withUnsafeBufferPointer { unsafe reader.read($0, in: range) }
        return true
    }

    /// Behind a line or a word where there is an end of one in the last eighth of a block, and always on a code point border.
    private var blockEnd: Int {
        var end = min(position + Self.block, bytes.count)
        guard end < bytes.count else { return end }
        let tail = bytes[end - Self.block / 8..<end]
        if let last = tail.lastIndex(of: 0x0A) ?? tail.lastIndex(of: 0x20) { return last + 1 }
        while bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
