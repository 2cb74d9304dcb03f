internal import ArticleAnalysis

/// What CLD2 makes of a text, in BCP 47 and over all windows of a long one.
struct Reading: Sendable {
    /// How much of a text is in one language.
    struct Share: Sendable, Equatable {
        var tag: String
        /// Of the bytes of letters, 0…100.
        var percent: Double
    }

    /// Largest first.
    private(set) var shares: [Share] = []

    /// Stretches of the body in text order; `nil` tags for no language.
    private(set) var pieces: [LanguageSpans.Piece] = []

    /// How CLD2 came to the answer.
    private(set) var grade: Evidence.Grade

    /// Whether more Chinese is in traditional characters than in simplified ones.
    private(set) var isTraditional = false

    /// The language of nearly all of the text, where CLD2 is sure of it.
    var soleLanguage: String? { grade == .sure ? shares.first.flatMap { $0.percent > 90 ? $0.tag : nil } : nil }

    /// Shorter gaps are left to their neighbours, in bytes.
    private static let smallestGap = 60

    /// With so much of a text told, in percent, the answer counts as sure.
    private static let enoughTold = 60.0

    /// Reads a text window by window.
    ///
    /// - Parameters:
    ///   - claimed: what the source says the language is; ignored unless it looks like a BCP 47 tag.
    ///   - bestEffort: answer even where CLD2 would call the text too short.
    init(of prose: Prose, claimed: String? = nil, bestEffort: Bool = false) throws {
        grade = .guess
        var (reliable, all) = (0.0, 0.0)
        var weights = Weights()
        for window in Reading.windows(of: prose.bytes) {
            try Cancellation.check()
            let answer = try CompactDetector.detect(
                prose.bytes, in: window, claimed: claimed.flatMap(Reading.hint), bestEffort: bestEffort)
            all += Double(window.count)
            if answer.isReliable { reliable += Double(window.count) }
            weights.add(answer.shares, weight: Double(window.count), prose)
            append(answer.pieces, toldBy: answer.shares, prose)
        }
        (shares, isTraditional) = weights.shares(of: all)
        guard !bestEffort else { return }
        grade = reliable * 2 > all ? .sure : .doubtful
        let gained = try fillGaps(prose)
        guard gained > 0 else { return }
        shares.sort { ($1.percent, $0.tag) < ($0.percent, $1.tag) }
        if shares.reduce(0, { $0 + $1.percent }) >= Reading.enoughTold { grade = .sure }
    }

    /// Reads alone the lines of which CLD2 made nothing among the others; answers how many bytes that told.
    private mutating func fillGaps(_ prose: Prose) throws -> Int {
        var gained = 0
        var filled: [LanguageSpans.Piece] = []
        for piece in pieces {
            guard piece.tag == nil, piece.range.count >= Reading.smallestGap else {
                filled.append(piece)
                continue
            }
            var start = piece.range.lowerBound
            while start < piece.range.upperBound {
                try Cancellation.check()
                let end = prose.bytes[start..<piece.range.upperBound].firstIndex(of: 0x0A).map { $0 + 1 } ?? piece.range.upperBound
                let tag = try Reading.language(ofLine: start..<end, in: prose)
                filled.append(LanguageSpans.Piece(range: start..<end, tag: tag))
                if let tag {
                    gained += end - start
                    credit(tag, percent: 100 * Double(end - start) / Double(prose.bytes.count))
                }
                start = end
            }
        }
        pieces = filled
        return gained
    }

    /// The language of a line that stands alone, or `nil` where it does not or CLD2 is unsure again.
    private static func language(ofLine range: Range<Int>, in prose: Prose) throws -> String? {
        let beginsLine = range.lowerBound == 0 || prose.bytes[range.lowerBound - 1] == 0x0A
        guard beginsLine, range.count >= smallestGap, range.count < prose.bytes.count else { return nil }
        if let language = Kurdish.language(of: prose.bytes[range]) { return language }
        let answer = try CompactDetector.detect(prose.bytes, in: range)
        guard answer.isReliable, let first = answer.shares.first else { return nil }
        return LanguageTag.tag(of: first.language, prose)
    }

    /// Adds to a language's share.
    private mutating func credit(_ tag: String, percent: Double) {
        if let index = shares.firstIndex(where: { $0.tag == tag }) {
            shares[index].percent = min(100, shares[index].percent + percent)
        } else {
            shares.append(Share(tag: tag, percent: percent))
        }
    }

    /// Reads a short body behind its title; `nil` where title and body are in different scripts, so that the one says nothing of the other.
    init?(of prose: Prose, after title: String) throws {
        let heading = try Prose(title)
        guard heading.mainScript == prose.mainScript else { return nil }
        let offset = heading.bytes.count + 1
        var both = try Reading(of: Prose(heading, then: prose))
        both.pieces = both.pieces.compactMap { piece in
            let range = piece.range.clamped(to: offset..<Int.max)
            return range.isEmpty ? nil : LanguageSpans.Piece(range: range.lowerBound - offset..<range.upperBound - offset, tag: piece.tag)
        }
        self = both
    }

    /// Adds one window's pieces; those in languages the window's summary does not list are CLD2's own second thoughts.
    private mutating func append(_ found: [CompactDetector.Piece], toldBy shares: [CompactDetector.Share], _ prose: Prose) {
        let told = shares.compactMap { LanguageTag.tag(of: $0.language, prose) }
        for piece in found {
            let tag = LanguageTag.tag(of: piece.language, prose)
            pieces.append(LanguageSpans.Piece(range: piece.range, tag: tag.flatMap { told.contains($0) ? $0 : nil }))
        }
    }

    /// A hint as CLD2 takes it, or `nil` for what is no language tag.
    private static func hint(_ claimed: String) -> String? {
        let isTag =
            (2...35).contains(claimed.utf8.count)
            && claimed.utf8.allSatisfy { byte in
                let lowered = byte | 0x20
                return byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
        return isTag ? claimed : nil
    }

    /// Windows that end behind white space where there is some in their last kilobyte, and always on a code point border.
    private static func windows(of bytes: [UInt8]) -> [Range<Int>] {
        var windows: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            var end = min(start + LanguageDetector.window, bytes.count)
            if end < bytes.count {
                end = bytes[end - 1024..<end].lastIndex { $0 == 0x20 || $0 == 0x0A } ?? end
                while bytes[end] & 0xC0 == 0x80 { end -= 1 }
            }
            windows.append(start..<end)
            start = end
        }
        return windows
    }
}

/// Adds up languages over windows.
private struct Weights {
    /// By BCP 47 tag, percent times bytes.
    private var byTag: [String: Double] = [:]

    /// Of Chinese in traditional characters.
    private var traditional = 0.0

    /// Adds one window's shares.
    mutating func add(_ shares: [CompactDetector.Share], weight: Double, _ prose: Prose) {
        for share in shares {
            guard let tag = LanguageTag.tag(of: share.language, prose) else { continue }
            byTag[tag, default: 0] += share.percent * weight
            if CompactDetector.code(of: share.language) == "zh-Hant" { traditional += share.percent * weight }
        }
    }

    /// The shares of a text of so many bytes, largest first, and whether its Chinese is mostly traditional.
    func shares(of bytes: Double) -> ([Reading.Share], isTraditional: Bool) {
        let shares = byTag.map { Reading.Share(tag: $0.key, percent: $0.value / bytes) }
        return (shares.sorted { ($1.percent, $0.tag) < ($0.percent, $1.tag) }, traditional * 2 > byTag["zh", default: 0])
    }
}

extension LanguageTag {
    /// The tag of a language in a text.
    static func tag(of language: UInt16, _ prose: Prose) -> String? {
        guard language != CompactDetector.unknown else { return nil }
        return tag(forCLD2: CompactDetector.code(of: language), isArabicScript: prose.hasArabicLetters)
    }
}
