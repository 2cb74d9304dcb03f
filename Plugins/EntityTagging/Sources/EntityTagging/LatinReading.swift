internal import ArticleAnalysis

/// A text in Serbian Cyrillic as the tagger reads it: in Latin letters, with the way back to the text as it was written.
///
/// Serbian is written in both scripts, letter for letter. What the tagger knows of the language it knows in Latin letters, so that one
/// transcription at the start serves the scanner, the gazetteer, the model and the grouping alike, and the other languages pay nothing.
/// A word with a letter that Serbian does not have ("Новый") is of another language and stays as it is.
struct LatinReading: Sendable {
    /// The text in Latin letters.
    private(set) var bytes: [UInt8] = []
    private let original: [UInt8]
    /// The code points of `bytes` that the original does not have: the second letters of lj, nj and dž.
    private var seconds: [UInt32] = []
    /// Where every code point of the original whose number is a multiple of ``stride`` starts, in UTF-8.
    private var marks: [UInt32] = []

    /// So far apart are ``marks``: four bytes for each, and no more than so many steps from one.
    private static let stride = 256

    /// Reads a text; `nil` where nothing of it is to be read in Latin letters.
    ///
    /// - Parameter languages: says which parts are Serbian.
    init?(_ text: [UInt8], languages: LanguageCourse) {
        guard languages.mayBeSerbian else { return nil }
        original = text
        bytes.reserveCapacity(text.count)
        var languages = languages
        var isRead = false
        var (index, codePoint) = (0, 0)
        while index < text.count {
            let (scalar, width) = Scalars.decode(text, at: index, limit: text.count)
            if 0x0400...0x052F ~= scalar {
                let word = LatinReading.word(text, at: index)
                let isSerbian = word.isSerbian && SerbianAlphabet.languages.contains(languages.language(at: codePoint).code)
                isRead = isRead || isSerbian
                addWord(index, word.end, &codePoint, isSerbian: isSerbian)
                index = word.end
            } else {
                mark(index, codePoint)
                bytes.append(contentsOf: text[index..<index + width])
                index += width
                codePoint += 1
            }
        }
        if !isRead { return nil }
    }

    /// Where the Cyrillic word at an offset ends, and whether all its letters are Serbian.
    private static func word(_ text: [UInt8], at start: Int) -> (end: Int, isSerbian: Bool) {
        var index = start
        var isSerbian = true
        while index < text.count {
            let (scalar, width) = Scalars.decode(text, at: index, limit: text.count)
            guard SerbianAlphabet.isCyrillic(scalar) else { break }
            if scalar >= 0x0400, SerbianAlphabet.latin(scalar) == nil { isSerbian = false }
            index += width
        }
        return (index, isSerbian)
    }

    /// Adds a word, in Latin letters if it is Serbian.
    private mutating func addWord(_ start: Int, _ end: Int, _ codePoint: inout Int, isSerbian: Bool) {
        var index = start
        var wasCapital = false
        while index < end {
            let (scalar, width) = Scalars.decode(original, at: index, limit: end)
            mark(index, codePoint)
            if isSerbian, let pair = SerbianAlphabet.latin(scalar) {
                append(pair.first)
                if pair.second != 0 {
                    // "LJUBLJANA", but "Ljubljana" and "Lj."
                    let next = index + width < end ? Scalars.decode(original, at: index + width, limit: end).0 : nil
                    let inCapitals = SerbianAlphabet.isCapital(scalar) && (next.map(SerbianAlphabet.isCapital) ?? wasCapital)
                    seconds.append(UInt32(codePoint + seconds.count + 1))
                    append(inCapitals ? Scalars.capital(pair.second) : pair.second)
                }
                wasCapital = SerbianAlphabet.isCapital(scalar)
            } else {
                bytes.append(contentsOf: original[index..<index + width])
            }
            index += width
            codePoint += 1
        }
    }

    /// Adds a letter below U+0800.
    private mutating func append(_ scalar: UInt32) {
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
        } else {
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// Notes where a code point of the original is.
    private mutating func mark(_ index: Int, _ codePoint: Int) {
        if codePoint % LatinReading.stride == 0 { marks.append(UInt32(index)) }
    }
}

extension LatinReading {
    /// The code point of the original at a code point of ``bytes``.
    func original(codePoint: Int) -> Int { codePoint - count(before: { Int(seconds[$0]) >= codePoint }) }

    /// The code point of ``bytes`` at a code point of the original.
    func codePoint(original: Int) -> Int {
        // The n-th second letter belongs to the letter that is, in the original, n + 1 code points before it.
        return original + count(before: { Int(seconds[$0]) - 1 - $0 >= original })
    }

    /// How many second letters stand before the first that is behind a place, as all after it are.
    private func count(before isBehind: (Int) -> Bool) -> Int {
        var (low, high) = (0, seconds.count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// A mention with its place in the original.
    func original(_ mention: TypedMention) -> TypedMention {
        var mention = mention
        let (start, length) = (mention.candidate.codePoint, mention.candidate.length)
        let first = original(codePoint: Int(start))
        let end = original(codePoint: Int(start + length))
        mention.candidate.codePoint = UInt32(first)
        mention.candidate.length = UInt32(end - first)
        mention.candidate.start = UInt32(offset(of: first))
        mention.candidate.end = UInt32(offset(of: end))
        return mention
    }

    /// Where a code point of the original starts, in UTF-8.
    private func offset(of codePoint: Int) -> Int {
        let mark = codePoint / LatinReading.stride
        guard mark < marks.count else { return original.count }
        var index = Int(marks[mark])
        for _ in 0..<codePoint % LatinReading.stride where index < original.count {
            index += Scalars.decode(original, at: index, limit: original.count).1
        }
        return index
    }
}
