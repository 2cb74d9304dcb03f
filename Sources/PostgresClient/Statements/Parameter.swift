/// A bound value with its PostgreSQL type, sent in binary.
///
/// Every factory takes `nil` for NULL, which still has its type: `.int8(nil)` is `NULL::bigint`.
public struct Parameter: Sendable {
    /// The value's type.
    let type: TypeID
    /// The value.
    let value: Value
    /// A text in it has a byte 0, which PostgreSQL cannot store.
    let hasNUL: Bool

    /// How the value is kept until it is written: no form of it needs to be allocated for this alone.
    enum Value: Sendable {
        /// SQL's NULL.
        case null
        /// Up to eight bytes: the low `count` bytes of `bits`, most significant first.
        case fixed(bits: UInt64, count: Int)
        /// A text as it is, after the version byte where `jsonb` wants one.
        case text(String, version: UInt8?)
        /// Bytes in PostgreSQL's own binary form.
        case bytes([UInt8])
    }

    /// A value with its type, looked through for byte 0 where that matters.
    init(_ type: TypeID, _ value: Value) {
        let hasNUL =
            switch value {
            case .null, .fixed: false
            case .text(let text, _): NUL.isIn(text)
            case .bytes(let bytes): (type == .text || type == .jsonb) && NUL.isIn(bytes)
            }
        self.init(type, value, hasNUL: hasNUL)
    }

    /// A value with its type, already looked through.
    init(_ type: TypeID, _ value: Value, hasNUL: Bool) {
        self.type = type
        self.value = value
        self.hasNUL = hasNUL
    }

    /// An integer or a float of `count` bytes.
    private init(_ type: TypeID, bits: UInt64?, count: Int) {
        self.init(type, bits.map { .fixed(bits: $0, count: count) } ?? .null)
    }
}

extension Parameter {
    /// `bigint`
    public static func int8(_ value: Int64?) -> Parameter { Parameter(.int8, bits: value.map { UInt64(bitPattern: $0) }, count: 8) }
    /// `integer`
    public static func int4(_ value: Int32?) -> Parameter { Parameter(.int4, bits: value.map { UInt64(UInt32(bitPattern: $0)) }, count: 4) }
    /// `smallint`
    public static func int2(_ value: Int16?) -> Parameter { Parameter(.int2, bits: value.map { UInt64(UInt16(bitPattern: $0)) }, count: 2) }
    /// `boolean`
    public static func bool(_ value: Bool?) -> Parameter { Parameter(.bool, bits: value.map { $0 ? 1 : 0 }, count: 1) }
    /// `double precision`
    public static func float8(_ value: Double?) -> Parameter { Parameter(.float8, bits: value.map(\.bitPattern), count: 8) }
    /// `text`; a text with U+0000 is refused before it is sent.
    public static func text(_ value: String?) -> Parameter { Parameter(.text, value.map { .text($0, version: nil) } ?? .null) }
    /// `text` from UTF-8; what is not UTF-8 the server refuses.
    public static func text(utf8 value: [UInt8]?) -> Parameter { Parameter(.text, value.map { .bytes($0) } ?? .null) }
    /// `bytea`
    public static func bytes(_ value: [UInt8]?) -> Parameter { Parameter(.bytea, value.map { .bytes($0) } ?? .null) }
    /// `jsonb` from the text of a JSON document.
    public static func jsonb(_ value: String?) -> Parameter { Parameter(.jsonb, value.map { .text($0, version: 1) } ?? .null) }
    /// `jsonb` from the UTF-8 of a JSON document.
    public static func jsonb(utf8 value: [UInt8]?) -> Parameter { Parameter(.jsonb, value.map { .bytes([1] + $0) } ?? .null) }
    /// `timestamptz`, to the microsecond; infinities are PostgreSQL's own.
    public static func timestamptz(secondsSince1970 value: Double?) -> Parameter {
        Parameter(.timestamptz, bits: value.map { UInt64(bitPattern: Timestamp.microseconds(secondsSince1970: $0)) }, count: 8)
    }
    /// `interval`, to the microsecond.
    public static func interval(_ value: Duration?) -> Parameter {
        Parameter(.interval, value.map { .bytes(Timestamp.interval($0)) } ?? .null)
    }
}

extension Parameter {
    /// Bytes the value takes on the wire, without its length.
    var size: Int {
        switch value {
        case .null: 0
        case .fixed(_, let count): count
        case .text(let text, let version): text.utf8.count + (version == nil ? 0 : 1)
        case .bytes(let bytes): bytes.count
        }
    }
}
