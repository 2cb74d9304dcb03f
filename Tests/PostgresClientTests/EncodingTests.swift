import PrivatePostgres
import Testing

@testable import PostgresClient

@Suite("Values on the wire")
struct EncodingTests {
    /// The bytes of an encoded array.
    private func bytes(_ parameter: Parameter) -> [UInt8] {
        guard case .bytes(let bytes) = parameter.value else { return [] }
        return bytes
    }

    @Test("An array of texts is one buffer: header, lengths, bytes, -1 for NULL")
    func textArray() {
        let expected: [UInt8] = [
            0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 25, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0xC3, 0xA9, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0,
        ]
        #expect(bytes(.textArray(["é", nil, ""])) == expected)
        #expect(bytes(.textArray(utf8: [[0xC3, 0xA9], nil, []])) == expected)
    }

    @Test("An empty array has no dimension")
    func emptyArray() { #expect(bytes(.int8Array([])) == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 20]) }

    @Test("Integers go most significant byte first")
    func integers() {
        #expect(bytes(.int2Array([-2])).suffix(6) == [0, 0, 0, 2, 0xFF, 0xFE])
        #expect(bytes(.boolArray([true])).suffix(5) == [0, 0, 0, 1, 1])
    }

    @Test("A document of an array of jsonb has its version before it")
    func jsonbArray() {
        #expect(bytes(.jsonbArray(["{}"])).suffix(7) == [0, 0, 0, 3, 1, 0x7B, 0x7D])
        #expect(bytes(.jsonbArray(["{}"])) == bytes(.jsonbArray(utf8: [[0x7B, 0x7D]])))
    }

    @Test("Byte 0 is found in every kind of text, and nowhere else")
    func nul() {
        #expect(Parameter.text("a\0b").hasNUL)
        #expect(Parameter.jsonb("\"\0\"").hasNUL)
        #expect(Parameter.textArray(["a", "\0"]).hasNUL)
        #expect(Parameter.textArray(utf8: [[65], [0]]).hasNUL)
        #expect(Parameter.jsonbArray(utf8: [[0]]).hasNUL)
        #expect(!Parameter.bytes([0]).hasNUL)
        #expect(!Parameter.bytesArray([[0]]).hasNUL)
        #expect(!Parameter.textArray(["", nil]).hasNUL)
        #expect(!Parameter.int8(0).hasNUL)
    }

    @Test("Times beyond PostgreSQL's become its infinities")
    func timestamps() {
        #expect(Timestamp.microseconds(secondsSince1970: 946_684_800.5) == 500_000)
        #expect(Timestamp.microseconds(secondsSince1970: .infinity) == .max)
        #expect(Timestamp.microseconds(secondsSince1970: -.infinity) == .min)
        #expect(Timestamp.microseconds(secondsSince1970: 1e300) == .max)
        #expect(Timestamp.secondsSince1970(microseconds: .max) == .infinity)
    }

    @Test("Timeouts are whole milliseconds, and never zero by accident")
    func settings() {
        let settings = SessionSettings(statementTimeout: .microseconds(3), lockTimeout: .zero, idleInTransactionTimeout: nil)
        let values = Dictionary(uniqueKeysWithValues: settings.values(serverVersion: 130_000).map { ($0.name, $0.value) })
        #expect(values["statement_timeout"] == "1ms")
        #expect(values["lock_timeout"] == "0")
        #expect(values["idle_in_transaction_session_timeout"] == nil)
        #expect(values["idle_session_timeout"] == nil)
        #expect(settings.values(serverVersion: 140_000).contains { $0.name == "idle_session_timeout" })
        #expect(SessionSettings.untouched.values(serverVersion: 150_000).isEmpty)
    }
}
