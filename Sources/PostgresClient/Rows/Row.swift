/// One row; columns are counted from 0.
///
/// Each getter has a twin with `ifPresent:` that answers `nil` for NULL. All throw ``PostgresError`` with the code `decoding`,
/// naming column and type, when the column does not hold what was asked for.
public struct Row: Sendable {
    /// The result the row is of.
    let result: QueryResult
    /// Its number there.
    let index: Int

    /// Whether the column is NULL.
    public func isNull(_ column: Int) -> Bool {
        guard result.types.indices.contains(column) else { return true }
        return unsafe result.field(row: index, column: column) == nil
    }

    /// How many columns it has.
    public var count: Int { result.types.count }

    /// Hands the column's type and bytes to `body`; `nil` for NULL.
    @inline(__always)
    func decode<Value>(
        _ column: Int, as wanted: StaticString, _ body: (TypeID, FieldBytes) -> Value?
    ) throws(PostgresError) -> Value? {
        guard result.types.indices.contains(column) else {
            throw PostgresError(.decoding, "There is no column \(column): the statement answers with \(result.types.count).")
        }
        guard let bytes = unsafe result.field(row: index, column: column) else { return nil }
        let value = withExtendedLifetime(result) { body(result.types[column], unsafe FieldBytes(bytes)) }
        guard let value else { throw mismatch(column, wanted) }
        return value
    }

    /// What to say of a column that is not what the program takes it for.
    func mismatch(_ column: Int, _ wanted: StaticString) -> PostgresError {
        PostgresError(
            .decoding,
            "Column \(column) (\(result.name(ofColumn: column))) is \(result.types[column].sqlName) and cannot be read as \(wanted).")
    }

    /// `value`, or an error that says the column is NULL.
    @inline(__always)
    func required<Value>(_ value: Value?, _ column: Int) throws(PostgresError) -> Value {
        guard let value else {
            throw PostgresError(.decoding, "Column \(column) (\(result.name(ofColumn: column))) is NULL where a value was expected.")
        }
        return value
    }
}

extension Row {
    /// `bigint`, `integer`, `smallint` or `oid`.
    public func int8(_ column: Int) throws(PostgresError) -> Int64 { try required(try int8(ifPresent: column), column) }
    /// `bigint`, `integer`, `smallint` or `oid`; `nil` for NULL.
    public func int8(ifPresent column: Int) throws(PostgresError) -> Int64? {
        try decode(column, as: "a bigint") { type, bytes in
            switch type {
            case .int8: bytes.integer(as: Int64.self)
            case .int4: bytes.integer(as: Int32.self).map(Int64.init)
            case .int2: bytes.integer(as: Int16.self).map(Int64.init)
            case .oid: bytes.integer(as: Int32.self).map { Int64(UInt32(bitPattern: $0)) }
            default: nil
            }
        }
    }

    /// `integer` or `smallint`.
    public func int4(_ column: Int) throws(PostgresError) -> Int32 { try required(try int4(ifPresent: column), column) }
    /// `integer` or `smallint`; `nil` for NULL.
    public func int4(ifPresent column: Int) throws(PostgresError) -> Int32? {
        try decode(column, as: "an integer") { type, bytes in
            switch type {
            case .int4: bytes.integer(as: Int32.self)
            case .int2: bytes.integer(as: Int16.self).map(Int32.init)
            default: nil
            }
        }
    }

    /// `smallint`.
    public func int2(_ column: Int) throws(PostgresError) -> Int16 { try required(try int2(ifPresent: column), column) }
    /// `smallint`; `nil` for NULL.
    public func int2(ifPresent column: Int) throws(PostgresError) -> Int16? {
        try decode(column, as: "a smallint") { type, bytes in type == .int2 ? bytes.integer(as: Int16.self) : nil }
    }

    /// `boolean`.
    public func bool(_ column: Int) throws(PostgresError) -> Bool { try required(try bool(ifPresent: column), column) }
    /// `boolean`; `nil` for NULL.
    public func bool(ifPresent column: Int) throws(PostgresError) -> Bool? {
        try decode(column, as: "a boolean") { type, bytes in type == .bool && bytes.count == 1 ? bytes.first != 0 : nil }
    }

    /// `double precision` or `real`.
    public func float8(_ column: Int) throws(PostgresError) -> Double { try required(try float8(ifPresent: column), column) }
    /// `double precision` or `real`; `nil` for NULL.
    public func float8(ifPresent column: Int) throws(PostgresError) -> Double? {
        try decode(column, as: "a double precision") { type, bytes in
            switch type {
            case .float8: bytes.integer(as: Int64.self).map { Double(bitPattern: UInt64(bitPattern: $0)) }
            case .float4: bytes.integer(as: Int32.self).map { Double(Float(bitPattern: UInt32(bitPattern: $0))) }
            default: nil
            }
        }
    }

    /// `text` and its kin, `json`, `jsonb`, `name`, enums and `uuid`: anything whose binary form is its text, or can be told as one.
    public func text(_ column: Int) throws(PostgresError) -> String { try required(try text(ifPresent: column), column) }
    /// The same; `nil` for NULL.
    public func text(ifPresent column: Int) throws(PostgresError) -> String? {
        try decode(column, as: "text in UTF-8") { type, bytes in
            if type == .uuid { return bytes.uuidText }
            return type == .bytea ? nil : Self.content(type, bytes)?.text
        }
    }

    /// The bytes of a `bytea`, or the UTF-8 of what ``text(_:)`` reads.
    public func bytes(_ column: Int) throws(PostgresError) -> [UInt8] { try required(try bytes(ifPresent: column), column) }
    /// The same; `nil` for NULL.
    public func bytes(ifPresent column: Int) throws(PostgresError) -> [UInt8]? {
        try decode(column, as: "bytes") { type, bytes in Self.content(type, bytes)?.copy }
    }

    /// `timestamptz`, in seconds since 1970-01-01 00:00 UTC.
    public func secondsSince1970(_ column: Int) throws(PostgresError) -> Double {
        try required(try secondsSince1970(ifPresent: column), column)
    }
    /// `timestamptz`, in seconds since 1970-01-01 00:00 UTC; `nil` for NULL.
    public func secondsSince1970(ifPresent column: Int) throws(PostgresError) -> Double? {
        try decode(column, as: "a timestamptz") { type, bytes in
            guard type == .timestamptz else { return nil }
            return bytes.integer(as: Int64.self).map(Timestamp.secondsSince1970(microseconds:))
        }
    }

    /// `interval`; a day counts 24 hours. One with months has no fixed length and is refused.
    public func interval(_ column: Int) throws(PostgresError) -> Duration { try required(try interval(ifPresent: column), column) }
    /// `interval`; `nil` for NULL.
    public func interval(ifPresent column: Int) throws(PostgresError) -> Duration? {
        try decode(column, as: "an interval without months") { type, bytes in
            var rest = bytes
            guard type == .interval, let microseconds = rest.take(8)?.integer(as: Int64.self), let days = rest.int32(),
                let months = rest.int32(), months == 0
            else { return nil }
            return .microseconds(microseconds) + .seconds(86_400) * Int(days)
        }
    }

    /// The part of a value that is text or bytes: `jsonb` has a version before it.
    static func content(_ type: TypeID, _ bytes: FieldBytes) -> FieldBytes? {
        switch type {
        case .text, .varchar, .bpchar, .name, .json, .xml, .unknown, .char, .bytea: return bytes
        case .jsonb:
            var rest = bytes
            return rest.take(1)?.first == 1 ? rest : nil
        default: return type.rawValue >= TypeID.firstOfUsers ? bytes : nil
        }
    }
}
