import Testing

@testable import LanguageDetection

@Suite("What CLD2 gets to see")
struct ProseTests {
    @Test("No byte moves, whatever is blanked")
    func lengths() throws {
        let noncharacters = String(String.UnicodeScalarView([0xFDD0, 0xFFFE, 0x1FFFF, 0x10FFFE].compactMap { Unicode.Scalar(UInt32($0)) }))
        for text in ["a\0b", "x1 y", "é\u{85}ü", noncharacters, "https://example.org/ü ok", "👩🏽‍🚀", ""] {
            let prose = try Prose(text)
            #expect(prose.bytes.count == text.utf8.count)
            #expect(String(decoding: prose.bytes, as: UTF8.self).unicodeScalars.count == text.unicodeScalars.count)
            #expect(prose.codePoints == text.unicodeScalars.count)
        }
    }

    @Test(
        "Addresses, handles and numbers with letters are blanked, words stay",
        arguments: [
            ("see https://example.org/a now", "see                       now"), ("by @someone or", "by          or"),
            ("the 2nd A380 flew", "the          flew"), ("a/b and c", "a/b and c"), ("C:\\temp it", "        it"),
        ])
    func tokens(text: String, left: String) throws {
        #expect(String(decoding: try Prose(text).bytes, as: UTF8.self) == left)
    }

    @Test("Letters are counted by script")
    func letters() throws {
        let prose = try Prose("Ab Яж 中 مرحبا 12 🙂 𞤀")
        let counts = prose.letters.enumerated().filter { $0.element > 0 }.map { "\(ScriptTable.names[$0.offset]) \($0.element)" }
        #expect(counts == ["Latn 2", "Cyrl 2", "Arab 5", "Hani 1", "Adlm 1"])
        #expect(prose.mainScript == ScriptTable.script(named: "Arab"))
        #expect(prose.digits == 2)
    }

    @Test("The full tables are in use, and codes of today are answered")
    func library() {
        #expect(CompactDetector.hasFullTables)
        #expect(LanguageTag.tag(forCLD2: "iw", isArabicScript: false) == "he")
        #expect(LanguageTag.tag(forCLD2: "jw", isArabicScript: false) == "jv")
        #expect(LanguageTag.tag(forCLD2: "blu", isArabicScript: false) == "hmn")
        #expect(LanguageTag.tag(forCLD2: "ku", isArabicScript: true) == "ckb")
        #expect(LanguageTag.tag(forCLD2: "xx-Tfng", isArabicScript: false) == "zgh")
        #expect(LanguageTag.tag(forCLD2: "zzp", isArabicScript: false) == nil)
    }
}
