import PostgresClient
import PrivatePostgres
import Testing

@Suite("Types, there and back")
struct TypeTests {
    @Test("Every kind of value comes back as it went")
    func scalars() async throws {
        let connection = try await freshConnection()
        let row = try await connection.query(
            Statement(
                "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::interval",
                [
                    .int8(.min), .int4(.max), .int2(-7), .bool(true), .float8(-0.1), .text("żółć \u{1F42A} \u{202E}"), .bytes([0, 255, 7]),
                    .jsonb(#"{"a": [1, "ü"]}"#), .timestamptz(secondsSince1970: 1_700_000_000.25), .text(utf8: Array("ok".utf8)),
                    .interval(.milliseconds(-1500)),
                ]))[0]
        #expect(try row.int8(0) == .min && row.int4(1) == .max && row.int2(2) == -7)
        #expect(try row.bool(3) && row.float8(4) == -0.1)
        #expect(try row.text(5) == "żółć \u{1F42A} \u{202E}" && row.bytes(6) == [0, 255, 7])
        #expect(try row.text(7) == #"{"a": [1, "ü"]}"# && row.bytes(7) == Array(#"{"a": [1, "ü"]}"#.utf8))
        #expect(try row.secondsSince1970(8) == 1_700_000_000.25 && row.text(9) == "ok" && row.interval(10) == .milliseconds(-1500))
        await connection.close()
    }

    @Test("NULL of every type goes and comes")
    func nulls() async throws {
        let connection = try await freshConnection()
        let parameters: [Parameter] = [
            .int8(nil), .int4(nil), .int2(nil), .bool(nil), .float8(nil), .text(nil), .bytes(nil), .jsonb(nil),
            .timestamptz(secondsSince1970: nil), .interval(nil), .int8Array(nil), .textArray(nil), .jsonbArray(utf8: nil),
        ]
        let list = parameters.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let row = try await connection.query(Statement("SELECT \(list)", parameters))[0]
        for column in parameters.indices { #expect(row.isNull(column)) }
        #expect(try row.int8(ifPresent: 0) == nil && row.text(ifPresent: 5) == nil && row.textArray(ifPresent: 11) == nil)
        let error = #expect(throws: PostgresError.self) { try row.int8(0) }
        #expect(error?.message.contains("NULL") == true)
        await connection.close()
    }

    @Test("Arrays of every type come back, empty and with NULLs")
    func arrays() async throws {
        let connection = try await freshConnection()
        let row = try await connection.query(
            Statement(
                "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13, $14",
                [
                    .int8Array([1, -2]), .int4Array([3]), .int2Array([4, 5]), .float8Array([0.5]), .boolArray([true, false]),
                    .textArray(["a", nil, "", "ü"]), .textArray(utf8: [Array("x".utf8), nil]), .jsonbArray(["1", nil]),
                    .jsonbArray(utf8: [Array("[]".utf8)]), .textArray([]), .bytesArray([[0], [], nil]),
                    .timestamptzArray(secondsSince1970: [0]), .int8Array([]), .textArray(["a", "b"]),
                ]))[0]
        #expect(try row.int8Array(0) == [1, -2] && row.int4Array(1) == [3] && row.int8Array(2) == [4, 5])
        #expect(try row.float8Array(3) == [0.5] && row.boolArray(4) == [true, false])
        #expect(try row.textArray(withNulls: 5) == ["a", nil, "", "ü"] && row.textArray(withNulls: 6) == ["x", nil])
        #expect(try row.bytesArray(7) == [Array("1".utf8), nil] && row.bytesArray(8) == [Array("[]".utf8)])
        #expect(try row.textArray(9) == [] && row.bytesArray(10) == [[0], [], nil] && row.int8Array(12) == [])
        #expect(try row.textArray(13) == ["a", "b"])
        #expect(throws: PostgresError.self) { try row.textArray(5) }
        await connection.close()
    }

    @Test("Related types are read too: varchar, name, enum, uuid, real, json")
    func relatedTypes() async throws {
        let connection = try await freshConnection()
        _ = try await connection.query("CREATE TYPE mood AS ENUM ('sad', 'glad')")
        let row = try await connection.query(
            """
            SELECT 'v'::varchar, 'n'::name, 'glad'::mood, '123e4567-e89b-12d3-a456-426614174000'::uuid, 0.5::real, '{"b":1}'::json, 7::oid,
              ARRAY['sad']::mood[], ARRAY['n']::name[], 3::smallint, 'infinity'::timestamptz, '1 day'::interval, 'c'::char(3)
            """)[0]
        #expect(try row.text(0) == "v" && row.text(1) == "n" && row.text(2) == "glad")
        #expect(try row.text(3) == "123e4567-e89b-12d3-a456-426614174000" && row.float8(4) == 0.5 && row.text(5) == #"{"b":1}"#)
        #expect(try row.int8(6) == 7 && row.textArray(7) == ["sad"] && row.textArray(8) == ["n"] && row.int8(9) == 3 && row.int4(9) == 3)
        #expect(try row.secondsSince1970(10) == .infinity && row.interval(11) == .seconds(86_400) && row.text(12) == "c  ")
        await connection.close()
    }

    @Test("A column that is something else is refused with its name and type, and one that is not there by its number")
    func mismatch() async throws {
        let connection = try await freshConnection()
        let row = try await connection.query(
            "SELECT 1.5::numeric AS price, 'x' AS word, interval '1 month' AS term, ARRAY[[1,2],[3,4]] AS grid")[0]
        let numeric = #expect(throws: PostgresError.self) { try row.int8(0) }
        #expect(numeric?.code == .decoding && numeric?.message.contains("price") == true && numeric?.message.contains("numeric") == true)
        #expect(throws: PostgresError.self) { try row.int8(1) }
        #expect(throws: PostgresError.self) { try row.interval(2) }
        #expect(throws: PostgresError.self) { try row.int4Array(3) }
        #expect(throws: PostgresError.self) { try row.text(9) }
        #expect(throws: PostgresError.self) { try row.text(-1) }
        #expect(row.isNull(9))
        await connection.close()
    }

    @Test("A text of 64 MB goes and comes back whole")
    func bigText() async throws {
        let connection = try await freshConnection()
        let text = String(repeating: "0123456789abcdeé", count: 4 << 20)
        let row = try await connection.query(Statement("SELECT $1, length($1)", [.text(text)]))[0]
        #expect(try row.int4(1) == 64 << 20)
        #expect(try row.text(0) == text)
        await connection.close()
    }

    @Test("What is not UTF-8 is refused by the server, with its code")
    func invalidUTF8() async throws {
        let connection = try await freshConnection()
        let error = try await failure { _ = try await connection.query(Statement("SELECT $1", [.text(utf8: [0xC3, 0x28])])) }
        #expect(error.sqlState == .characterNotInRepertoire)
        await connection.close()
    }
}
