internal import ArticleAnalysis

/// Draws the spans of a mixed text from CLD2's pieces.
///
/// CLD2's borders lie a few words beside the true ones where both languages share a script, and now and then it takes a name for a
/// foreign word. So lines decide by majority, borders inside a line move to the end of a sentence, and islands too small to be sure
/// of go under.
struct LanguageSpans {
    /// A stretch in one language.
    private struct Run {
        var range: Range<Int>
        var tag: String?
        /// The script of its first letter.
        var script: ScriptTable.Script
        /// Bytes that CLD2 called this language; the rest was carried along.
        var evidence: Int
        /// Whether it is one line or more from end to end.
        var isWholeLine = false
    }

    /// A stretch as CLD2 gives it, under its BCP 47 tag; `nil` for no language.
    struct Piece {
        var range: Range<Int>
        var tag: String?
    }

    /// Fewer bytes of another language with the same script are taken for a mistake.
    private static let smallestInSameScript = 90

    /// The same for a line that is in that language from end to end.
    private static let smallestLine = 45

    /// Fewer bytes in another script are taken for a name or a term.
    private static let smallestInOtherScript = 40

    /// How far a border may move to the end of a sentence, in bytes.
    private static let reach = 80

    /// The text, as ``Prose`` leaves it.
    private let bytes: [UInt8]

    /// For one text.
    init(of prose: Prose) { bytes = prose.bytes }

    /// Spans that cover the text from its first to its last code point, white space between two of them left out.
    ///
    /// - Parameter pieces: in text order.
    func spans(from pieces: [Piece], otherwise language: String) throws -> [DetectedLanguage.Span] {
        let runs = absorbed(merged(try runsByLine(pieces)))
        var offsets = CodePointOffsets(utf8: bytes)
        if runs.count < 2 {
            let end = offsets.codePoint(atUTF8: bytes.count)
            return [DetectedLanguage.Span(start: 0, end: end, language: language)]
        }
        return runs.enumerated().map { index, run in
            var (start, end) = (run.range.lowerBound, run.range.upperBound)
            if index > 0 { while start < end, LanguageSpans.isSpace(bytes[start]) { start += 1 } }
            if index < runs.count - 1 { while end > start, LanguageSpans.isSpace(bytes[end - 1]) { end -= 1 } }
            return DetectedLanguage.Span(
                start: offsets.codePoint(atUTF8: start), end: offsets.codePoint(atUTF8: end), language: run.tag ?? language)
        }
    }

    /// Cuts the pieces at line ends and lets each line decide.
    private func runsByLine(_ pieces: [Piece]) throws -> [Run] {
        var runs: [Run] = []
        var next = 0
        var lineStart = 0
        while lineStart < bytes.count {
            try Cancellation.check()
            let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            var inLine: [Run] = []
            while next < pieces.count, pieces[next].range.lowerBound < lineEnd {
                let range = pieces[next].range.clamped(to: lineStart..<lineEnd)
                // A piece may reach over the line end to the next line's first bracket: no letter, no say.
                if let tag = pieces[next].tag, case let script = firstScript(in: range), script != ScriptTable.none {
                    inLine.append(Run(range: range, tag: tag, script: script, evidence: range.count))
                }
                // A piece that goes on behind this line is looked at again from the next.
                if pieces[next].range.upperBound > lineEnd { break }
                next += 1
            }
            runs += decided(inLine, line: lineStart..<lineEnd)
            lineStart = lineEnd
        }
        return runs
    }

    /// One line's runs, which cover it all: a clear majority takes what is in its own script.
    private func decided(_ pieces: [Run], line: Range<Int>) -> [Run] {
        guard let first = pieces.first else { return [Run(range: line, tag: nil, script: ScriptTable.none, evidence: 0)] }
        var weights: [(tag: String?, script: ScriptTable.Script, bytes: Int)] = []
        for piece in pieces {
            if let index = weights.firstIndex(where: { $0.tag == piece.tag }) {
                weights[index].bytes += piece.evidence
            } else {
                weights.append((piece.tag, piece.script, piece.evidence))
            }
        }
        let total = weights.reduce(0) { $0 + $1.bytes }
        let winner = weights.max { $0.bytes < $1.bytes } ?? (first.tag, first.script, first.evidence)
        var voted = pieces
        if winner.bytes * 4 >= total * 3 {
            for index in voted.indices where voted[index].script == winner.script { voted[index].tag = winner.tag }
        }
        var runs = merged(voted)
        for index in runs.indices.dropFirst() {
            let border = border(between: runs[index - 1], and: runs[index])
            runs[index - 1].range = runs[index - 1].range.lowerBound..<border
            runs[index].range = border..<runs[index].range.upperBound
        }
        runs[0].range = line.lowerBound..<runs[0].range.upperBound
        runs[runs.count - 1].range = runs[runs.count - 1].range.lowerBound..<line.upperBound
        runs[0].isWholeLine = runs.count == 1
        return runs
    }

    /// Where the text turns from one run's language into the next one's.
    private func border(between left: Run, and right: Run) -> Int {
        let (from, to) = (left.range.upperBound, right.range.lowerBound)
        if left.script != right.script { return firstLetter(of: right.script, in: from..<max(from, to)) ?? max(from, to) }
        let middle = (from + max(from, to)) / 2
        let low = max(left.range.lowerBound + 1, from - LanguageSpans.reach)
        let high = min(right.range.upperBound, max(from, to) + LanguageSpans.reach)
        var best: Int?
        for position in low..<max(low, high) where endsSentence(before: position) {
            if best.map({ abs($0 - middle) > abs(position - middle) }) ?? true { best = position }
        }
        if let best { return best }
        // No sentence ends nearby: at least cut between words.
        for position in (low..<max(low, max(from, to))).reversed() where LanguageSpans.isSpace(bytes[position]) { return position + 1 }
        return max(from, to)
    }

    /// Whether a sentence ends before the white space that ends before `position`, or with a full-width stop right there.
    private func endsSentence(before position: Int) -> Bool {
        if position >= 3, bytes[position - 3..<position] == [0xE3, 0x80, 0x82] { return true }  // 。
        guard position >= 2, LanguageSpans.isSpace(bytes[position - 1]) else { return false }
        var last = position - 2
        while last > 0, [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")")].contains(bytes[last]) { last -= 1 }
        return [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[last])
    }

    /// Gives runs of no language to the one before, or the first to the one behind, and joins equal neighbours.
    private func merged(_ runs: [Run]) -> [Run] {
        var result: [Run] = []
        var start: Int?
        for var run in runs {
            if let last = result.last, run.tag == nil || run.tag == last.tag {
                result[result.count - 1].range = last.range.lowerBound..<run.range.upperBound
                if run.tag != nil { result[result.count - 1].evidence += run.evidence }
            } else if run.tag == nil {
                start = start ?? run.range.lowerBound
            } else {
                if let begun = start { run.range = begun..<run.range.upperBound }
                start = nil
                result.append(run)
            }
        }
        return result
    }

    /// Lets islands that are too small to be sure of go under in what is before them, or the first in what is behind.
    private func absorbed(_ runs: [Run]) -> [Run] {
        var result: [Run] = []
        for run in runs {
            guard let last = result.last else {
                result.append(run)
                continue
            }
            if run.tag == last.tag || isTooSmall(run, beside: last) {
                result[result.count - 1].range = last.range.lowerBound..<run.range.upperBound
                if run.tag == last.tag { result[result.count - 1].evidence += run.evidence }
            } else if result.count == 1, isTooSmall(last, beside: run) {
                result[0] = run
                result[0].range = last.range.lowerBound..<run.range.upperBound
            } else {
                result.append(run)
            }
        }
        return result
    }

    /// Whether a run is rather a mistake, a name or a term than a passage.
    private func isTooSmall(_ run: Run, beside other: Run) -> Bool {
        guard run.script == other.script else { return run.evidence < LanguageSpans.smallestInOtherScript }
        return run.evidence < (run.isWholeLine ? LanguageSpans.smallestLine : LanguageSpans.smallestInSameScript)
    }

    /// The script of the first letter in a range.
    private func firstScript(in range: Range<Int>) -> ScriptTable.Script {
        for position in range where bytes[position] & 0xC0 != 0x80 {
            let script = script(at: position)
            if script != ScriptTable.none { return script }
        }
        return ScriptTable.none
    }

    /// Where the first letter of a script begins in a range.
    private func firstLetter(of wanted: ScriptTable.Script, in range: Range<Int>) -> Int? {
        range.first { bytes[$0] & 0xC0 != 0x80 && script(at: $0) == wanted }
    }

    /// The script of the scalar that begins at a byte.
    private func script(at position: Int) -> ScriptTable.Script {
        ScriptTable.shared.script(of: Prose.scalar(at: position, of: bytes).value)
    }

    /// Whether a byte is ASCII white space.
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
