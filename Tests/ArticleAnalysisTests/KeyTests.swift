import ArticleAnalysis
import Testing

@Suite("Analyzer keys")
struct KeyTests {
    @Test(
        "Lowercase letters, digits and hyphens after a letter make a key",
        arguments: ["a", "language", "reading-time", "x1-", String(repeating: "k", count: 63)])
    func wellFormed(name: String) {
        #expect(AnalyzerKey(name)?.name == name)
    }

    @Test(
        "Anything else does not",
        arguments: ["", "Language", "1st", "-a", "a b", "a_b", "é", "a\0", "a\n", "ａ", String(repeating: "k", count: 64)])
    func malformed(name: String) {
        #expect(AnalyzerKey(name) == nil)
        #expect(!AnalyzerKey.isWellFormed(name))
    }

    @Test("A malformed key in source waits to be reported with the other faults")
    func literals() {
        let key: AnalyzerKey = "Not a key"
        #expect(!AnalyzerKey.isWellFormed(key.name))
    }

    @Test("Keys sort by name")
    func order() {
        let keys: [AnalyzerKey] = ["language", "entities", "translation"]
        #expect(keys.sorted().map(\.description) == ["entities", "language", "translation"])
    }
}
