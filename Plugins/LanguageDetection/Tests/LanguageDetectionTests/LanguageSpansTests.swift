import ArticleAnalysis
import Foundation
import Testing

@testable import LanguageDetection

@Suite("The spans of mixed documents")
struct LanguageSpansTests {
    private static let english = "The council adopted the budget for next year after a long debate on Monday."
    private static let german = "Der Stadtrat hat am Montag nach langer Debatte den Haushalt für das nächste Jahr beschlossen."
    private static let arabic = "أقر المجلس يوم الاثنين ميزانية العام المقبل بعد نقاش طويل."

    /// The text of each span under its language.
    private func parts(of body: String) throws -> [String] {
        let scalars = Array(body.unicodeScalars)
        return try detected(body).spans.map { span in
            "\(span.language): " + String(String.UnicodeScalarView(scalars[span.start..<span.end]))
        }
    }

    @Test("Paragraphs in two languages come out letter for letter", arguments: ["\n", "\n\n", "\r\n", " \n"])
    func paragraphs(separator: String) throws {
        let body = [Self.english, Self.arabic, Self.german].joined(separator: separator)
        #expect(try parts(of: body) == ["en: " + Self.english, "ar: " + Self.arabic, "de: " + Self.german])
    }

    @Test("Languages that share a script part where a sentence ends")
    func sentences() throws {
        let body = String(repeating: Self.english + " ", count: 3) + String(repeating: Self.german + " ", count: 3)
        let spans = try detected(body).spans
        #expect(spans.map(\.language) == ["en", "de"])
        #expect(spans.last?.start == 3 * (Self.english.unicodeScalars.count + 1))
    }

    @Test("Emoji, right-to-left marks and controls before a border do not move it")
    func offsets() throws {
        let first = "👩🏽‍🚀🇫🇷 " + Self.english + " 🎉\u{0}\u{7F}"
        let body = first + "\n\u{202B}" + Self.arabic + "\u{202C} 🙂"
        let spans = try detected(body).spans
        #expect(spans.map(\.language) == ["en", "ar"])
        #expect(spans.last?.start == first.unicodeScalars.count + 1)
        #expect(spans.last?.end == body.unicodeScalars.count)
    }

    @Test("Within a sentence the language changes where its words do")
    func words() throws {
        let first = "The council adopted the budget for next year after a long debate on Monday and"
        let second = "der Stadtrat hat am Montag nach langer Debatte den Haushalt für das nächste Jahr beschlossen"
        let spans = try detected(first + " " + second).spans
        #expect(spans.map(\.language) == ["en", "de"])
        #expect(abs((spans.last?.start ?? 0) - first.count - 1) <= 8)
    }

    @Test("A quotation in another language is a span of its own", arguments: [("\"", "\""), ("“", "”"), ("«", "»")])
    func quotations(open: String, close: String) throws {
        let head = "The mayor told reporters after the meeting in the old town hall: "
        let body = head + open + Self.german + close + " and then he left the room without another word to the press."
        let spans = try detected(body).spans
        #expect(spans.map(\.language) == ["en", "de", "en"])
        #expect(spans.dropFirst().first?.start == head.unicodeScalars.count)
    }

    @Test("A name in another language is no span of its own")
    func islands() throws {
        #expect(try detected(Self.arabic + " (Reuters) " + Self.arabic).spans.count == 1)
        #expect(try detected(Self.german + " Das sagte die Associated Press. " + Self.german).spans.count == 1)
    }

    /// Documents in two languages with the spans they were made from, where the checkout has them beside it.
    static let mixedDocuments: URL? = {
        let root = ProcessInfo.processInfo.environment["DRAGOMAN_TEST_DATA"] ?? "../shared/data"
        let file = URL(filePath: root).appending(path: "langid-mixed/docs.jsonl")
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }()

    /// One of those documents.
    private struct MixedDocument: Decodable {
        struct Span: Decodable, Equatable { var start: Int, end: Int, lang: String }
        var id: String
        var text: String
        var spans: [Span]
    }

    @Test(
        "At least 95 of 100 documents in two languages come out exact",
        .enabled(if: mixedDocuments != nil, "set DRAGOMAN_TEST_DATA to a folder with langid-mixed/docs.jsonl"))
    func documents() throws {
        let lines = try String(contentsOf: #require(Self.mixedDocuments), encoding: .utf8).split(separator: "\n")
        let documents = try lines.map { try JSONDecoder().decode(MixedDocument.self, from: Data($0.utf8)) }
        let exact = try documents.filter { document in
            try detected(document.text).spans.map { MixedDocument.Span(start: $0.start, end: $0.end, lang: $0.language) } == document.spans
        }
        #expect(exact.count * 100 >= documents.count * 95)
    }
}
