import Foundation
import Testing

@testable import DragomanCommand

@Suite("Durations")
struct DurationTextTests {
    @Test(
        "Are read as people write them",
        arguments: [
            ("500ms", .milliseconds(500)), ("15s", .seconds(15)), ("2m", .seconds(120)), ("1h", .seconds(3_600)), ("7d", .seconds(604_800)),
            ("1.5s", .milliseconds(1_500)), ("0s", .zero),
        ] as [(String, Duration)])
    func parse(text: String, duration: Duration) { #expect(DurationText.parse(text) == duration) }

    @Test(
        "Are refused otherwise", arguments: ["", "15", "s", "-1s", "1 s", "15sec", "1e3s", ".5s", "1..5s", "9999999999999d", "٥s", "NaNs"])
    func refuse(text: String) { #expect(DurationText.parse(text) == nil) }

    @Test("Are written in the largest unit that fits")
    func write() {
        #expect(DurationText.write(.seconds(604_800)) == "7d")
        #expect(DurationText.write(.milliseconds(1_500)) == "1500ms")
        #expect(DurationText.write(.seconds(90)) == "90s")
        #expect(DurationText.write(.zero) == "0s")
        #expect(DurationText.about(3.24) == "3.2 s")
        #expect(DurationText.about(7_500) == "2 h 5 min")
    }
}

@Suite("Nearest words")
struct EditDistanceTests {
    @Test("Count insertions, deletions, replacements and swaps as one")
    func distances() {
        #expect(EditDistance.between("lease", "lease") == 0)
        #expect(EditDistance.between("rnu", "run") == 1)
        #expect(EditDistance.between("leese", "lease") == 1)
        #expect(EditDistance.between("", "run") == 3)
    }

    @Test("Are offered when near, and not when far")
    func nearest() {
        let verbs = Verb.allCases.map(\.rawValue)
        #expect(EditDistance.nearest(to: "pasue", among: verbs) == "pause")
        #expect(EditDistance.nearest(to: "analyse", among: verbs) == "analyze")
        #expect(EditDistance.nearest(to: "enq", among: verbs) == "enqueue")
        #expect(EditDistance.nearest(to: "", among: verbs) == nil)
        #expect(EditDistance.nearest(to: "photosynthesis", among: verbs) == nil)
    }
}

@Suite("Columns of a terminal")
struct DisplayWidthTests {
    @Test(
        "Are counted for wide, combining and invisible characters",
        arguments: [("abc", 3), ("日本", 4), ("한국", 4), ("é", 1), ("e\u{301}", 1), ("नमस्ते", 4), ("😀", 2), ("a\u{200B}b", 2), ("שלום", 4)])
    func widths(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }

    @Test("Text is cut to fit, on one line, with nothing that moves the cursor")
    func fitted() {
        #expect(DisplayWidth.fitted("one\ntwo\u{1B}[2Jthree", to: 20) == "one two [2Jthree")
        #expect(DisplayWidth.fitted("日本語日本語", to: 7) == "日本語…")
        #expect(DisplayWidth.of(DisplayWidth.fitted("日本語日本語", to: 6)) <= 6)
        #expect(DisplayWidth.fitted("\u{202E}evil", to: 10) == "evil")
        #expect(DisplayWidth.fitted("short", to: 10) == "short")
    }
}

@Suite("Times")
struct ISOTimeTests {
    @Test(
        "Are read in the forms sources use",
        arguments: [
            ("2026-01-31T08:15:00Z", 1_769_847_300), ("2026-01-31T10:15:00+02:00", 1_769_847_300), ("2026-01-31 08:15:00", 1_769_847_300),
            ("2026-01-31T08:15:00.5Z", 1_769_847_300.5), ("2026-01-31", 1_769_817_600),
        ])
    func parse(text: String, seconds: Double) throws { #expect(try #require(ISOTime.parse(text)).timeIntervalSince1970 == seconds) }

    @Test("Are nothing otherwise", arguments: ["", "yesterday", "31.01.2026", "2026-13-01T00:00:00Z", "."])
    func refuse(text: String) { #expect(ISOTime.parse(text) == nil) }
}

@Suite("Cores")
struct ProcessorCountTests {
    @Test("A control group's quota is understood")
    func quota() {
        #expect(ProcessorCount.quota(in: "200000 100000\n") == 2)
        #expect(ProcessorCount.quota(in: "max 100000\n") == nil)
        #expect(ProcessorCount.quota(in: "") == nil)
        #expect(ProcessorCount.usable >= 1)
    }
}

@Suite("Sample articles")
struct SampleArticleTests {
    @Test("Come in many languages and scripts, each a few sentences with a key of its own")
    func samples() {
        let samples = SampleArticle.all
        #expect(samples.count >= 12)
        #expect(Set(samples.map(\.language)).count >= 8)
        #expect(Set(samples.map(\.key)).count == samples.count)
        for sample in samples {
            #expect(sample.body.unicodeScalars.count > 100, "\(sample.key)")
            #expect(!sample.title.isEmpty && !sample.body.contains("  "), "\(sample.key)")
        }
    }
}
