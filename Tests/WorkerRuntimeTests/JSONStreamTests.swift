import ArticleAnalysis
import Foundation
import Testing

@testable import WorkerRuntime

@Suite struct JSONStreamTests {
    /// What Foundation makes of a value.
    private func foundation(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// What is streamed of a value; `nil` where it is left to Foundation.
    private func streamed(_ value: some Encodable) throws -> String? {
        try JSONStream.bytes(of: value).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A value with some of everything.
    private struct Everything: Encodable {
        struct Part: Encodable {
            var z = "last \"quoted\" \\ back / slash \t\n\r\u{8}\u{c}\u{1}\u{1f}\u{7f} ü 🧨"
            var b = [1.0, 0.1, -0.0, 1e300, .leastNonzeroMagnitude, 12345678.9]
            var a: Int?
        }
        enum Kind: String, Encodable { case one }
        enum Payload: Encodable { case text(String), pair(Int, second: Bool) }
        var int = Int.min
        var small: (Int8, UInt64) = (-1, .max)
        var float: Float = 0.1
        var yes = true
        var kind = Kind.one
        var payloads = [Payload.text("x"), .pair(1, second: false)]
        var parts = [Part(), Part(a: 3)]
        var byName = ["b": [1, 2], "a": [], "ä": [3]]
        var byNumber = [3: "c"]
        var nothing: String?
        var empty: [String] = []
        var date = Date(timeIntervalSinceReferenceDate: 12.5)
        var holes: [Int?] = [1, nil]

        enum CodingKeys: String, CodingKey {
            case yes, int, tiny, wide, float, kind, payloads, parts, byName, byNumber, nothing, empty, date, holes, nested, array
        }
        enum Inner: String, CodingKey { case deep, deeper }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(yes, forKey: .yes)
            try container.encode(int, forKey: .int)
            try container.encode(small.0, forKey: .tiny)
            try container.encode(small.1, forKey: .wide)
            try container.encode(float, forKey: .float)
            try container.encode(kind, forKey: .kind)
            try container.encode(payloads, forKey: .payloads)
            try container.encode(parts, forKey: .parts)
            try container.encode(byName, forKey: .byName)
            try container.encode(byNumber, forKey: .byNumber)
            try container.encode(nothing, forKey: .nothing)
            try container.encode(empty, forKey: .empty)
            try container.encode(date, forKey: .date)
            try container.encode(holes, forKey: .holes)
            var nested = container.nestedContainer(keyedBy: Inner.self, forKey: .nested)
            try nested.encode("d", forKey: .deeper)
            var deep = nested.nestedUnkeyedContainer(forKey: .deep)
            try deep.encode(contentsOf: [1, 2, 3])
            var array = container.nestedUnkeyedContainer(forKey: .array)
            var first = array.nestedContainer(keyedBy: Inner.self)
            try first.encodeNil(forKey: .deep)
            try array.encode(parts[0])
        }
    }

    @Test("What is streamed is, byte by byte, what Foundation writes")
    func same() throws {
        #expect(try streamed(Everything()) == foundation(Everything()))
        for value in [[1.5, 2], [], [-1e-7, 1e16, 123456789012345680]] as [[Double]] { #expect(try streamed(value) == foundation(value)) }
        #expect(try streamed("a/b") == foundation("a/b"))
        #expect(try streamed(["k\"\n": 1, "k": 2]) == foundation(["k\"\n": 1, "k": 2]))
    }

    /// A class whose superclass encodes into the same object.
    private class Base: Encodable {
        var base = 1
    }
    private final class Derived: Base {
        enum CodingKeys: String, CodingKey { case derived }
        override func encode(to encoder: any Encoder) throws {
            try super.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(2, forKey: .derived)
        }
    }

    @Test("A subclass and its superclass share an object")
    func classes() throws { #expect(try streamed(Derived()) == foundation(Derived())) }

    /// Encodes itself as `body` says.
    private struct Odd: Encodable {
        enum Key: String, CodingKey { case a, b, c }
        var body: (any Encoder) throws -> Void
        func encode(to encoder: any Encoder) throws { try body(encoder) }
    }

    @Test("What is rare is left to Foundation")
    func odd() throws {
        let odd: [(any Encoder) throws -> Void] = [
            { _ in },
            { encoder in
                var outer = encoder.container(keyedBy: Odd.Key.self)
                var inner = outer.nestedContainer(keyedBy: Odd.Key.self, forKey: .a)
                try outer.encode(1, forKey: .b)
                try inner.encode(2, forKey: .c)
            },
            { encoder in
                var container = encoder.container(keyedBy: Odd.Key.self)
                try container.encode(1, forKey: .a)
                try container.encode(2, forKey: .b)
                try container.encode(3, forKey: .a)
            },
            { encoder in
                var container = encoder.container(keyedBy: Odd.Key.self)
                try 1.encode(to: container.superEncoder())
            },
            { encoder in
                var container = encoder.container(keyedBy: Odd.Key.self)
                try container.encode(Odd { _ in }, forKey: .a)
            },
        ]
        for body in odd { #expect(try streamed([Odd(body: body)]) == nil) }
        #expect(try streamed([Data([1, 2])]) == nil)
        #expect(try streamed(["u": URL(string: "http://a/b")]) == nil)
        #expect(try streamed([Decimal(1)]) == nil)
        #expect(try streamed([Double.nan]) == nil)
    }
}
