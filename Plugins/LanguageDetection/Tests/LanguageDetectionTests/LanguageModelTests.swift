import ArticleAnalysis
import Testing

@testable import LanguageDetection

@Suite("The language model")
struct LanguageModelTests {
    /// The words of a text with their scripts, as the model gets to see them.
    private func words(of text: String) -> [String] {
        var words: [String] = []
        unsafe Array(text.utf8).withUnsafeBufferPointer { bytes in
            unsafe WordReader.forEachWord(of: bytes, in: 0..<bytes.count) { word in
                let letters = unsafe String(String.UnicodeScalarView(word.letters.compactMap(Unicode.Scalar.init)))
                words.append("\(ScriptTable.names[Int(word.script)]) \(word.range) [\(letters)]")
            }
        }
        return words
    }

    @Test("Words part where the script changes, keep their marks, and lose joiners and capitals")
    func wordReader() {
        #expect(words(of: "L'Été!") == ["Latn 0..<1 [ l ]", "Latn 2..<7 [ été ]"])
        #expect(words(of: "НАТОok") == ["Cyrl 0..<8 [ нато ]", "Latn 8..<10 [ ok ]"])
        #expect(words(of: "e\u{301}a") == ["Latn 0..<4 [ e\u{301}a ]"])
        #expect(words(of: "می\u{200C}روم") == ["Arab 0..<13 [ میروم ]"])
        #expect(words(of: "東京タワー") == ["Hani 0..<15 [東京タワー]"])
        #expect(words(of: "12 … 🙂") == [])
    }

    @Test("A word of any length is read, in a text of any length")
    func longWords() {
        #expect(words(of: String(repeating: "x", count: 100_000)).count == 1)
        #expect(words(of: String(repeating: "\u{301}", count: 1_000)) == [])
        #expect(words(of: "a" + String(repeating: "\u{301}", count: 1_000)).count == 1)
        #expect(words(of: String(repeating: "漢", count: 1_000)).count > 1)
    }

    @Test("A file that is cut, longer, or something else is refused")
    func refused() throws {
        // One class and one empty line: "DRAGLNG2", 1, 1, 0, "en-Latn", zeros up to 64 bytes, 64 zeros.
        var words = [UInt64](repeating: 0, count: 32)
        words[0] = 0x32_47_4E_4C_47_41_52_44
        words[1] = 1 << 32 | 1
        words[3] = 0x00_6E_74_61_4C_2D_6E_65
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 256, alignment: 64)
        defer { unsafe memory.deallocate() }
        func model(_ words: [UInt64], count: Int) -> LanguageModel? {
            unsafe words.withUnsafeBytes { unsafe memory.copyMemory(from: $0.baseAddress!, byteCount: 256) }
            return unsafe LanguageModel(memory, count: count)
        }
        #expect(model(words, count: 128) != nil)
        for count in [0, 8, 24, 63, 64, 127, 129, 192] { #expect(model(words, count: count) == nil) }
        #expect(model([0] + words.dropFirst(), count: 128) == nil)
        words[3] = 0
        #expect(model(words, count: 128) == nil)
        #expect(LanguageModel.shared != nil)
    }

    @Test(
        "Words tell where they are of one language",
        arguments: [
            ("Geschwindigkeitsbegrenzung", "de"), ("aujourd'hui", "fr"), ("ayuntamiento", "es"), ("prefeitura", "pt"),
            ("społeczeństwo", "pl"),
            ("rozhodnutí", "cs"), ("közgyűlés", "hu"), ("toplantı", "tr"), ("yhteiskunta", "fi"), ("saavutatakse", "et"),
            ("þjóðfélag", "is"),
            ("правительство", "ru"), ("суспільство", "uk"), ("обществото", "bg"), ("خیابان‌ها", "fa"), ("gobolka", "so"), ("kwamba", "sw"),
            ("ukuthi", "zu"), ("llywodraeth", "cy"), ("udalbatza", "eu"), ("ajuntament", "ca"), ("chính phủ", "vi"), ("rialtas", "ga"),
        ])
    func words(word: String, language: String) throws {
        #expect(try detected(word).language == language)
    }

    @Test("The same text has the same finding on every thread")
    func threads() async throws {
        let text = "Vijeće je usvojilo proračun. El concejo aprobó el presupuesto."
        let first = try detected(text)
        try await withThrowingTaskGroup(of: DetectedLanguage.self) { group in
            for _ in 0..<64 { group.addTask { try detected(text) } }
            for try await finding in group { #expect(finding == first) }
        }
    }

    @Test("The source's claim decides between close relatives, and only there")
    func claims() throws {
        let close = "Vlada je danas usvojila novi zakon"
        let languages = try ["bs", "hr", "sr"].map { try detected(close, claimed: $0) }
        #expect(languages.allSatisfy { ["bs", "hr", "sr"].contains($0.language) })
        #expect(try detected("Der Stadtrat hat den Haushalt beschlossen.", claimed: "nl").language == "de")
    }

    @Test("Two words of an alphabet that many languages share are told")
    func twoWords() throws {
        #expect(try detected("ardwick green").language != "und")
    }

    @Test("Zalgo, direction marks and look-alikes are read without harm")
    func hostile() throws {
        let zalgo = "The council adopted the budget.".flatMap { "\($0)\u{334}\u{31F}\u{36F}" }
        #expect(try detected(String(zalgo)).spans.count <= 1)
        #expect(try detected("\u{202E}The council adopted the budget for next year.\u{202C}").language == "en")
        #expect(try detected(String(repeating: "\u{200D}\u{2066}", count: 10_000)).language == "und")
        #expect(try detected("ᏣᎳᎩ 𞤆𞤵𞤤𞤢𞤪 𐓏𐓘𐓻𐓘𐓻𐓟").spans.count <= 3)
    }
}
