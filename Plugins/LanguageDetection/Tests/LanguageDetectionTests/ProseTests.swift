import Testing

@testable import LanguageDetection

@Suite("What the model gets to see")
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
            ("call user_name now", "call           now"), ("a=b then", "    then"), ("the getElementById call", "the                call"),
            ("McDonald and iPhone", "McDonald and iPhone"), ("std::vector<int> x", "                 x"), ("{\"a\"} ok", "{\"a\"} ok"),
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
}
