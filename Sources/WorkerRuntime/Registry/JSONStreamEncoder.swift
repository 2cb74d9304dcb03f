internal import FoundationEssentials

/// How a value sees a ``JSONStream``.
struct JSONStreamEncoder: Encoder {
    /// Where the bytes go.
    let stream: JSONStream
    /// Containers around the value.
    let depth: Int
    /// Where the value starts.
    let start: Int
    /// Not kept: an error is told by Foundation's encoder, which is asked after this one has given up.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Whether Foundation writes values of this type in a form of its own.
    static func isOdd(_ type: any Any.Type) -> Bool { type == Data.self || type == URL.self || type == Decimal.self }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        stream.text.open(object: true, at: depth, start: start)
        return KeyedEncodingContainer(Members(stream: stream, level: depth, start: start))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        stream.text.open(object: false, at: depth, start: start)
        return Elements(stream: stream, level: depth, start: start)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(stream: stream, depth: depth, start: start) }

    /// The members of an object.
    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let stream: JSONStream
        /// The object's number among the open containers.
        let level: Int
        let start: Int
        var codingPath: [any CodingKey] { [] }

        /// Begins a member, if anything is still to be written.
        private func begin(_ key: Key) -> Bool { stream.text.beginMember(key.stringValue, of: level, start: start) }

        func encodeNil(forKey key: Key) { if begin(key) { stream.text.write(literal: "null") } }
        func encode(_ value: Bool, forKey key: Key) { if begin(key) { stream.text.write(literal: value ? "true" : "false") } }
        func encode(_ value: String, forKey key: Key) { if begin(key) { stream.text.write(text: value) } }
        func encode(_ value: Double, forKey key: Key) { if begin(key) { stream.text.write(number: value) } }
        func encode(_ value: Float, forKey key: Key) { if begin(key) { stream.text.write(number: value) } }
        func encode(_ value: Int, forKey key: Key) { if begin(key) { stream.text.write(literal: value.description) } }
        func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            if begin(key) { try stream.write(value, at: level + 1) }
        }

        func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type, forKey key: Key) -> KeyedEncodingContainer<NestedKey> {
            _ = begin(key)
            return JSONStreamEncoder(stream: stream, depth: level + 1, start: stream.text.bytes.count).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            _ = begin(key)
            return JSONStreamEncoder(stream: stream, depth: level + 1, start: stream.text.bytes.count).unkeyedContainer()
        }

        func superEncoder() -> any Encoder { stream.givingUp() }
        func superEncoder(forKey key: Key) -> any Encoder { stream.givingUp() }
    }

    /// The elements of an array.
    private struct Elements: UnkeyedEncodingContainer {
        let stream: JSONStream
        /// The array's number among the open containers.
        let level: Int
        let start: Int
        /// How many there are; the standard library's own types do not ask.
        var count = 0
        var codingPath: [any CodingKey] { [] }

        /// Begins an element, if anything is still to be written.
        private mutating func begin() -> Bool {
            count += 1
            return stream.text.begin(in: level, start: start)
        }

        mutating func encodeNil() { if begin() { stream.text.write(literal: "null") } }
        mutating func encode(_ value: Bool) { if begin() { stream.text.write(literal: value ? "true" : "false") } }
        mutating func encode(_ value: String) { if begin() { stream.text.write(text: value) } }
        mutating func encode(_ value: Double) { if begin() { stream.text.write(number: value) } }
        mutating func encode(_ value: Float) { if begin() { stream.text.write(number: value) } }
        mutating func encode(_ value: Int) { if begin() { stream.text.write(literal: value.description) } }
        mutating func encode<Value: Encodable>(_ value: Value) throws { if begin() { try stream.write(value, at: level + 1) } }

        mutating func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
            _ = begin()
            return JSONStreamEncoder(stream: stream, depth: level + 1, start: stream.text.bytes.count).container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            _ = begin()
            return JSONStreamEncoder(stream: stream, depth: level + 1, start: stream.text.bytes.count).unkeyedContainer()
        }

        mutating func superEncoder() -> any Encoder { stream.givingUp() }
    }

    /// A value that is no container.
    private struct Single: SingleValueEncodingContainer {
        let stream: JSONStream
        let depth: Int
        let start: Int
        var codingPath: [any CodingKey] { [] }

        /// Whether the value may be written: it is the only one in its place.
        private func begin() -> Bool { stream.text.isFresh(at: depth, start: start) }

        func encodeNil() { if begin() { stream.text.write(literal: "null") } }
        func encode(_ value: Bool) { if begin() { stream.text.write(literal: value ? "true" : "false") } }
        func encode(_ value: String) { if begin() { stream.text.write(text: value) } }
        func encode(_ value: Double) { if begin() { stream.text.write(number: value) } }
        func encode(_ value: Float) { if begin() { stream.text.write(number: value) } }
        func encode(_ value: Int) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: Int8) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: Int16) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: Int32) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: Int64) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: Int128) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: UInt) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: UInt8) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: UInt16) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: UInt32) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: UInt64) { if begin() { stream.text.write(literal: value.description) } }
        func encode(_ value: UInt128) { if begin() { stream.text.write(literal: value.description) } }
        func encode<Value: Encodable>(_ value: Value) throws { if begin() { try stream.write(value, at: depth) } }
    }
}
