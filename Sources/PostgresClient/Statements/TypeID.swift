/// The number of a PostgreSQL type in `pg_type`; those of the built-in types never change.
struct TypeID: Sendable, Hashable, RawRepresentable {
    /// `pg_type.oid`.
    var rawValue: UInt32

    static let bool = TypeID(rawValue: 16)
    static let bytea = TypeID(rawValue: 17)
    static let char = TypeID(rawValue: 18)
    static let name = TypeID(rawValue: 19)
    static let int8 = TypeID(rawValue: 20)
    static let int2 = TypeID(rawValue: 21)
    static let int4 = TypeID(rawValue: 23)
    static let text = TypeID(rawValue: 25)
    static let oid = TypeID(rawValue: 26)
    static let json = TypeID(rawValue: 114)
    static let xml = TypeID(rawValue: 142)
    static let float4 = TypeID(rawValue: 700)
    static let float8 = TypeID(rawValue: 701)
    static let unknown = TypeID(rawValue: 705)
    static let bpchar = TypeID(rawValue: 1042)
    static let varchar = TypeID(rawValue: 1043)
    static let date = TypeID(rawValue: 1082)
    static let timestamp = TypeID(rawValue: 1114)
    static let timestamptz = TypeID(rawValue: 1184)
    static let interval = TypeID(rawValue: 1186)
    static let numeric = TypeID(rawValue: 1700)
    static let uuid = TypeID(rawValue: 2950)
    static let jsonb = TypeID(rawValue: 3802)

    static let boolArray = TypeID(rawValue: 1000)
    static let byteaArray = TypeID(rawValue: 1001)
    static let nameArray = TypeID(rawValue: 1003)
    static let int2Array = TypeID(rawValue: 1005)
    static let int4Array = TypeID(rawValue: 1007)
    static let textArray = TypeID(rawValue: 1009)
    static let varcharArray = TypeID(rawValue: 1015)
    static let int8Array = TypeID(rawValue: 1016)
    static let float8Array = TypeID(rawValue: 1022)
    static let timestamptzArray = TypeID(rawValue: 1185)
    static let intervalArray = TypeID(rawValue: 1187)
    static let jsonbArray = TypeID(rawValue: 3807)

    /// The first number that an object of the users' own can get: enums, for instance, travel as their label's text.
    static let firstOfUsers: UInt32 = 16_384

    /// The type's name in SQL, for error messages.
    var sqlName: String { Self.names[rawValue] ?? "type \(rawValue)" }

    /// Names of the types above.
    private static let names: [UInt32: String] = [
        16: "boolean", 17: "bytea", 18: "\"char\"", 19: "name", 20: "bigint", 21: "smallint", 23: "integer", 25: "text", 26: "oid",
        114: "json", 142: "xml", 700: "real", 701: "double precision", 705: "unknown", 1042: "character", 1043: "character varying",
        1082: "date", 1114: "timestamp", 1184: "timestamptz", 1186: "interval", 1700: "numeric", 2950: "uuid", 3802: "jsonb",
        1000: "boolean[]", 1001: "bytea[]", 1003: "name[]", 1005: "smallint[]", 1007: "integer[]", 1009: "text[]",
        1015: "character varying[]", 1016: "bigint[]", 1022: "double precision[]", 1185: "timestamptz[]", 1187: "interval[]",
        3807: "jsonb[]",
    ]
}
