internal import ArticleAnalysis

/// The labels of tokens: outside of names, or a kind of name and the token's place in it (begins it, is inside, ends it, is all of it).
enum NameLabels {
    /// Labels there are; the last three of the sixteen lanes of a vector stay free.
    static let count = 13
    /// The label of what is no name.
    static let outside: UInt8 = 0
    /// The kinds the tagger tells: the kind of label `1 + 4 * kind + place`.
    static let kinds: [EntityType] = [.person, .organization, .location]

    /// A place in a name.
    enum Place: UInt8 {
        case begin, inside, end, whole
    }

    /// The label of a place in a name.
    static func label(_ kind: Int, _ place: Place) -> UInt8 { UInt8(1 + 4 * kind) + place.rawValue }

    /// The kind of a label other than ``outside``.
    static func kind(of label: UInt8) -> Int { Int(label - 1) / 4 }

    /// The place of a label other than ``outside``.
    static func place(of label: UInt8) -> Place { Place(rawValue: (label - 1) % 4) ?? .whole }

    /// Whether a name may start or go on with a label after another one.
    static func mayFollow(_ label: UInt8, _ previous: UInt8) -> Bool {
        let continues = previous != outside && (place(of: previous) == .begin || place(of: previous) == .inside)
        guard label != outside else { return !continues }
        let goesOn = place(of: label) == .inside || place(of: label) == .end
        return continues == goesOn && (!goesOn || kind(of: label) == kind(of: previous))
    }

    /// Whether a stretch may start with a label.
    static func mayStart(_ label: UInt8) -> Bool { mayFollow(label, outside) }

    /// Whether a stretch may end with a label.
    static func mayEnd(_ label: UInt8) -> Bool { mayFollow(outside, label) }

    /// Calls `body` with the tokens and the kind of every name in the labels of a stretch that starts at `start`.
    static func forEachName(_ labels: some RandomAccessCollection<UInt8>, from start: Int, _ body: (Range<Int>, Int) -> Void) {
        var begin = start
        for (offset, label) in labels.enumerated() where label != outside {
            switch place(of: label) {
            case .begin: begin = start + offset
            case .inside: break
            case .end: body(begin..<start + offset + 1, kind(of: label))
            case .whole: body(start + offset..<start + offset + 1, kind(of: label))
            }
        }
    }
}
