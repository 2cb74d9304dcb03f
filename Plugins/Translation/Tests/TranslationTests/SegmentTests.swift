import AnalyzerTesting
import ArticleAnalysis
import Testing

@testable import Translation

@Suite("Segments")
struct SegmentTests {
    /// The segments' texts, cut out by code points.
    private func texts(of text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return Segment.segments(of: text).map { String(String.UnicodeScalarView(scalars[$0.span.start..<$0.span.end])) }
    }

    @Test(
        "Sentences end with the marks of their script",
        arguments: [
            ["The council met.", "It rained!", "Why?", "Nobody knew…", "The end."],
            ["Der Rat tagte.", "„Es regnet.“", "Niemand kam."],
            ["Le conseil s'est réuni.", "« Pourquoi\u{A0}?\u{A0}»", "Personne ne sait."],
            ["Совет собрался.", "Шёл дождь."], ["هل اجتمع المجلس؟", "نعم.", "انتهى!"], ["مجلس کا اجلاس ہوا۔", "بارش ہوئی۔"],
            ["परिषद की बैठक हुई।", "बारिश हुई।"], ["Խորհուրդը հավաքվեց։", "Անձրև եկավ։"], ["ምክር ቤቱ ተሰበሰበ።", "ዘነበ።"], ["មានប្រជុំ។", "ភ្លៀង។"],
            ["Τι έγινε;", "Τίποτα."].suffix(1) + ["Βρέχει."],
        ])
    func marks(sentences: [String]) {
        #expect(texts(of: sentences.joined(separator: " ")) == sentences)
    }

    @Test("Sentences of scripts without spaces end without one")
    func noSpaces() {
        #expect(texts(of: "理事会は開かれた。「雨だ。」と言った。風も？！はい。") == ["理事会は開かれた。", "「雨だ。」と言った。", "風も？！", "はい。"])
        #expect(texts(of: "परिषद मिली।बारिश हुई॥") == ["परिषद मिली।", "बारिश हुई॥"])
    }

    @Test(
        "Abbreviations, initials, numbers and small letters do not end a sentence",
        arguments: [
            "Dr. Doe and Prof. Roe met Mr. Poe.", "J. R. Doe spoke to the U.S. Senate.", "It costs 3.50 at example.org/a.b today.",
            "Am 3. Oktober tagte der Rat.", "Sie kam z. B. heute.", "He said: what? no.", "So … he left.", "Rund 5 Mio. Euro fehlen.",
        ])
    func noEnds(sentence: String) {
        #expect(texts(of: sentence) == [sentence])
    }

    @Test("A line end ends a segment, and white space belongs to none")
    func lines() {
        #expect(texts(of: "\n  One\r\nTwo \t\n\n\u{2028}Three\u{3000}\u{85}") == ["One", "Two", "Three"])
        #expect(texts(of: " \n\t\r\n") == [])
        #expect(texts(of: "") == [])
    }

    @Test("Spans count code points behind emoji and combining marks")
    func offsets() {
        let text = "👩🏽‍🚀 e\u{301}te\u{301}. \0One. 🇫🇷"
        #expect(texts(of: text) == ["👩🏽‍🚀 e\u{301}te\u{301}.", "\0One.", "🇫🇷"])
        let utf8 = Array(text.utf8)
        #expect(Segment.segments(of: text).map { String(decoding: utf8[$0.utf8], as: UTF8.self) } == texts(of: text))
    }

    @Test("What has no end is cut, between words where there are some")
    func cuts() {
        let words = String(repeating: "word ", count: 2000)
        let cutWords = Segment.segments(of: words)
        #expect(cutWords.allSatisfy { $0.span.length <= Segment.longest })
        #expect(texts(of: words).allSatisfy { $0.hasPrefix("word") && $0.hasSuffix("word") })
        let letters = Segment.segments(of: String(repeating: "字", count: 5000))
        #expect(letters.map(\.span.length) == [2000, 2000, 1000])
    }

    @Test("Hostile texts are covered but for their white space", arguments: HostileArticles.all.map(\.key))
    func coverage(key: String?) throws {
        let body = try #require(HostileArticles.all.first { $0.key == key }).body
        let text = SourceText(body)
        #expect(text.joined(text.texts).utf8.elementsEqual(body.utf8))
        let spans = text.segments.map(\.span)
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.end <= $1.start })
        #expect(spans.allSatisfy { $0.length > 0 && $0.length <= Segment.longest })
        let between = text.joined(text.texts.map { _ in "" })
        #expect(between.unicodeScalars.allSatisfy { SentenceMarks.isSpace($0) || SentenceMarks.endsLine($0) })
    }
}
