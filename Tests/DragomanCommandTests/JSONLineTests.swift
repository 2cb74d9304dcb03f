import Testing

@testable import DragomanCommand

@Suite("JSON lines")
struct JSONLineTests {
    /// A line read.
    func line(_ text: String) throws -> JSONLine { try JSONLine(Array(text.utf8)) }

    @Test("Members are found by name, with white space and nesting around them")
    func members() throws {
        let line = try line(#" { "id" : 7 , "x":{"body":["}"]}, "b\u006fdy" : "text" , "title":null } "#)
        #expect(line.id == Array("7".utf8))
        #expect(try line.body() == "text")
        #expect(try line.text("title") == nil)
        #expect(try self.line("{}").members.isEmpty)
    }

    @Test(
        "Texts survive what strangers put into them",
        arguments: [
            (#""\ud83d\ude00""#, "😀"), (#""a\ud83dz""#, "a\u{FFFD}z"), (#""\ude00""#, "\u{FFFD}"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
            (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""a\u0000b""#, "a\u{0}b"), (#""\u12""#, "\u{FFFD}12"),
            (#""\\\"\/\n\t\r\b\f""#, "\\\"/\n\t\r\u{8}\u{C}"),
            (#""\q""#, "q"), ("\"a\u{1}b\"", "a\u{1}b"),
        ])
    func strings(literal: String, text: String) throws {
        #expect(try line("{\"body\":\(literal)}").body().unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test("Broken UTF-8 becomes the replacement character")
    func brokenUTF8() throws {
        #expect(try JSONLine(Array("{\"body\":\"a".utf8) + [0xFF, 0xC3] + Array("b\"}".utf8)).body() == "a\u{FFFD}\u{FFFD}b")
    }

    @Test(
        "What is no article says why, and gives the id back as far as it was read",
        arguments: [
            ("", nil, "the line is empty"), ("   ", nil, "the line is empty"), ("[1]", nil, "{ is missing"),
            (#"{"id":"a" "body":"x"}"#, "\"a\"", ", or } is missing"),
            (#"{"id":5,"body":"x"} trailing"#, "5", "something follows"), (#"{"id":5,"body":"x""#, "5", "ends too early"),
            (#"{"id":5,"body":tru}"#, "5", "no JSON value"), (#"{"id":5,"body":[1,}"#, "5", "bracket"),
            (#"{"id":01}"#, nil, "no JSON value"),
            (#"{"id":[1],"body":"x"}"#, nil, "must be a string or a number"), (#"{"id":1.}"#, nil, "digit"),
            (#"{"a":"\"#, nil, "ends too early"),
        ] as [(String, String?, String)])
    func faults(text: String, id: String?, reason: String) {
        #expect {
            try line(text)
        } throws: { error in
            let fault = error as? JSONLine.Fault
            return fault?.id == id.map { Array($0.utf8) } && fault?.reason.contains(reason) == true
        }
    }

    @Test(
        "Ids are given back to the letter",
        arguments: ["1", "-1.50e+3", "\"a\\u00e9\\ud800\"", "12345678901234567890123", "null", "true", "\"\""])
    func ids(id: String) throws { #expect(try line("{\"body\":\"\",\"id\": \(id) }").id == Array(id.utf8)) }

    @Test("A million brackets do not overflow the stack")
    func deep() throws {
        let nested = String(repeating: "[", count: 1_000_000) + String(repeating: "]", count: 1_000_000)
        #expect(try line("{\"x\":\(nested),\"body\":\"b\"}").body() == "b")
        #expect(throws: JSONLine.Fault.self) { try line("{\"x\":" + String(repeating: "[{", count: 500_000)) }
    }

    @Test("A byte order mark in front is skipped")
    func mark() throws { #expect(try line("\u{FEFF}{\"body\":\"b\"}").body() == "b") }
}
