/// Tells the furniture of a scraped page from the article: navigation, share buttons, teasers, comment forms, copyright lines.
///
/// A line is judged by itself first (``PageLine``): by what it says, in a dozen languages, and by its shape, in any. Lines that say
/// nothing by themselves, such as headlines of other articles, are furniture only where they stand among such lines, before, after or
/// between paragraphs; lists, poems and headings without furniture beside them are left alone, since a lost line of an article is worse than a
/// name too many. One pass, a block of lines at a time, so that memory stays bounded.
struct PageFurniture {
    private let bytes: [UInt8]
    private var position = 0
    /// Furniture of the block at hand, in text order.
    private var ranges: [Range<Int>] = []
    private var next = 0
    private var scratch: [Token] = []

    /// Lines that are judged together: more than any article has.
    static let blockLines = 4_096

    /// Prepares to judge a text.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether what starts at an offset is furniture. Offsets must be asked in text order.
    mutating func contains(_ offset: Int) -> Bool {
        while offset >= position, position < bytes.count { judgeBlock() }
        while next < ranges.count, ranges[next].upperBound <= offset { next += 1 }
        return next < ranges.count && ranges[next].lowerBound <= offset
    }

    /// Judges the next lines.
    private mutating func judgeBlock() {
        var lines = readLines()
        ranges.removeAll(keepingCapacity: true)
        next = 0
        PageFurniture.judge(&lines)
        for line in lines {
            if line.isFurniture {
                ranges.append(line.start..<line.end)
            } else if let glued = line.gluedHeading {
                ranges.append(glued..<line.end)
            }
        }
    }

    /// Reads the lines of the next block.
    private mutating func readLines() -> [PageLine] {
        var lines: [PageLine] = []
        while position < bytes.count, lines.count < PageFurniture.blockLines {
            var (start, end) = (position, position)
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            position = end + 1
            while start < end, bytes[start] <= 0x20 { start += 1 }
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
            if start < end { lines.append(PageLine(bytes, from: start, to: end, phrases: .shared, scratch: &scratch)) }
        }
        return lines
    }

    /// Decides which lines are furniture.
    static func judge(_ lines: inout [PageLine]) {
        var hasFurniture = false
        for index in lines.indices {
            lines[index].isFurniture = lines[index].isHit
            if lines[index].isHit || lines[index].gluedHeading != nil { hasFurniture = true }
        }
        guard hasFurniture else { return }
        judgeComments(&lines)
        judgeNeighbours(&lines)
        guard let first = lines.firstIndex(where: \.isParagraph), let last = lines.lastIndex(where: \.isParagraph) else { return }
        // Before the article: rubrics between links. One short line alone may be its headline, and so may what stands before the last button.
        let lastHit = lines[..<first].lastIndex(where: \.isHit) ?? 0
        fill(&lines, 0..<lastHit, gap: 2...4, words: 3)
        judgeTail(&lines, from: last + 1)
        judgeLists(&lines, first: first, last: last)
    }

    /// Lists of links, on a page that shows by three lines of furniture that it is one: labels that say how often they are used, anywhere; labels one
    /// below the other before the article; and what stands below its first button in lines that are no sentences.
    private static func judgeLists(_ lines: inout [PageLine], first: Int, last: Int) {
        guard lines.count(where: \.isHit) >= 3 else { return }
        fillRuns(&lines, lines.indices, atLeast: 3) { $0.label == .counted }
        // The headline has more words, or stands among the last.
        fillRuns(&lines, 0..<max(0, first - 3), atLeast: 6) { $0.label == .plain && $0.words <= 3 }
        guard let end = lines[(last + 1)...].firstIndex(where: \.isHit) else { return }
        fillRuns(&lines, end..<lines.count, atLeast: 6) { !$0.isSentence && $0.words <= 14 }
    }

    /// Marks runs of lines that are alike or furniture already.
    private static func fillRuns(_ lines: inout [PageLine], _ range: Range<Int>, atLeast least: Int, where isAlike: (PageLine) -> Bool) {
        var start = range.lowerBound
        while start < range.upperBound {
            let stop = lines[start..<range.upperBound].firstIndex { !isAlike($0) && !$0.isHit } ?? range.upperBound
            if stop - start >= least { for index in start..<stop { lines[index].isFurniture = true } }
            start = stop + 1
        }
    }

    /// Comments of readers, from their heading to the last button below one.
    private static func judgeComments(_ lines: inout [PageLine]) {
        let replies = lines.indices.filter { lines[$0].kind == .reply }
        guard replies.count >= 2, let first = replies.first, let last = replies.last else { return }
        let heading =
            lines[..<first].lastIndex { $0.kind == .closing }
            ?? lines[max(0, first - 12)..<first].firstIndex { $0.endsWithColon && $0.words <= 6 }
        guard let heading else { return }
        for index in heading...last { lines[index].isFurniture = true }
    }

    /// Lines that are furniture because of what stands right beside them.
    private static func judgeNeighbours(_ lines: inout [PageLine]) {
        let end = lines.lastIndex { $0.isParagraph && $0.words >= 14 } ?? lines.count
        for index in lines.indices {
            guard !lines[index].isFurniture else { continue }
            let line = lines[index]
            let before = index > 0 ? lines[index - 1] : nil
            let isAfter = before?.isHit ?? false
            let isBefore = index + 1 < lines.count && lines[index + 1].isHit
            // The headline below "Related".
            let isBelowHeading = before?.kind == .teasers || before?.gluedHeading != nil
            if isBelowHeading, !line.isParagraph, line.words >= 4 { lines[index].isFurniture = true }
            if line.kind == .doubtful, line.words <= 40, isAfter || isBefore { lines[index].isFurniture = true }
            // "X is a journalist based in Y." below the article.
            if line.isParagraph, isAfter, isBefore, index > end { lines[index].isFurniture = true }
        }
    }

    /// What comes after the last paragraph.
    private static func judgeTail(_ lines: inout [PageLine], from start: Int) {
        fill(&lines, start..<lines.count, gap: 1...5, words: 40)
        let hits = lines.indices[start...].filter { lines[$0].isHit }
        guard let first = hits.first, let last = hits.last else { return }
        // A page full of links to its end; else the few lines after the last button.
        let isDense = hits.count >= 8 && hits.count * 4 >= lines.count - first
        let end = isDense ? lines.count : min(lines.count, last + 4)
        for index in isDense ? first..<end : last..<end where !lines[index].isSentence { lines[index].isFurniture = true }
    }

    /// Marks the lines of a few words between two of furniture, where there are as many as `gap` allows.
    private static func fill(_ lines: inout [PageLine], _ range: Range<Int>, gap: ClosedRange<Int>, words: Int) {
        var last: Int?
        for index in range where lines[index].isHit {
            if let last, gap.contains(index - last - 1), lines[last + 1..<index].allSatisfy({ $0.words <= words }) {
                for between in last + 1..<index where !lines[between].isSentence { lines[between].isFurniture = true }
            }
            last = index
        }
    }
}
