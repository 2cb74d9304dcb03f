import AnalyzerTesting
import ArticleAnalysis
import Testing

@Suite("Offsets")
struct OffsetTests {
    /// Where each scalar of a text begins, in both counts, and the end.
    private func places(in text: String) -> [(utf8: Int, codePoint: Int)] {
        var utf8 = 0
        var places: [(utf8: Int, codePoint: Int)] = []
        for (codePoint, scalar) in text.unicodeScalars.enumerated() {
            places.append((utf8, codePoint))
            utf8 += UTF8.width(scalar)
        }
        return places + [(utf8, text.unicodeScalars.count)]
    }

    @Test("Code points are counted in scripts of one to four bytes", arguments: ["", "abc", "é中🙂a\u{301}", "👩🏽‍🚀 مرحبا", "\r\n\0\u{FFFD}"])
    func ascending(text: String) {
        var offsets = CodePointOffsets(of: text)
        for place in places(in: text) { #expect(offsets.codePoint(atUTF8: place.utf8) == place.codePoint) }
    }

    @Test("Going back is allowed, and beyond the end is the end")
    func anyOrder() {
        var offsets = CodePointOffsets(utf8: Array("é中🙂a".utf8))
        #expect(offsets.codePoint(atUTF8: 9) == 3)
        #expect(offsets.codePoint(atUTF8: 2) == 1)
        #expect(offsets.codePoint(atUTF8: 0) == 0)
        #expect(offsets.codePoint(atUTF8: 1_000) == 4)
    }

    @Test("Offsets hold on hostile articles", arguments: HostileArticles.brief.map(\.body))
    func hostile(body: String) {
        var offsets = CodePointOffsets(of: body)
        let wrong = places(in: body).filter { offsets.codePoint(atUTF8: $0.utf8) != $0.codePoint }
        #expect(wrong.isEmpty)
    }

    @Test("A span's length is its end less its start")
    func length() {
        #expect(TextSpan(start: 3, end: 10).length == 7)
    }
}
