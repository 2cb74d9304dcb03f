internal import ArticleAnalysis

/// A text as the model gets to see it: what is no prose is overwritten by blanks, so that every byte and every code point stays where it
/// was.
struct Prose: Sendable {
    /// As long as the text's UTF-8.
    private(set) var bytes: [UInt8]

    /// Code points of the text.
    private(set) var codePoints = 0

    /// Letters left, by script number.
    private(set) var letters = [Int](repeating: 0, count: ScriptTable.names.count)

    /// ASCII digits left.
    private(set) var digits = 0

    /// Letters of the longest word in ASCII, and how many such letters are small ones; words with other letters count as long and small.
    private(set) var longestWord = 0
    private(set) var smallLetters = 0

    /// Whether there is nothing but single letters and acronyms, which are the same in many languages.
    var isOnlyAcronyms: Bool { longestWord < 2 || smallLetters == 0 && longestWord < 5 }

    /// Reads a text in one pass.
    init(_ text: String) throws {
        bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            // Asked once a mebibyte: often enough for a deadline, too seldom to cost.
            try Cancellation.check()
            position = read(from: position, to: min(position + 1 << 20, bytes.count))
        }
    }

    /// All letters left.
    var letterCount: Int { letters.reduce(0, +) }

    /// The script most letters are of; the lower number on a draw; `nil` without letters.
    var mainScript: ScriptTable.Script? {
        guard let most = letters.max(), most > 0 else { return nil }
        return letters.firstIndex(of: most).map(ScriptTable.Script.init)
    }

    /// Reads at least up to `end`, to the end of the token that begins before it; answers where it stopped.
    private mutating func read(from start: Int, to end: Int) -> Int {
        var position = start
        var counts = Counts()
        let (kinds, scripts) = (Prose.kinds, ScriptTable.shared)
        unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            while position < end {
                let byte = unsafe bytes[position]
                if byte > 0x20 && byte < 0x7F {
                    position = unsafe Prose.readToken(from: position, of: bytes, kinds, &counts)
                } else if byte < 0x80 {
                    if byte != 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D { unsafe bytes[position] = 0x20 }
                    counts.codePoints += 1
                    position += 1
                } else {
                    let (scalar, length) = unsafe Prose.scalar(at: position, of: UnsafeBufferPointer(bytes))
                    let script = scripts.script(of: scalar)
                    if script != ScriptTable.none {
                        letters[Int(script)] += 1
                        (counts.longest, counts.small) = (Int.max, 1)
                    }
                    counts.codePoints += 1
                    position += length
                }
            }
        }
        codePoints += counts.codePoints
        digits += counts.digits
        letters[0] += counts.latin
        longestWord = max(longestWord, counts.longest)
        smallLetters += counts.small
        return position
    }

    /// What a stretch of text has.
    private struct Counts {
        var codePoints = 0, digits = 0, latin = 0, longest = 0, small = 0
    }

    /// What a visible character of ASCII is to a token.
    private enum Kind { case capital, letter, mark, digit, at, slash, code }

    private static let kinds: [Kind] = (UInt8(0)..<0x80).map { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .capital
        case UInt8(ascii: "a")...UInt8(ascii: "z"): .letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "@"), UInt8(ascii: "\\"): .at
        case UInt8(ascii: "/"): .slash
        case UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            .code
        default: .mark
        }
    }

    /// Reads a run of visible ASCII, and blanks it where it is an address, a handle, code, or a number with letters in it.
    @inline(__always) private static func readToken(
        from start: Int, of bytes: UnsafeMutableBufferPointer<UInt8>, _ kinds: [Kind], _ counts: inout Counts
    ) -> Int {
        var position = start
        var (letterCount, digitCount, humps, isAddress) = (0, 0, 0, false)
        var (last, small, word, longest) = (Kind.mark, 0, 0, 0)
        while position < bytes.count {
            // Small letters are most of a text.
            let run = position
            while position < bytes.count, unsafe bytes[position] &- UInt8(ascii: "a") < 26 { position += 1 }
            if position > run {
                // Between letters what is only in programs: user_name, a=b, List<Int>.
                if last == .code, run > start + 1 { isAddress = true }
                small += position - run
                word += position - run
                last = .letter
                guard position < bytes.count else { break }
            }
            let byte = unsafe bytes[position]
            guard byte > 0x20 && byte < 0x7F else { break }
            let kind = kinds[Int(byte)]
            if kind == .capital {
                if last == .code, position > start + 1 { isAddress = true }
                if last == .letter { humps += 1 }
                letterCount += 1
                word += 1
            } else {
                longest = max(longest, word)
                word = 0
                switch kind {
                case .digit: digitCount += 1
                case .at: isAddress = true
                case .slash: if last == .slash { isAddress = true }
                case .capital, .letter, .mark, .code: break
                }
            }
            last = kind
            position += 1
        }
        letterCount += small
        longest = max(longest, word)
        if unsafe letterCount > 4 && bytes[start] == UInt8(ascii: "w") && bytes[start..<start + 4].elementsEqual("www.".utf8) {
            isAddress = true
        }
        counts.codePoints += position - start
        // One hump is a name's, McDonald's, or two words without their blank; more are a program's.
        if letterCount > 0 && (isAddress || digitCount > 0 || humps > 1) {
            for index in start..<position { unsafe bytes[index] = 0x20 }
        } else {
            counts.latin += letterCount
            counts.digits += digitCount
            counts.longest = max(counts.longest, longest)
            counts.small += small
        }
        return position
    }

    /// Decodes the scalar that begins at a byte of valid UTF-8.
    @inline(__always) static func scalar(at start: Int, of bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
        let lead = unsafe bytes[start]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for index in start + 1..<start + length { scalar = unsafe scalar << 6 | UInt32(bytes[index] & 0x3F) }
        return (scalar, length)
    }
}
