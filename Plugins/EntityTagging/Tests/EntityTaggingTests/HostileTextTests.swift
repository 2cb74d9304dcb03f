import AnalyzerTesting
import ArticleAnalysis
import Testing

@testable import EntityTagging

@Suite("Texts nobody would write")
struct HostileTextTests {
    @Test("The tagger keeps the promises of an analyzer, in every language it is told")
    func conformance() async {
        for language in ["en", "de", "ar"] {
            // The megabyte once is enough: `swift test` by itself builds without optimization.
            let articles = HostileArticles.all.filter { language == "en" || $0.body.utf8.count < 20_000 }
            let known = Findings([DetectedLanguage(language: language, confidence: 1, reliable: true)])
            let checks = AnalyzerChecks(articles: articles, knowing: { _ in known }, stopsWhenCancelled: true)
            #expect(await checks.faults(in: EntityTagger()) == [])
        }
    }

    @Test(
        "Endless repetitions end",
        arguments: [
            "Alpha Beta ", "A", "A. ", "Ministry of ", "Al-", "北京", "北", "Iran-", "President ", "People's ", "van der ",
            "Президент России ", "وال", "U.S.", "O'",
            "Resolution 1 ", "· ", "ア・", "\u{0}", "\u{301}", "İ", "Syria ",
        ])
    func repetitions(unit: String) throws {
        let body = String(repeating: unit, count: 3_000)
        for language in ["en", "de", "pt"] {
            let found = try tagged(body, language)
            let length = body.unicodeScalars.count
            for mention in found.entities.flatMap(\.mentions) { #expect(mention.start < mention.end && mention.end <= length) }
        }
    }

    @Test("Random scalars give slices of the text", arguments: [7, 4_711, 20_221_124] as [UInt64])
    func noise(seed: UInt64) throws {
        var state = seed
        func next(_ bound: UInt32) -> UInt32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(truncatingIfNeeded: state >> 33) % bound
        }
        let pieces = [
            "Al-", "President ", "’s ", "of ", "U.", "北京", "ال", "\n", ". ", "(", "der ", "Iran", "Assad ", "é", "2254 ", "Resolution ",
            "·",
        ]
        var body = ""
        for _ in 0..<20_000 {
            if next(3) == 0, let scalar = Unicode.Scalar(next(0x3_0000)) {
                body.unicodeScalars.append(scalar)
            } else {
                body += pieces[Int(next(17))]
            }
        }
        let scalars = Array(body.unicodeScalars)
        for mention in try tagged(body, "en").entities.flatMap(\.mentions) {
            var slice = String.UnicodeScalarView()
            slice.append(contentsOf: scalars[mention.start..<mention.end])
            #expect(Array(String(slice).utf8) == Array(mention.text.utf8), "seed \(seed)")
        }
    }

    @Test("A short word with a capital inside may end the text", arguments: ["PhD", "Doctor.\nPhD", "É\nIoT", "McA", "Ab", "aB", "ÉaÉ"])
    func shortWordAtTheEnd(body: String) throws {
        for language in ["en", "sr", "ar"] { #expect(try tagged(body, language).entities.count <= 1, "\(language)") }
    }

    @Test("A text may end anywhere", arguments: ["en", "de", "sr", "ar", "zh"])
    func beginnings(language: String) throws {
        let whole = "PhD McA al-\n© SocietyAmy 27 July, U.S. Mr. O'N Љубљани џЕЗ\nа\u{300} бТ وبدمشق للأمم وـ 北京·大 iOS’s\nLjB Iran-Ir"
        for count in 1...whole.unicodeScalars.count {
            let body = String(whole.unicodeScalars.prefix(count))
            for mention in try tagged(body, language, title: body).entities.flatMap(\.mentions) {
                #expect(mention.start < mention.end && mention.end <= count, "\(count)")
            }
        }
    }

    @Test("A raised flag ends the work")
    func cancellation() {
        let flag = Cancellation.Flag()
        flag.raise()
        #expect(throws: CancellationError.self) {
            try Cancellation.$current.withValue(flag) { try tagged("Syria and Iran.") }
        }
    }

    @Test("Bytes that are not UTF-8 are marks to the scanner")
    func brokenUTF8() {
        var scanner = TextScanner([0xC3, 0x41, 0xFF, 0xE4, 0xBD, 0xF0, 0x9F, 0x80])
        var tokens: [Token] = []
        var end: UInt32 = 0
        while scanner.next(into: &tokens) { end = tokens.last?.end ?? end }
        #expect(end == 8)
    }
}
