/// Where a value that encodes itself writes its JSON, without a tree in between.
final class JSONStream {
    /// What is written.
    var text = JSONDocument()

    /// The JSON of `value`, members sorted by key; `nil` where that is left to Foundation.
    static func bytes(of value: some Encodable) throws -> [UInt8]? {
        let stream = JSONStream()
        try stream.write(value, at: 0)
        return stream.text.isOdd ? nil : stream.text.bytes
    }

    /// Lets a value encode itself inside of `depth` containers.
    func write<Value: Encodable>(_ value: Value, at depth: Int) throws {
        guard !text.isOdd, !JSONStreamEncoder.isOdd(Value.self) else {
            text.isOdd = true
            return
        }
        let start = text.bytes.count
        try value.encode(to: JSONStreamEncoder(stream: self, depth: depth, start: start))
        text.end(at: depth, start: start)
    }

    /// Gives up; what is written from now on is lost.
    func givingUp() -> any Encoder {
        text.isOdd = true
        return JSONStreamEncoder(stream: self, depth: 0, start: -1)
    }
}
