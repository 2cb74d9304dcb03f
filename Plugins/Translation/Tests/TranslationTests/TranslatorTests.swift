import AnalyzerTesting
import ArticleAnalysis
import Synchronization
import Testing
import Translation

@Suite("The translator")
struct TranslatorTests {
    /// What the language detector would have found.
    private func knowing(_ language: String, script: String? = nil) -> Findings {
        Findings([DetectedLanguage(language: language, script: script, confidence: 1, reliable: true)])
    }

    /// An engine made of one closure, that keeps the sizes of its batches.
    private final class ScriptedEngine: TranslationEngine {
        let name = "scripted"
        let version = "7"
        private let answer: @Sendable ([String]) throws -> [String]
        private let seen = Mutex<[Int]>([])

        init(_ answer: @escaping @Sendable ([String]) throws -> [String]) { self.answer = answer }

        var batches: [Int] { seen.withLock { $0 } }

        func supports(from source: String, to target: String) -> Bool { source == "de" && target == "en" }

        func translate(_ segments: [String], from source: String, to target: String) async throws -> [String] {
            seen.withLock { $0.append(segments.count) }
            return try answer(segments)
        }
    }

    @Test("The stub marks each sentence, keeps white space and aligns segments")
    func stub() async throws {
        let article = Article(title: " Haushalt. Debatte ", body: "Der Rat tagte.  🎉 Es regnete.\n\nEnde")
        let finding = try await Translator(engine: StubEngine()).analyze(article, knowing: knowing("de"))
        #expect(
            finding
                == Translation(
                    target: "en", source: "de", engine: "stub", engineVersion: "1", title: " [de→en] Haushalt. Debatte ",
                    body: "[de→en] Der Rat tagte.  [de→en] 🎉 Es regnete.\n\n[de→en] Ende",
                    segments: [
                        Translation.Segment(start: 0, end: 14, text: "[de→en] Der Rat tagte."),
                        Translation.Segment(start: 16, end: 29, text: "[de→en] 🎉 Es regnete."),
                        Translation.Segment(start: 31, end: 35, text: "[de→en] Ende"),
                    ]))
    }

    @Test("An article without a title has a translation without one")
    func noTitle() async throws {
        let finding = try await Translator(engine: StubEngine()).analyze(Article(body: "Ende"), knowing: knowing("de"))
        #expect(finding.title == nil)
    }

    @Test("What is in the target language or in none is not translated")
    func notNeeded() async throws {
        let article = Article(body: "The council met.")
        await #expect(throws: CannotAnalyze("the article is already in en")) {
            try await Translator(engine: StubEngine()).analyze(article, knowing: knowing("en"))
        }
        await #expect(throws: CannotAnalyze("the article is already in en-GB")) {
            try await Translator(engine: StubEngine(), target: "en-GB").analyze(article, knowing: knowing("en", script: "Latn"))
        }
        await #expect(throws: CannotAnalyze("the article's language is not known")) {
            try await Translator(engine: StubEngine()).analyze(article, knowing: knowing("und"))
        }
        await #expect(throws: CannotAnalyze("the article's language is not known")) {
            try await Translator(engine: StubEngine()).analyze(article, knowing: Findings())
        }
    }

    @Test("Simplified Chinese is translated into traditional, and not into itself")
    func scripts() async throws {
        let article = Article(body: "市议会通过了预算。")
        let finding = try await Translator(engine: StubEngine(), target: "zh-Hant").analyze(article, knowing: knowing("zh", script: "Hans"))
        #expect(finding.body == "[zh→zh-Hant] 市议会通过了预算。")
        await #expect(throws: CannotAnalyze.self) {
            try await Translator(engine: StubEngine(), target: "zh-Hans").analyze(article, knowing: knowing("zh", script: "Hans"))
        }
    }

    @Test("A pair the engine lacks is said so")
    func unsupported() async throws {
        await #expect(throws: CannotAnalyze("the engine scripted does not translate from fr to en")) {
            try await Translator(engine: ScriptedEngine { $0 }).analyze(Article(body: "Le conseil."), knowing: knowing("fr"))
        }
    }

    @Test("An engine that answers another number of texts fails the attempt", arguments: [0, 1, 3])
    func miscounts(answers: Int) async throws {
        let translator = Translator(engine: ScriptedEngine { _ in Array(repeating: "x", count: answers) })
        let error = await #expect(throws: TranslationError.self) {
            try await translator.analyze(Article(body: "Eins ist da. Zwei auch."), knowing: knowing("de"))
        }
        #expect(error?.code == "segment_count")
    }

    @Test("Long articles go to the engine in batches, and come back in order")
    func batches() async throws {
        let engine = ScriptedEngine { $0.map { "<\($0)>" } }
        let lines = (1...120).map { "Zeile \($0) hier" }
        let finding = try await Translator(engine: engine)
            .analyze(Article(title: "Titel", body: lines.joined(separator: "\n")), knowing: knowing("de"))
        #expect(engine.batches == [50, 50, 21])
        #expect(finding.title == "<Titel>")
        #expect(finding.body == lines.map { "<\($0)>" }.joined(separator: "\n"))
    }

    @Test("An engine that asks to be tried later, or refuses, is passed on")
    func outcomes() async throws {
        await #expect(throws: RetryLater(after: .seconds(30), reason: "busy")) {
            try await Translator(engine: ScriptedEngine { _ in throw RetryLater(after: .seconds(30), reason: "busy") })
                .analyze(Article(body: "Ende"), knowing: knowing("de"))
        }
    }

    /// The engine that the README shows.
    private struct Glossary: TranslationEngine {
        let name = "glossary"
        let version = "2026-11"
        let words: [String: String]

        func supports(from source: String, to target: String) -> Bool { source == "de" && target == "en" }

        func translate(_ segments: [String], from source: String, to target: String) async throws -> [String] {
            segments.map { segment in
                segment.split(separator: " ", omittingEmptySubsequences: false).map { words[String($0)] ?? String($0) }.joined(
                    separator: " ")
            }
        }
    }

    @Test("The README's engine translates what it knows")
    func glossary() async throws {
        let translator = Translator(engine: Glossary(words: ["Der": "The", "Rat": "council", "tagte.": "met."]))
        #expect(try await translator.analyze(Article(body: "Der Rat tagte."), knowing: knowing("de")).body == "The council met.")
    }

    @Test("It keeps the promises of an analyzer")
    func conformance() async {
        let knowing = knowing("de")
        let checks = AnalyzerChecks(knowing: { _ in knowing }, ownText: ["segments"], stopsWhenCancelled: true)
        let faults = await checks.faults(in: Translator(engine: StubEngine()))
        #expect(faults == [])
    }
}
