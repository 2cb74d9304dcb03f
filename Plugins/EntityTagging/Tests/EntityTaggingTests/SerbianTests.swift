import ArticleAnalysis
import Testing

@testable import EntityTagging

@Suite("Serbian in both scripts")
struct SerbianTests {
    /// News in Cyrillic; the Latin text is the same, letter for letter.
    static let cyrillic = """
        Председник Србије Александар Вучић састао се у Београду са канцеларком Немачке Ангелом Меркел. Меркел је потом отпутовала у Љубљану, \
        а Вучић у Нови Сад. Министар Љубомир Његован рекао је да ће Џон Кери посетити Сарајево и Црну Гору.
        Европска унија и Уједињене нације поздравиле су разговоре Србије и Хрватске. ЉУБЉАНА ЧЕКА. Његован је отишао у Њујорк.
        """
    static let latin = """
        Predsednik Srbije Aleksandar Vučić sastao se u Beogradu sa kancelarkom Nemačke Angelom Merkel. Merkel je potom otputovala u Ljubljanu, \
        a Vučić u Novi Sad. Ministar Ljubomir Njegovan rekao je da će Džon Keri posetiti Sarajevo i Crnu Goru.
        Evropska unija i Ujedinjene nacije pozdravile su razgovore Srbije i Hrvatske. LJUBLJANA ČEKA. Njegovan je otišao u Njujork.
        """

    /// The code points of the Latin text that the Cyrillic one does not have, before an offset.
    private func seconds(before offset: Int) -> Int {
        let scalars = Array(SerbianTests.latin.unicodeScalars.prefix(offset))
        let pairs = zip(scalars, scalars.dropFirst()).map { String($0).lowercased() + String($1).lowercased() }
        return pairs.filter { ["lj", "nj", "dž"].contains($0) }.count
    }

    @Test("Cyrillic gives the entities of Latin letters: types, links, countries and places in the text")
    func sameEntities() throws {
        let (written, read) = try (tagged(SerbianTests.cyrillic, "sr"), tagged(SerbianTests.latin, "sr"))
        #expect(written.countries == read.countries)
        try #require(written.entities.count == read.entities.count)
        #expect(read.entities.count > 10)
        for (one, other) in zip(written.entities, read.entities) {
            #expect(one.type == other.type, "\(one.name) \(other.name)")
            #expect(one.country == other.country && one.salience == other.salience)
            #expect(one.mentions.map(\.start) == other.mentions.map { $0.start - seconds(before: $0.start) })
            #expect(one.mentions.map(\.end) == other.mentions.map { $0.end - seconds(before: $0.end) })
            #expect(one.mentions.map(\.confidence) == other.mentions.map(\.confidence))
            if other.links != nil { #expect(one.links == other.links, "\(one.name)") }
        }
    }

    @Test("Mentions stay as they were written; known things have their English name")
    func written() throws {
        let found = try tagged(SerbianTests.cyrillic, "sr")
        let scalars = Array(SerbianTests.cyrillic.unicodeScalars)
        for mention in found.entities.flatMap(\.mentions) {
            var slice = String.UnicodeScalarView()
            slice.append(contentsOf: scalars[mention.start..<mention.end])
            #expect(String(slice) == mention.text)
        }
        for name in ["Serbia", "Germany", "Belgrade", "Љубомир Његован"] { _ = try found.entity(name) }
    }

    /// A text in Latin letters.
    private func reading(_ text: String, _ language: String = "sr", spans: [DetectedLanguage.Span] = []) -> LatinReading? {
        LatinReading(Array(text.utf8), languages: LanguageCourse(LanguageTag(language), spans: spans))
    }

    @Test(
        "Letters are transcribed one by one, with the capitals of their word",
        arguments: [
            ("Љубљана, ЉУБЉАНА, Љ. ДОЊИ МИЉ", "Ljubljana, LJUBLJANA, Lj. DONJI MILJ"), ("Џунгла ђака Ћића", "Džungla đaka Ćića"),
            ("НАТО и Windows 🙂 у Шапцу", "NATO i Windows 🙂 u Šapcu"), ("Рамада\u{301}н", "Ramada\u{301}n"),
            // Words with other letters are of other languages.
            ("Реч Новый је руска, София бугарска", "Reč Новый je ruska, София bugarska"),
        ])
    func letters(cyrillic: String, latin: String) throws {
        #expect(String(decoding: try #require(reading(cyrillic)).bytes, as: UTF8.self) == latin)
    }

    @Test("Only Serbian is read so: not Latin letters, not Macedonian or Russian, not a Russian part")
    func otherLanguages() throws {
        #expect(reading("Ljubljana i Zagreb") == nil)
        for language in ["mk", "ru", "bg", "uk", "und", "en"] { #expect(reading("Москва и Скопје", language) == nil) }
        let spans = [DetectedLanguage.Span(start: 0, end: 7, language: "sr"), .init(start: 7, end: 20, language: "ru")]
        let mixed = try #require(reading("Љубав. Москва", spans: spans))
        #expect(String(decoding: mixed.bytes, as: UTF8.self) == "Ljubav. Москва")
    }

    @Test("Every code point of the text finds its letters and the way back")
    func places() throws {
        let text = String(repeating: "Љиљан 🙂 и Њуџа. ", count: 100)
        let read = try #require(reading(text))
        let latin = Array(String(decoding: read.bytes, as: UTF8.self).unicodeScalars)
        for (index, scalar) in text.unicodeScalars.enumerated() {
            let place = read.codePoint(original: index)
            #expect(read.original(codePoint: place) == index)
            let first = SerbianAlphabet.latin(scalar.value)?.first ?? scalar.value
            #expect(latin[place].value == first)
        }
        #expect(read.original(codePoint: latin.count) == text.unicodeScalars.count)
    }

    @Test("What the lists have in Cyrillic alone is known in Latin letters too, in Serbian and nowhere else")
    func knownInCyrillic() {
        let (serbian, shared) = (LanguageTag("sr"), Gazetteer.shared)
        let word = CandidateFinder.hash("tramp")
        #expect(shared.reading(serbian).roles(word).contains(.famous))
        for language in ["hr", "ru", "en"] { #expect(!shared.reading(LanguageTag(language)).roles(word).contains(.famous)) }
        #expect(shared.isEveryday(CandidateFinder.hash("avionima"), in: serbian))
        #expect(!shared.isEveryday(CandidateFinder.hash("avionima"), in: LanguageTag("en")))
    }
}
