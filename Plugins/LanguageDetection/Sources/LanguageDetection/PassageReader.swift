/// Puts words together to passages.
struct PassageReader {
    /// A passage ends after so many words, or pieces of text without blanks, whatever follows.
    private static let most = 16, mostUnspaced = 4
    /// So many passages of a block are read whole. Of the others so few words will do where they speak for the language of the passage
    /// before, and so many where they do not.
    private static let readWhole = 4, few = 4, enough = 12
    /// They do so if another language has not more than this before it.
    private static let lead = Int16(2 * Ranking.unit)
    /// Lines with fewer words are short ones.
    private static let shortLine = 4

    private let model: LanguageModel
    private let memory: WordMemory
    private(set) var passages: [Passage] = []
    /// ``LanguageModel/width`` of them for each passage.
    private(set) var scores: [Int16] = []
    /// The passage that is being read; without words where there is none.
    private var open = Passage(range: 0..<0, script: ScriptTable.none, words: 0, border: .line, start: 0)
    /// No score of the passage is larger.
    private var bound = 0
    /// Whether the first words of the passage were enough.
    private var isClear = false
    /// The words of the passage, read or not.
    private var length = 0
    /// Where the last word ended.
    private var lastEnd = 0
    private var wordsInLine = 0
    /// The first passage of the line, or of what of it is in this block.
    private var lineStart = 0

    init(_ model: LanguageModel, _ memory: WordMemory) { (self.model, self.memory) = (model, memory) }

    /// Reads one block, which takes the place of the last one.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
        passages.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
        lineStart = 0
        unsafe WordReader.forEachWord(of: bytes, in: range) { word in unsafe add(word, of: bytes) }
        close()
        // A line that goes on behind this block is no short one, as blocks go.
        if unsafe range.upperBound == bytes.count || bytes[range.upperBound - 1] == 0x0A { closeLine() }
    }

    @inline(__always) private mutating func add(_ word: WordReader.Word, of bytes: UnsafeBufferPointer<UInt8>) {
        var border = Passage.Border.length
        var start = word.range.lowerBound
        // One blank between two words is what there is nearly always.
        if unsafe lastEnd + 1 != start || bytes[lastEnd] != 0x20 || open.words == 0 || word.script != open.script {
            (border, start) = unsafe PassageReader.border(in: lastEnd..<start, of: bytes)
            if lastEnd == 0 { (border, start) = (.line, 0) }
        }
        let isFull = length >= (word.isSpaced ? PassageReader.most : PassageReader.mostUnspaced)
        if open.words == 0 || border < .script || word.script != open.script || isFull {
            close()
            if border == .line { closeLine() }
            if border == .length && word.script != open.script { border = .script }
            open = Passage(range: word.range, script: word.script, words: 0, border: border, start: start)
            (length, bound) = (0, 0)
            scores.append(contentsOf: repeatElement(0, count: model.width))
        }
        lastEnd = word.range.upperBound
        open.range = open.range.lowerBound..<lastEnd
        wordsInLine += 1
        length += 1
        if passages.count >= PassageReader.readWhole {
            if length == PassageReader.few + 1 { isClear = agrees }
            guard length <= PassageReader.few || !isClear && length <= PassageReader.enough else { return }
        }
        let (said, most) = unsafe memory.scores(of: word)
        // What might leave 16 bits is more than enough.
        guard bound + most <= Int(Int16.max) else { return }
        bound += most
        let (first, width) = (passages.count * model.width, model.width)
        unsafe scores.withUnsafeMutableBufferPointer { scores in
            guard let own = unsafe scores.baseAddress.map({ unsafe $0 + first }) else { return }
            for index in 0..<width { unsafe own[index] &+= said[index] }
        }
        open.words += 1
        if word.isCapital { open.capitals += 1 }
    }

    /// The best class of the passage that is being read, counted from its script's first.
    private var best: (index: Int, score: Int16)? {
        let (first, count) = (passages.count * model.width, model.classesOf[Int(open.script)].count)
        guard count > 0 else { return nil }
        return unsafe scores.withUnsafeBufferPointer { scores in
            guard let own = unsafe scores.baseAddress.map({ unsafe $0 + first }) else { return nil }
            var highest = Int16.min
            for index in 0..<count { highest = unsafe max(highest, own[index]) }
            var index = 0
            while unsafe own[index] != highest { index += 1 }
            return (index, highest)
        }
    }

    /// Whether the words so far say what the passage before lets expect.
    private var agrees: Bool {
        guard let last = passages.last, last.script == open.script, let expected = last.best?.language, let best else { return false }
        let own = scores[passages.count * model.width + expected - model.classesOf[Int(open.script)].lowerBound]
        return best.score &- own <= PassageReader.lead
    }

    /// Ends the passage that is being read.
    private mutating func close() {
        guard open.words > 0 else { return }
        open.best = best.map { (model.classesOf[Int(open.script)].lowerBound + $0.index, $0.score) }
        passages.append(open)
        open.words = 0
    }

    private mutating func closeLine() {
        if wordsInLine < PassageReader.shortLine { for index in lineStart..<passages.count { passages[index].isInShortLine = true } }
        (wordsInLine, lineStart) = (0, passages.count)
    }

    /// What parts two words, and where a span that begins with the second one begins.
    private static func border(in gap: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> (Passage.Border, start: Int) {
        var (border, start) = (Passage.Border.length, gap.upperBound)
        var isStopped = false
        var blank = -1
        var position = gap.lowerBound
        while position < gap.upperBound {
            let byte = unsafe bytes[position]
            switch byte {
            case 0x0A:
                (border, start) = (.line, position + 1)
                isStopped = false
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): isStopped = true
            case 0x09, 0x0D, 0x20:
                if isStopped, border > .sentence { (border, start) = (.sentence, position + 1) }
                isStopped = false
                blank = position
            case UInt8(ascii: "\""): if border > .quotation { (border, start) = (.quotation, position) }
            case 0x80...:
                var length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                if byte < 0xC0 { length = 1 }
                let end = min(position + length, gap.upperBound)
                let scalar = (position..<end).reduce(0 as UInt32) { unsafe $0 << 8 | UInt32(bytes[$1]) }
                if fullStops.contains(scalar), border > .sentence { (border, start) = (.sentence, end) }
                if quotationMarks.contains(scalar), border > .quotation { (border, start) = (.quotation, position) }
                position = end - 1
            default: break
            }
            position += 1
        }
        if border == .sentence { while start < gap.upperBound, unsafe bytes[start] == 0x20 { start += 1 } }
        // A mark behind the last blank opens a quotation; one before it closes one, and is not the next word's.
        if border == .quotation, start < blank { start = blank + 1 }
        // A bracket or quotation mark before a word belongs to it.
        if border == .length { while start > gap.lowerBound, openers.contains(unsafe bytes[start - 1]) { start -= 1 } }
        return (border, start)
    }

    private static let openers = Array("([{\"'".utf8)

    /// “ ” „ « » 「 」, likewise.
    private static let quotationMarks: Set<UInt32> = [0xE2_80_9C, 0xE2_80_9D, 0xE2_80_9E, 0xC2_AB, 0xC2_BB, 0xE3_80_8C, 0xE3_80_8D]

    /// Ends of sentences in other scripts, as their UTF-8: 。！？ ۔ ؟ । … ። ។ ։
    private static let fullStops: Set<UInt32> = [
        0xE3_80_82, 0xEF_BC_81, 0xEF_BC_9F, 0xDB_94, 0xD8_9F, 0xE0_A5_A4, 0xE2_80_A6, 0xE1_8D_A2, 0xE1_9F_94, 0xD6_89,
    ]
}
