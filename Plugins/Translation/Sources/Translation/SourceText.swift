internal import ArticleAnalysis

/// A text on its way to an engine: its segments, and the white space between them that the translation keeps.
struct SourceText: Sendable {
    /// In text order.
    let segments: [Segment]

    /// The segments' texts.
    let texts: [String]

    /// What stands before, between and behind the segments: one more than there are segments.
    private let spaces: [String]

    /// Cuts a text into sentences.
    init(_ text: String) { self.init(text, segments: Segment.segments(of: text)) }

    /// A text that is translated in one piece, as a headline is.
    init(whole text: String) {
        let parts = Segment.segments(of: text)
        guard let first = parts.first, let last = parts.last else {
            self.init(text, segments: [])
            return
        }
        var all = first
        all.span.end = last.span.end
        all.utf8 = first.utf8.lowerBound..<last.utf8.upperBound
        self.init(text, segments: [all])
    }

    /// A text and where it is cut.
    private init(_ text: String, segments: [Segment]) {
        let bytes = Array(text.utf8)
        let borders = [0] + segments.flatMap { [$0.utf8.lowerBound, $0.utf8.upperBound] } + [bytes.count]
        self.segments = segments
        texts = segments.map { String(decoding: bytes[$0.utf8], as: UTF8.self) }
        spaces = stride(from: 0, to: borders.count, by: 2).map { String(decoding: bytes[borders[$0]..<borders[$0 + 1]], as: UTF8.self) }
    }

    /// The text with its segments replaced by as many others.
    func joined(_ translations: [String]) -> String {
        var text = spaces[0]
        for (translation, space) in zip(translations, spaces.dropFirst()) { text += translation + space }
        return text
    }
}
