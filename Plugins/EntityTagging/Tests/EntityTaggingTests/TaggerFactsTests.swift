import ArticleAnalysis
import Testing

@testable import EntityTagging

@Suite("What the trained tagger knows before it decides")
struct TaggerFactsTests {
    /// The words of a text.
    private func tokens(_ text: String) -> (tokens: [Token], bytes: [UInt8]) {
        let bytes = Array(text.utf8)
        var scanner = TextScanner(bytes, from: 0, to: bytes.count)
        var (all, stretch): ([Token], [Token]) = ([], [])
        while scanner.next(into: &stretch) { all.append(contentsOf: stretch) }
        return (all.filter { $0.traits.contains(.word) }, bytes)
    }

    @Test(
        "Forms of one name have one stem, where the language has forms",
        arguments: [
            ("sr", "Bulgartabak Bulgartabaka Bulgartabaku Bulgartabakom"), ("ru", "Путин Путина Путину Путиным"), ("de", "Merkel Merkels"),
            ("sv", "Sverige Sveriges"), ("da", "Maersk Maersks"),
        ])
    func stems(language: String, forms: String) {
        let (words, bytes) = tokens(forms)
        #expect(Set(words.map { $0.stem(in: LanguageTag(language), bytes) }).count == 1, "\(forms)")
        #expect(Set(words.map { $0.stem(in: LanguageTag("en"), bytes) }).count == (language == "ru" ? 1 : words.count))
    }

    @Test(
        "Names lose the endings of names: what looks like an adjective too",
        arguments: [
            ("ru", "Зеленский Зеленского Зеленскому Зеленским", 1), ("sr", "Grad Grada Gradom", 1), ("de", "Vaduz Vaduz", 1),
            ("ru", "Путин Пушкин", 2),
        ])
    func nameStems(language: String, forms: String, count: Int) {
        let (words, bytes) = tokens(forms)
        #expect(Set(words.map { $0.nameStem(in: LanguageTag(language), bytes) }).count == count, "\(forms)")
    }

    @Test(
        "Small words after a capital may belong to its name, where names are written so, up to a mark",
        arguments: [
            ("sr", "Juče je Savet bezbednosti rekao ne, a sada", 6), ("sv", "I dag sade Svenska kyrkan nej, men nu", 6),
            ("en", "So the Security council said no, but now", 3),
        ])
    func tails(language: String, text: String, count: Int) throws {
        let bare = try #require(TaggerModel.of(LanguageTag(language)))
        let gazetteer = Gazetteer.shared.reading(LanguageTag(language))
        let detected = DetectedLanguage(language: language, confidence: 1, reliable: true)
        let walked = try ArticleCandidates(Article(body: text), language: detected, gazetteer: gazetteer, isRead: true)
        let facts = ArticleFacts(
            try #require(walked.finder.reading), in: walked.finder.bytes, candidates: walked.finder.candidates, ruled: walked.ruled,
            evidence: walked.finder.evidence, gazetteer: gazetteer, model: bare)
        #expect(facts.words.count { $0.isOpen } == count, "\(text)")
    }
}
