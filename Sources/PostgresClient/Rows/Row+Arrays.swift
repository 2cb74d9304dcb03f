extension Row {
    /// `text[]` and its kin without NULLs.
    public func textArray(_ column: Int) throws(PostgresError) -> [String] { try required(try textArray(ifPresent: column), column) }
    /// `text[]` and its kin without NULLs; `nil` when the array itself is NULL.
    public func textArray(ifPresent column: Int) throws(PostgresError) -> [String]? {
        try array(column, as: "text[] without NULLs") { type, bytes in
            bytes.flatMap { Self.content(type, $0)?.text }
        }
    }
    /// `text[]` and its kin, NULLs allowed.
    public func textArray(withNulls column: Int) throws(PostgresError) -> [String?] {
        let elements: [String?]? = try array(column, as: "text[]") { type, bytes in
            guard let bytes else { return .some(nil) }
            return Self.content(type, bytes)?.text.map { .some($0) }
        }
        return try required(elements, column)
    }
    /// `bytea[]`, `text[]` or `jsonb[]`, each element's bytes.
    public func bytesArray(_ column: Int) throws(PostgresError) -> [[UInt8]?] {
        let elements: [[UInt8]?]? = try array(column, as: "an array of bytes") { type, bytes in
            guard let bytes else { return .some(nil) }
            return Self.content(type, bytes).map { .some($0.copy) }
        }
        return try required(elements, column)
    }
    /// `bigint[]`, `integer[]` or `smallint[]` without NULLs.
    public func int8Array(_ column: Int) throws(PostgresError) -> [Int64] { try required(try int8Array(ifPresent: column), column) }
    /// The same; `nil` when the array itself is NULL.
    public func int8Array(ifPresent column: Int) throws(PostgresError) -> [Int64]? {
        try array(column, as: "bigint[] without NULLs") { type, bytes in
            guard let bytes else { return nil }
            return switch type {
            case .int8: bytes.integer(as: Int64.self)
            case .int4: bytes.integer(as: Int32.self).map(Int64.init)
            case .int2: bytes.integer(as: Int16.self).map(Int64.init)
            default: nil
            }
        }
    }
    /// `integer[]` without NULLs.
    public func int4Array(_ column: Int) throws(PostgresError) -> [Int32] {
        let elements: [Int32]? = try array(column, as: "integer[] without NULLs") { type, bytes in
            guard let bytes, type == .int4 else { return nil }
            return bytes.integer(as: Int32.self)
        }
        return try required(elements, column)
    }
    /// `double precision[]` without NULLs.
    public func float8Array(_ column: Int) throws(PostgresError) -> [Double] {
        let elements: [Double]? = try array(column, as: "double precision[] without NULLs") { type, bytes in
            guard let bytes, type == .float8 else { return nil }
            return bytes.integer(as: Int64.self).map { Double(bitPattern: UInt64(bitPattern: $0)) }
        }
        return try required(elements, column)
    }
    /// `boolean[]` without NULLs.
    public func boolArray(_ column: Int) throws(PostgresError) -> [Bool] {
        let elements: [Bool]? = try array(column, as: "boolean[] without NULLs") { type, bytes in
            guard let bytes, type == .bool, bytes.count == 1 else { return nil }
            return bytes.first != 0
        }
        return try required(elements, column)
    }

    /// Walks the elements of an array of one dimension; `element` gets the element's type and bytes, `nil` bytes for NULL, and
    /// answers `nil` for what it cannot read.
    private func array<Element>(
        _ column: Int, as wanted: StaticString, _ element: (TypeID, FieldBytes?) -> Element?
    ) throws(PostgresError) -> [Element]? {
        try decode(column, as: wanted) { _, bytes -> [Element]? in
            var reader = bytes
            guard let dimensions = reader.int32(), reader.int32() != nil, let oid = reader.int32() else { return nil }
            if dimensions == 0 { return [] }
            guard dimensions == 1, let count = reader.int32(), count >= 0, reader.int32() != nil else { return nil }
            let type = TypeID(rawValue: UInt32(bitPattern: oid))
            var elements: [Element] = []
            elements.reserveCapacity(min(Int(count), bytes.count / 4))
            for _ in 0..<count {
                guard let length = reader.int32() else { return nil }
                if length < 0 {
                    guard let value = element(type, nil) else { return nil }
                    elements.append(value)
                } else {
                    guard let field = reader.take(Int(length)), let value = element(type, field) else { return nil }
                    elements.append(value)
                }
            }
            return elements
        }
    }
}
