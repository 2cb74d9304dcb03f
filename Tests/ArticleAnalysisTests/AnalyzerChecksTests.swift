import AnalyzerTesting
import ArticleAnalysis
import Synchronization
import Testing

/// The checks that plugins are tested by must find what they are for.
@Suite("Checks for plugin authors")
struct AnalyzerChecksTests {
    /// A finding made of what each test needs.
    private struct Note: Finding {
        struct Mention: Codable, Sendable {
            var start: Int
            var end: Int
            var text: String?
        }
        var mentions: [Mention] = []
        var confidence: Double?
        var count: Int?
    }

    /// An analyzer made of one closure.
    private struct Scripted: Analyzer {
        static let key: AnalyzerKey = "scripted"
        static let revision = 1
        var answer: @Sendable (Article) throws -> Note
        func analyze(_ article: Article, knowing earlier: Findings) throws -> Note { try answer(article) }
    }

    private struct Failure: Error {}

    private func faults(on body: String = "The council", cancelled: Bool = false, _ answer: @escaping @Sendable (Article) throws -> Note)
        async -> [String]
    {
        await AnalyzerChecks(articles: [Article(key: "a", body: body)], stopsWhenCancelled: cancelled).faults(in: Scripted(answer: answer))
    }

    @Test("An analyzer that keeps every promise has no fault")
    func faultless() async {
        let found = await faults { article in
            Note(mentions: [Note.Mention(start: 4, end: 11, text: "council"), Note.Mention(start: 4, end: 7)], confidence: 1)
        }
        #expect(found == [])
    }

    @Test("Spans outside the body, empty ones, other texts and disorder are found")
    func spans() async {
        let mentions = [(4, 12, nil), (5, 5, nil), (-1, 3, nil), (0, 3, "the"), (0, 1, nil)] as [(Int, Int, String?)]
        let found = await faults { _ in Note(mentions: mentions.map { Note.Mention(start: $0.0, end: $0.1, text: $0.2) }) }
        #expect(
            found == [
                "article 'a': mentions[0] spans 4..<12, which is empty or outside the body's 11 code points",
                "article 'a': mentions[1] spans 5..<5, which is empty or outside the body's 11 code points",
                "article 'a': mentions[2] spans -1..<3, which is empty or outside the body's 11 code points",
                "article 'a': mentions[3] spans 0..<3, where the body has another text", "article 'a': mentions is not in text order",
            ])
    }

    @Test("A text that only looks the same is another")
    func canonicalEquivalence() async {
        let found = await faults(on: "e\u{301}") { _ in Note(mentions: [Note.Mention(start: 0, end: 2, text: "é")]) }
        #expect(found == ["article 'a': mentions[0] spans 0..<2, where the body has another text"])
    }

    @Test("Escapes in quoted texts are read as JSON has them")
    func escapes() async {
        let body = "\"\\\n\u{1}\u{2028}/\0🙂"
        let found = await faults(on: body) { _ in Note(mentions: [Note.Mention(start: 0, end: 8, text: body)]) }
        #expect(found == [])
    }

    @Test("Probabilities beyond 1 and numbers JSON cannot hold are found")
    func numbers() async {
        #expect(await faults { _ in Note(confidence: 1.5) } == ["article 'a': confidence is 1.5, not in 0…1"])
        #expect(await faults { _ in Note(confidence: .nan) }.first?.contains("throws EncodingError") == true)
    }

    @Test("Errors beyond the closed vocabulary are found, those of it are not")
    func errors() async {
        #expect(await faults { _ in throw CannotAnalyze("nothing to read") } == [])
        #expect(await faults { _ in throw RetryLater(after: .seconds(1)) } == [])
        #expect(await faults { _ in throw Failure() }.first?.contains("it throws Failure") == true)
        #expect(await faults { _ in throw CannotAnalyze("") } == ["article 'a': it cannot analyze and does not say why"])
        #expect(await faults { throw CannotAnalyze(String(repeating: $0.body, count: 99)) }.first?.contains("quote no text") == true)
    }

    @Test("An answer that changes is found")
    func determinism() async {
        let asked = Mutex(0)
        let found = await faults { _ in
            Note(
                count: asked.withLock {
                    $0 += 1
                    return $0
                })
        }
        #expect(found.first == "article 'a': asked again, it answers differently")
        #expect(found.last == "article 'a': asked from many threads at once, it answers differently")
    }

    @Test("Going on when cancelled is found where stopping was promised")
    func cancellation() async {
        #expect(await faults(cancelled: true) { _ in Note() } == ["article 'a': cancelled, it goes on to the end"])
        let stopping = await faults(cancelled: true) { _ in
            try Cancellation.check()
            return Note()
        }
        #expect(stopping == [])
    }

    @Test("Nulls, malformed keys, revisions, limits and failing preparation are found")
    func declarations() async {
        struct Null: Finding {
            var name: String?
            init() {}
            init(from decoder: any Decoder) throws {}
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encodeNil(forKey: .name)
            }
            enum Key: CodingKey { case name }
        }
        struct Careless: AsyncAnalyzer {
            static let key: AnalyzerKey = "Careless One"
            static let revision = 0
            static let needs: [any Finding.Type] = [Null.self]
            var limits: AnalyzerLimits { AnalyzerLimits(deadline: .seconds(9), concurrency: 0) }
            func analyze(_ article: Article, knowing earlier: Findings) async throws -> Null { Null() }
        }
        struct Unprepared: Analyzer {
            static let key: AnalyzerKey = "unprepared"
            static let revision = 1
            func prepare() throws { throw Failure() }
            func analyze(_ article: Article, knowing earlier: Findings) throws -> Note { Note() }
        }
        #expect(
            await AnalyzerChecks(articles: [Article(key: "a", body: "")]).faults(in: Careless()) == [
                "its key 'Careless One' is not lowercase letters, digits and hyphens", "its revision is 0: begin with 1",
                "it needs the finding that it makes", "its concurrency limit is 0", "article 'a': name is null, and should be absent",
            ])
        #expect(await AnalyzerChecks().faults(in: Unprepared()) == ["preparing it fails: Failure()"])
    }

    @Test("A long article is as long as asked for")
    func long() {
        #expect(HostileArticles.long(bytes: 5_000_000).body.utf8.count >= 5_000_000)
        #expect(Set(HostileArticles.all.map(\.key)).count == HostileArticles.all.count)
    }
}
