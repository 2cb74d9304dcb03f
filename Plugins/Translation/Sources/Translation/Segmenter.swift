internal import ArticleAnalysis

/// Cuts a text into segments, one scalar after the other.
struct Segmenter {
    /// A place in the text, counted in both ways.
    private struct Place {
        var codePoint = 0
        var byte = 0
    }

    /// Whether the segment at hand is over.
    private enum State {
        /// It is not.
        case inside
        /// A mark was just read that may end it.
        case marked(SentenceMarks.Ending)
        /// A mark and white space were read: the next letter tells.
        case spaced
    }

    /// What was cut so far.
    private var segments: [Segment] = []

    /// Where the next scalar is.
    private var here = Place()

    /// Where the segment at hand begins, if there is one.
    private var start: Place?

    /// Behind the last scalar that is no white space.
    private var end = Place()

    /// The last white space within the segment: where it is cut when it grows too long.
    private var gap: (before: Place, behind: Place)?

    /// The white space just read, if the last scalar was some.
    private var space: Unicode.Scalar?

    /// What was read of a sentence's end.
    private var state = State.inside

    /// The word before the next mark.
    private var word = Word()

    /// Reads the next scalar.
    mutating func read(_ scalar: Unicode.Scalar) {
        if readPlain(scalar) { return }
        let width = UTF8.width(scalar)
        if SentenceMarks.endsLine(scalar) {
            close()
        } else if SentenceMarks.isSpace(scalar) {
            if case .marked = state { state = .spaced }
            space = scalar
            word.clear()
        } else {
            readVisible(scalar)
            end = Place(codePoint: here.codePoint + 1, byte: here.byte + width)
            space = nil
        }
        here.codePoint += 1
        here.byte += width
    }

    /// Reads an ASCII letter or digit in the middle of a word, as most scalars are; answers whether it was one.
    private mutating func readPlain(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value < 0x80, Word.isWordPart(scalar), case .inside = state, space == nil, let start else { return false }
        guard here.codePoint - start.codePoint < Segment.longest else { return false }
        word.append(scalar)
        here.codePoint += 1
        here.byte += 1
        end = here
        return true
    }

    /// The segments of all that was read.
    mutating func finish() -> [Segment] {
        close()
        return segments
    }

    /// Reads a scalar that is no white space.
    private mutating func readVisible(_ scalar: Unicode.Scalar) {
        if beginsSentence(scalar) { close() }
        if start == nil {
            start = here
        } else if space != nil {
            gap = (end, here)
        }
        if let start, here.codePoint - start.codePoint >= Segment.longest { cut() }

        let ending = SentenceMarks.ending(scalar)
        if ending != .none {
            state = scalar == "." && word.isAbbreviation ? .inside : .marked(ending)
            word.clear()
        } else if SentenceMarks.closes(scalar), isEnding {
            state = .marked(.beforeSpace)
        } else {
            state = .inside
            word.append(scalar)
        }
    }

    /// Whether a mark was read and nothing after it that goes on.
    private var isEnding: Bool { if case .inside = state { false } else { true } }

    /// Whether a visible scalar is the first of another sentence.
    private func beginsSentence(_ scalar: Unicode.Scalar) -> Bool {
        switch state {
        case .inside, .marked(.beforeSpace), .marked(.none): false
        case .marked(.always): !SentenceMarks.closes(scalar) && SentenceMarks.ending(scalar) == .none
        // French puts a no-break space before its closing guillemet.
        case .spaced: !scalar.properties.isLowercase && !(SentenceMarks.closes(scalar) && (space == "\u{A0}" || space == "\u{202F}"))
        }
    }

    /// Ends the segment at hand behind its last visible scalar.
    private mutating func close() {
        if let start { append(from: start, to: end) }
        start = nil
        gap = nil
        state = .inside
        word.clear()
    }

    /// Cuts a segment that has grown too long: at its last white space if it has any, else right here.
    private mutating func cut() {
        guard let begun = start else { return }
        let (before, behind) = gap ?? (here, here)
        append(from: begun, to: before)
        start = behind
        gap = nil
    }

    /// Adds a segment between two places.
    private mutating func append(from start: Place, to end: Place) {
        segments.append(Segment(span: TextSpan(start: start.codePoint, end: end.codePoint), utf8: start.byte..<end.byte))
    }
}

/// The letters or digits before a full stop, as far as they matter.
private struct Word {
    /// Nothing in the list is longer.
    private static let longest = 5

    /// Its beginning, up to ``longest``.
    private var scalars: [Unicode.Scalar] = []

    /// Whether there was more.
    private var isLong = false

    /// Reads the word's next scalar.
    mutating func append(_ scalar: Unicode.Scalar) {
        if !Word.isWordPart(scalar) {
            // Brackets and dashes begin the word anew: "(Dr." is "Dr.".
            clear()
        } else if scalars.count < Word.longest {
            scalars.append(scalar)
        } else {
            isLong = true
        }
    }

    /// Begins the next word, in the room of the last.
    mutating func clear() {
        scalars.removeAll(keepingCapacity: true)
        isLong = false
    }

    /// Whether a full stop behind the word says nothing of the sentence: an initial, a small number, a known abbreviation.
    var isAbbreviation: Bool {
        guard !isLong, let first = scalars.first else { return false }
        if scalars.count == 1, first.properties.isCased { return true }
        if scalars.count <= 2, scalars.allSatisfy(Word.isDigit) { return true }
        return SentenceMarks.abbreviations.contains(String(String.UnicodeScalarView(scalars)).lowercased())
    }

    /// Letters and digits, told by blocks: Unicode's properties would cost more than all the rest.
    static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x80: isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        case 0x80..<0xC0, 0x2000..<0x2070, 0x3000..<0x3040: false
        default: true
        }
    }

    /// Whether a scalar is an ASCII digit.
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
