public import ArticleAnalysis

/// A sentence of a text, or what else is translated in one piece.
public struct Segment: Sendable, Equatable {
    /// Code points of the text; white space around the segment left out.
    public var span: TextSpan

    /// The same in UTF-8.
    public var utf8: Range<Int>

    /// Cuts a text into sentences; a line end always ends one.
    ///
    /// ```swift
    /// Segment.segments(of: "Dr. Doe came. It rained.\n雨だった。風も。").map(\.span.length)    // [13, 10, 5, 3]
    /// ```
    ///
    /// Sentences end with the full stops, question and exclamation marks of all scripts. A full stop after an initial, a well-known
    /// abbreviation or a number of one or two digits ends none, nor any mark before a small letter: better two sentences in
    /// one segment than half a sentence. A segment is never longer than ``longest``.
    public static func segments(of text: String) -> [Segment] {
        var segmenter = Segmenter()
        for scalar in text.unicodeScalars { segmenter.read(scalar) }
        return segmenter.finish()
    }

    /// What has no end is cut after so many code points, between words where there are some.
    public static let longest = 2000
}
