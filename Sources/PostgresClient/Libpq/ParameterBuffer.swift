internal import CLibpq

/// The values of one statement, one after the other, with the four arrays that libpq wants beside them; reused from one statement to
/// the next, so that sending allocates nothing once it has grown.
@safe
struct ParameterBuffer {
    /// The values' bytes.
    private var bytes: [UInt8] = []
    /// Where each value starts; -1 for NULL.
    private var starts: [Int] = []
    /// Each value's type.
    private var types: [Oid] = []
    /// Each value's length.
    private var lengths: [Int32] = []
    /// 1, binary, for each.
    private var formats: [Int32] = []
    /// A buffer that grew beyond this for one big statement is given back after it.
    private static let keptCapacity = 1 << 20

    /// Takes the values of a statement, in place of the last one's.
    mutating func fill(with parameters: [Parameter]) {
        if bytes.capacity > Self.keptCapacity { bytes = [] }
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        types.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(parameters.reduce(1) { $0 + $1.size })
        for parameter in parameters { append(parameter) }
        // So that even a buffer of empty values has an address: a null pointer means NULL.
        bytes.append(0)
    }

    /// Adds one value.
    private mutating func append(_ parameter: Parameter) {
        types.append(parameter.type.rawValue)
        formats.append(1)
        lengths.append(Int32(clamping: parameter.size))
        starts.append(bytes.count)
        switch parameter.value {
        case .null: starts[starts.count - 1] = -1
        case .fixed(let bits, let count):
            var shift = UInt64(8 * (count - 1))
            for _ in 0..<count {
                bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
                shift = shift &- 8
            }
        case .text(let text, let version):
            if let version { bytes.append(version) }
            bytes.append(contentsOf: text.utf8)
        case .bytes(let value): bytes.append(contentsOf: value)
        }
    }

    /// Calls `body` with types, values, lengths and formats, valid during the call.
    func with<Result>(
        _ body: (UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        unsafe bytes.withUnsafeBytes { buffer in
            let base = unsafe buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
            let values: [UnsafePointer<CChar>?] = unsafe starts.map { unsafe $0 < 0 ? nil : base + $0 }
            return unsafe body(types, values, lengths, formats)
        }
    }
}
