/// A line of an article that is not empty, with what its shape and its words say.
struct PageLine {
    /// What a line is by itself.
    enum Kind {
        /// Anything that may be part of an article.
        case text
        /// Furniture by its own words or shape.
        case furniture
        /// A heading over links to other articles; furniture itself.
        case teasers
        /// A heading over comments or about the author, after the article; furniture itself.
        case closing
        /// The button below a comment; furniture itself.
        case reply
        /// Links with an unbalanced guillemet, the name of a network, or text cut off with an ellipsis: furniture beside furniture.
        case doubtful
    }

    /// Where it is in the UTF-8 of the text, spaces around it left out.
    var start: Int
    var end: Int
    /// Its words; two characters of Chinese are one. An estimate where the line is long.
    var words = 0
    /// Whether it ends like a sentence.
    var isSentence = false
    /// Whether it ends with a colon.
    var endsWithColon = false
    var kind = Kind.text
    /// Where a heading begins that is glued to the end of a sentence: "recent years.RELATED".
    var gluedHeading: Int?
    /// Whether a date is glued to a name, as where the marks between an author and a date were lost.
    var hasGluedDate = false
    /// What a link list has for lines, or `nil`.
    var label: Label?
    /// What was decided of it.
    var isFurniture = false

    /// A line that may be a link.
    enum Label {
        /// Up to five words and marks between them, such as "&"; no number, comma or bracket.
        case plain
        /// Such words and how often they are used: "Syria (12)".
        case counted
    }

    /// Whether it is furniture by itself.
    var isHit: Bool { kind != .text && kind != .doubtful }

    /// Whether it is a paragraph of text.
    var isParagraph: Bool { kind == .text && !isFurniture && (isSentence && words >= 6 || words >= 25) }

    /// Lines longer than this, in bytes, are text whatever they say.
    private static let longest = 400

    /// Reads a line.
    ///
    /// - Parameter scratch: room for tokens, so that no line needs room of its own.
    init(_ bytes: [UInt8], from start: Int, to end: Int, phrases: PagePhrases, scratch: inout [Token]) {
        (self.start, self.end) = (start, end)
        noteEnd(bytes)
        words = (end - start) / 7 + 1
        guard end - start <= PageLine.longest, !isSentence || end - start <= PageLine.longest / 2 else { return }
        var scanner = TextScanner(bytes, from: start, to: end)
        scratch.removeAll(keepingCapacity: true)
        var stretch: [Token] = []
        while scanner.next(into: &stretch) { scratch.append(contentsOf: stretch) }
        count(scratch)
        noteGluedDate(scratch, bytes)
        judge(scratch, bytes, phrases)
        if kind != .doubtful, !isSentence, !endsWithColon { label = PageLine.label(scratch) }
    }

    /// Which label the tokens of a line make.
    private static func label(_ tokens: [Token]) -> Label? {
        var words = tokens[...]
        var isCounted = false
        if let last = words.last, last.mark == 0x29, words.count >= 4, words[words.count - 3].mark == 0x28,
            words[words.count - 2].traits.contains(.number)
        {
            words.removeLast(3)
            isCounted = true
        }
        let units = words.count { $0.traits.contains(.unit) }
        guard !words.isEmpty, words.count <= (isCounted ? 8 : 5), units <= 6 else { return nil }
        guard isCounted || words.allSatisfy({ $0.traits.contains(.word) || marksInLabels.contains($0.mark) }) else { return nil }
        return isCounted ? .counted : .plain
    }

    /// & - / '
    private static let marksInLabels: Set<UInt8> = [0x26, 0x2D, 0x2F, 0x27]

    /// Notes how the line ends, closing quotes, brackets and no-break spaces aside.
    private mutating func noteEnd(_ bytes: [UInt8]) {
        var index = end
        while index > start {
            var first = index - 1
            while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
            let scalar = Scalars.decode(bytes, at: first, limit: index).0
            switch scalar {
            case 0x20, 0xA0, 0x202F, 0x22, 0x27, 0x29, 0x5D, 0xBB, 0x2019, 0x201C, 0x201D, 0x300D, 0x300F, 0xFF09: index = first
            case 0x21, 0x2E, 0x3F, 0x061F, 0x06D4, 0x0964, 0x3002, 0xFF01, 0xFF0E, 0xFF1F:
                isSentence = true
                return
            case 0x3A, 0xFF1A:
                endsWithColon = true
                return
            case 0x2026:
                kind = .doubtful
                return
            default: return
            }
        }
    }

    /// Counts the words.
    private mutating func count(_ tokens: [Token]) {
        var units = 0
        words = 0
        for token in tokens where token.traits.contains(.word) {
            if token.traits.contains(.unit) { units += 1 } else { words += 1 }
        }
        words += units / 2
    }

    /// Looks for "Koçak27 July, 2021", "Whitfield2021-07-27", "WhitfieldJuly 27, 2021" and "Whitfield3 hours ago".
    private mutating func noteGluedDate(_ tokens: [Token], _ bytes: [UInt8]) {
        guard words <= 14, tokens.count >= 3 else { return }
        for index in 0..<tokens.count - 2 {
            let (token, next, after) = (tokens[index], tokens[index + 1], tokens[index + 2])
            guard token.traits.contains(.word), !token.traits.contains(.unit), next.traits.contains(.number) else { continue }
            let rest = tokens[(index + 2)...].prefix(4)
            let hasYear = rest.contains { $0.traits.contains(.number) && $0.length == 4 }
            if next.traits.contains(.joined), token.length > 2, Scalars.isLowercase(before: Int(token.end), in: bytes) {
                let isDay = next.length <= 2 && hasYear && (after.traits.contains(.word) || after.mark == 0x2E || after.mark == 0x2F)
                let isYear = next.length == 4 && after.mark == 0x2D && after.traits.contains(.joined)
                let isAgo = next.length <= 2 && rest.dropFirst().first?.hash == PageLine.ago
                if isDay || isYear || isAgo { hasGluedDate = true }
            } else if token.traits.contains(.camel), token.length > 6, next.length <= 2, hasYear, !next.traits.contains(.joined) {
                hasGluedDate = true
            }
        }
    }

    private static let ago = CandidateFinder.hash("ago")

    /// Decides by words and marks what the line is.
    private mutating func judge(_ tokens: [Token], _ bytes: [UInt8], _ phrases: PagePhrases) {
        if isCopyright(tokens, bytes) || hasGluedDate {
            kind = .furniture
        } else if let found = phraseKind(tokens, phrases) {
            kind = found
        } else if words <= 14, !isSentence, let found = shapeKind(tokens, bytes) {
            kind = found
        } else if isSentence || words >= 6 {
            noteGluedHeading(tokens, phrases)
        }
    }

    /// Whether it begins with ©, or with "Copyright" and ©, (c) or a year.
    private func isCopyright(_ tokens: [Token], _ bytes: [UInt8]) -> Bool {
        guard words <= 30 else { return false }
        var index = 0
        if let first = tokens.first, first.hash == PageLine.copyright { index = 1 }
        guard index < tokens.count else { return false }
        let token = tokens[index]
        if bytes[Int(token.start)..<Int(token.end)].elementsEqual(PageLine.sign) { return true }
        if index == 1, token.traits.contains(.number) { return token.length == 4 }
        guard token.mark == 0x28, index + 3 < tokens.count, tokens[index + 1].hash == PageLine.letterC else { return false }
        return tokens[index + 3].traits.contains(.number)
    }

    private static let copyright = CandidateFinder.hash("copyright")
    private static let letterC = CandidateFinder.hash("c")
    private static let sign = Array("©".utf8)

    /// What the words say, or `nil`.
    private func phraseKind(_ tokens: [Token], _ phrases: PagePhrases) -> Kind? {
        var key = PagePhrases.start
        var taken = 0
        var hasNumber = false
        var found: Kind?
        for (index, token) in tokens.enumerated() {
            if token.traits.contains(.number), taken == 0 { hasNumber = true }
            guard token.traits.contains(.word) else { continue }
            if phrases.opensInner(token.hash), hasInner(tokens[index...], phrases) { return .furniture }
            guard taken < PagePhrases.mostWords else { continue }
            key = PagePhrases.extend(key, token.hash)
            taken += 1
            let uses = phrases.uses(key)
            guard !uses.isEmpty, found == nil || found == .furniture else { continue }
            let isWhole = !tokens[(index + 1)...].contains { $0.traits.contains(.word) }
            if isWhole, uses.contains(.reply) { return .reply }
            if isWhole, uses.contains(.teasers) { return .teasers }
            if uses.contains(.closing), isWhole || !isSentence && words <= 14 && (hasNumber || taken >= 3) { return .closing }
            if isWhole, uses.contains(.service) { return .doubtful }
            if isWhole, uses.contains(.whole) || uses.contains(.more) { return .furniture }
            if uses.contains(.opening), words <= 16 { found = .furniture }
            if uses.contains(.label), words <= 16, index + 1 < tokens.count, tokens[index + 1].isColon { found = .furniture }
        }
        return found ?? (endsWithMore(tokens, phrases) ? .furniture : nil)
    }

    /// Whether a phrase that counts anywhere begins here.
    private func hasInner(_ tokens: ArraySlice<Token>, _ phrases: PagePhrases) -> Bool {
        var key = PagePhrases.start
        for token in tokens.prefix(PagePhrases.mostWords * 2) where token.traits.contains(.word) {
            key = PagePhrases.extend(key, token.hash)
            if phrases.uses(key).contains(.anywhere) { return true }
        }
        return false
    }

    /// Whether it is cut off and ends with "Read more".
    private func endsWithMore(_ tokens: [Token], _ phrases: PagePhrases) -> Bool {
        guard !isSentence else { return false }
        let last = tokens.lazy.filter { $0.traits.contains(.word) }.suffix(4)
        for first in last.indices {
            let key = last[first...].reduce(PagePhrases.start) { PagePhrases.extend($0, $1.hash) }
            if phrases.uses(key).contains(.more) { return true }
        }
        return false
    }

    /// What the marks of a short line say: arrows, or links side by side.
    private func shapeKind(_ tokens: [Token], _ bytes: [UInt8]) -> Kind? {
        var (separators, opened, closed) = (0, 0, 0)
        var isText = false
        for (index, token) in tokens.enumerated() {
            if token.traits.contains(.number) { isText = true }
            guard token.mark != 0 || !token.traits.contains(.word) else { continue }
            switch Scalars.decode(bytes, at: Int(token.start), limit: bytes.count).0 {
            case 0x2190, 0x2192, 0x25B6, 0x25C0, 0x27F5, 0x27F6, 0x203A, 0x2039:
                if index == 0 || index == tokens.count - 1 { return .furniture }
                separators += 1
            case 0xAB: opened += 1
            case 0xBB: closed += 1
            // A list of links has nothing in parentheses; one that begins with a bullet is of the article.
            case 0x28, 0xFF08: isText = true
            case 0x7C, 0xB7, 0x2022: if index == 0 { isText = true } else if index < tokens.count - 1 { separators += 1 }
            default: break
            }
        }
        if separators >= 2, !isText { return .furniture }
        return opened != closed ? .doubtful : nil
    }

    /// Looks for a heading glued to the end of a sentence.
    private mutating func noteGluedHeading(_ tokens: [Token], _ phrases: PagePhrases) {
        var index = tokens.count - 1
        while index > 0, index >= tokens.count - 4, tokens[index].traits.contains(.word) { index -= 1 }
        guard index > 0, index < tokens.count - 1, tokens[index + 1].traits.contains([.joined, .capital]) else { return }
        guard [0x2E, 0x21, 0x3F].contains(tokens[index].mark) || tokens[index].mark == 0 else { return }
        let key = tokens[(index + 1)...].reduce(PagePhrases.start) { PagePhrases.extend($0, $1.hash) }
        if !phrases.uses(key).isDisjoint(with: [.teasers, .closing]) { gluedHeading = Int(tokens[index + 1].start) }
    }
}

extension Token {
    /// Whether it is a colon.
    fileprivate var isColon: Bool { mark == 0x3A }
}

extension Scalars {
    /// Whether the letter that ends before an offset is a small one.
    fileprivate static func isLowercase(before end: Int, in bytes: [UInt8]) -> Bool {
        var first = end - 1
        while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
        if case .letter(cased: true, upper: false) = kind(of: decode(bytes, at: first, limit: end).0) { return true }
        return false
    }
}
