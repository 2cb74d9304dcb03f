import ArticleAnalysis
import Testing

@testable import EntityTagging

@Suite("The trained tagger")
struct TaggerTests {
    @Test(
        "The built-in models are read, for the languages the README names",
        arguments: ["en", "de", "ru", "pt", "sv", "da", "sr", "zh", "ar"])
    func builtIn(language: String) {
        #expect(TaggerModel.of(LanguageTag(language)) != nil)
    }

    @Test("What is no model file is refused", arguments: [0, 8, 64, 4_096])
    func refusal(size: Int) {
        let bytes = [UInt8](repeating: 0x44, count: size)
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            let model = unsafe TaggerModel(base, count: size)
            #expect(model == nil)
        }
    }

    @Test("The best labels are always names from their beginning to their end, whatever the scores")
    func sequences() {
        let chain = LabelChain(Array(repeating: .zero, count: NameLabels.count))
        var state: UInt64 = 99
        for length in 1...40 {
            let scores = (0..<length).map { _ in
                var row = TaggerModel.Scores()
                for label in 0..<16 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1
                    row[label] = Float(state >> 40) / 1_000_000
                }
                return row
            }
            let labels = chain.labels(scores[...])
            #expect(labels.count == length)
            var previous = NameLabels.outside
            for label in labels {
                #expect(NameLabels.mayFollow(label, previous))
                previous = label
            }
            #expect(NameLabels.mayEnd(previous))
        }
    }

    @Test("The probabilities of all labels of a token add up to one")
    func probabilities() {
        let chain = LabelChain(Array(repeating: .zero, count: NameLabels.count))
        let scores = (0..<3).map { offset in
            var row = TaggerModel.Scores()
            for label in 0..<NameLabels.count { row[label] = Float((label * 7 + offset * 5) % 4) }
            return row
        }
        let odds = chain.odds(scores[...])
        for offset in 0..<3 {
            let sum = (0..<UInt8(NameLabels.count)).reduce(Float(0)) { $0 + chain.probability(of: [$1], at: offset, in: odds) }
            #expect(abs(sum - 1) < 1e-4)
        }
    }

    @Test("Labels tell names, and the names tell labels")
    func labels() {
        var found: [String] = []
        let labels: [UInt8] = [
            NameLabels.outside, NameLabels.label(0, .begin), NameLabels.label(0, .inside), NameLabels.label(0, .end),
            NameLabels.label(2, .whole),
        ]
        NameLabels.forEachName(labels, from: 10) { found.append("\($0) \($1)") }
        #expect(found == ["11..<14 0", "14..<15 2"])
    }

    @Test("Beyond the part the model reads, the rules go on")
    func longArticle() throws {
        // Words in lowercase cost the model nothing.
        let filler = String(repeating: "the rain fell on and on\n", count: Reading.mostTokens / 6 + 100)
        let body = filler + "President Vladimir Putin flew to Damascus."
        let found = try tagged(body)
        #expect(try found.entity("Damascus").mentions.map(\.end) == [body.utf8.count - 1])
    }
}
