import AnalyzerTesting
import ArticleAnalysis
import ReadingTime
import Testing

/// What ``ReadingTime`` estimates, given the language another analyzer found.
@Suite struct ReadingTimeTests {
    @Test("Reading time keeps the promises every analyzer makes")
    func promises() async {
        let checks = AnalyzerChecks(knowing: { _ in Findings([DetectedLanguage(language: "en", confidence: 1, reliable: true)]) })
        #expect(await checks.faults(in: ReadingTime()) == [])
    }

    @Test("A thousand English letters take about a minute", arguments: ["en", "en-GB"])
    func english(language: String) throws {
        #expect(try estimate(String(repeating: "word ", count: 250), in: language).minutes == 1.01)
    }

    @Test("Spaces and line breaks are not read")
    func spaces() throws {
        #expect(try estimate("\n a\u{3000}b \t", in: "en") == estimate("ab", in: "en"))
    }

    @Test("Chinese is read more slowly by the character than Russian")
    func scripts() throws {
        let text = String(repeating: "字", count: 255)
        #expect(try estimate(text, in: "zh-Hant").minutes == 1)
        #expect(try estimate(text, in: "ru").minutes < 1)
    }

    @Test("An unknown language and an empty body still have an estimate")
    func edges() throws {
        #expect(try estimate("abc", in: "tlh").minutes >= 0)
        #expect(try estimate("", in: "und").minutes == 0)
    }

    /// The estimate for a body that the language detector said is in `language`.
    private func estimate(_ body: String, in language: String) throws -> ReadingTime.Estimate {
        let detected = DetectedLanguage(language: language, confidence: 1, reliable: true)
        return try ReadingTime().analyze(Article(body: body), knowing: Findings([detected]))
    }
}
