import ArticleAnalysis
import Testing

@Suite("Findings of earlier analyzers")
struct FindingTests {
    private struct Estimate: Finding, Equatable { var minutes: Double }

    @Test("A finding is looked up by its type")
    func lookup() {
        let findings = Findings([Estimate(minutes: 2), DetectedLanguage(language: "en", confidence: 1, reliable: true)])
        #expect(findings[Estimate.self] == Estimate(minutes: 2))
        #expect(findings[DetectedLanguage.self]?.language == "en")
        #expect(findings[TaggedEntities.self] == nil)
        #expect(Findings()[Estimate.self] == nil)
    }

    @Test("Of several findings of one type the first counts, and all can be had")
    func several() {
        var findings = Findings([Estimate(minutes: 2)])
        findings.append(Estimate(minutes: 3))
        #expect(findings[Estimate.self]?.minutes == 2)
        #expect(findings.every(Estimate.self).map(\.minutes) == [2, 3])
    }

    @Test("Metadata is decoded as a type of the caller's")
    func metadata() throws {
        struct Desk: Decodable { var desk: String? }
        #expect(try Article(body: "", metadata: #"{"desk": "città\u0000"}"#).decodeMetadata(Desk.self).desk == "città\0")
        #expect(try Article(body: "").decodeMetadata(Desk.self).desk == nil)
        #expect(throws: DecodingError.self) { try Article(body: "", metadata: "[1").decodeMetadata(Desk.self) }
    }
}
