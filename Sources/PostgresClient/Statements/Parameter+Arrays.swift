// PostgreSQL's binary array: dimensions, a flag for NULLs, the element's type, length and lower bound of each dimension, then for
// each element its length (-1 for NULL) and its bytes. A settle carries 500 findings of some kB, so each array is one allocation,
// sized beforehand and filled in one pass.

extension Parameter {
    /// `bigint[]`
    public static func int8Array(_ values: [Int64?]?) -> Parameter {
        fixedArray(.int8Array, of: .int8, size: 8, values) { UInt64(bitPattern: $0) }
    }
    /// `integer[]`
    public static func int4Array(_ values: [Int32?]?) -> Parameter {
        fixedArray(.int4Array, of: .int4, size: 4, values) { UInt64(UInt32(bitPattern: $0)) }
    }
    /// `smallint[]`
    public static func int2Array(_ values: [Int16?]?) -> Parameter {
        fixedArray(.int2Array, of: .int2, size: 2, values) { UInt64(UInt16(bitPattern: $0)) }
    }
    /// `double precision[]`
    public static func float8Array(_ values: [Double?]?) -> Parameter {
        fixedArray(.float8Array, of: .float8, size: 8, values) { $0.bitPattern }
    }
    /// `boolean[]`
    public static func boolArray(_ values: [Bool?]?) -> Parameter {
        fixedArray(.boolArray, of: .bool, size: 1, values) { $0 ? 1 : 0 }
    }
    /// `timestamptz[]`
    public static func timestamptzArray(secondsSince1970 values: [Double?]?) -> Parameter {
        fixedArray(.timestamptzArray, of: .timestamptz, size: 8, values) {
            UInt64(bitPattern: Timestamp.microseconds(secondsSince1970: $0))
        }
    }
    /// `text[]`
    public static func textArray(_ values: [String?]?) -> Parameter { stringArray(.textArray, of: .text, version: nil, values) }
    /// `text[]` from UTF-8.
    public static func textArray(utf8 values: [[UInt8]?]?) -> Parameter { byteArray(.textArray, of: .text, version: nil, values) }
    /// `jsonb[]` from the texts of JSON documents.
    public static func jsonbArray(_ values: [String?]?) -> Parameter { stringArray(.jsonbArray, of: .jsonb, version: 1, values) }
    /// `jsonb[]` from the UTF-8 of JSON documents.
    public static func jsonbArray(utf8 values: [[UInt8]?]?) -> Parameter { byteArray(.jsonbArray, of: .jsonb, version: 1, values) }
    /// `bytea[]`
    public static func bytesArray(_ values: [[UInt8]?]?) -> Parameter { byteArray(.byteaArray, of: .bytea, version: nil, values) }

    /// An array whose elements all have `size` bytes.
    private static func fixedArray<Element>(
        _ type: TypeID, of element: TypeID, size: Int, _ values: [Element?]?, _ bits: (Element) -> UInt64
    ) -> Parameter {
        guard let values else { return Parameter(type, .null) }
        return array(type, of: element, count: values.count, payload: values.count * size) { writer in
            for value in values {
                guard let value else {
                    writer.null()
                    continue
                }
                writer.int32(Int32(size))
                writer.bits(bits(value), count: size)
            }
        }
    }

    /// An array of texts.
    private static func stringArray(_ type: TypeID, of element: TypeID, version: UInt8?, _ values: [String?]?) -> Parameter {
        guard let values else { return Parameter(type, .null) }
        let extra = version == nil ? 0 : 1
        let payload = values.reduce(0) { $0 + ($1.map { $0.utf8.count + extra } ?? 0) }
        return array(type, of: element, count: values.count, payload: payload) { writer in
            for value in values {
                guard var value else {
                    writer.null()
                    continue
                }
                writer.int32(Int32(clamping: value.utf8.count + extra))
                if let version { writer.bits(UInt64(version), count: 1) }
                value.withUTF8 { unsafe writer.text(UnsafeRawBufferPointer($0)) }
            }
        }
    }

    /// An array of byte strings; those of texts are looked through for NUL.
    private static func byteArray(_ type: TypeID, of element: TypeID, version: UInt8?, _ values: [[UInt8]?]?) -> Parameter {
        guard let values else { return Parameter(type, .null) }
        let extra = version == nil ? 0 : 1
        let payload = values.reduce(0) { $0 + ($1.map { $0.count + extra } ?? 0) }
        return array(type, of: element, count: values.count, payload: payload) { writer in
            for value in values {
                guard let value else {
                    writer.null()
                    continue
                }
                writer.int32(Int32(clamping: value.count + extra))
                if let version { writer.bits(UInt64(version), count: 1) }
                unsafe value.withUnsafeBytes {
                    if element == .bytea { unsafe writer.copy($0) } else { unsafe writer.text($0) }
                }
            }
        }
    }

    /// One allocation for header, lengths and `payload`; `fill` writes the elements.
    private static func array(
        _ type: TypeID, of element: TypeID, count: Int, payload: Int, _ fill: (inout ArrayWriter) -> Void
    ) -> Parameter {
        var hasNUL = false
        let header = count == 0 ? 12 : 20
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: header + 4 * count + payload) { buffer, written in
            var writer = unsafe ArrayWriter(buffer)
            writer.int32(count == 0 ? 0 : 1)
            // The flag is a courtesy to the server, which looks at the lengths anyway; 1 is always allowed.
            writer.int32(1)
            writer.int32(Int32(bitPattern: element.rawValue))
            if count > 0 {
                writer.int32(Int32(clamping: count))
                writer.int32(1)
            }
            fill(&writer)
            hasNUL = writer.hasNUL
            written = writer.count
        }
        return Parameter(type, .bytes(bytes), hasNUL: hasNUL)
    }
}

/// Fills an array's buffer from front to back, never past its end.
@safe
struct ArrayWriter {
    /// The whole buffer, uninitialized past `count`.
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    /// Bytes written.
    private(set) var count = 0
    /// A text with a byte 0 was among the elements.
    private(set) var hasNUL = false

    /// A writer at the start of `buffer`, which must outlive it.
    @unsafe
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { unsafe self.buffer = buffer }

    /// The low `size` bytes of `bits`, most significant first.
    mutating func bits(_ bits: UInt64, count size: Int) {
        var shift = UInt64(8 * (size - 1))
        for index in count..<(count + size) {
            unsafe buffer[index] = UInt8(truncatingIfNeeded: bits >> shift)
            shift = shift &- 8
        }
        count += size
    }

    /// A length, a count or a type.
    mutating func int32(_ value: Int32) { bits(UInt64(UInt32(bitPattern: value)), count: 4) }

    /// The length that stands for NULL.
    mutating func null() { int32(-1) }

    /// Bytes as they are.
    mutating func copy(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        unsafe rest.copyMemory(from: UnsafeRawBufferPointer(start: source, count: bytes.count))
        count += bytes.count
    }

    /// Bytes of a text, which must have no byte 0.
    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        if unsafe NUL.isIn(bytes) { hasNUL = true }
        unsafe copy(bytes)
    }
}
