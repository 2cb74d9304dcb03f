/// The bytes of one value, read in place: bounds are checked here, and whoever hands it out keeps the result alive meanwhile.
@safe
struct FieldBytes {
    /// What is left to read.
    private var bytes: UnsafeRawBufferPointer

    /// A view of `bytes`, which must outlive it.
    @unsafe
    init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = unsafe bytes }

    /// How many bytes are left.
    var count: Int { unsafe bytes.count }

    /// The next byte, where there is one.
    var first: UInt8? { unsafe bytes.first }

    /// The whole as an integer, most significant byte first, if it is just as wide.
    func integer<Integer: FixedWidthInteger & BitwiseCopyable>(as type: Integer.Type = Integer.self) -> Integer? {
        guard count == MemoryLayout<Integer>.size else { return nil }
        return Integer(bigEndian: unsafe bytes.loadUnaligned(as: Integer.self))
    }

    /// Takes the next `count` bytes off the front.
    mutating func take(_ count: Int) -> FieldBytes? {
        guard count >= 0, self.count >= count else { return nil }
        let taken = unsafe FieldBytes(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        unsafe bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[count...])
        return taken
    }

    /// Takes a length, a count or a type off the front.
    mutating func int32() -> Int32? { take(4)?.integer() }

    /// All of it as text, if it is valid UTF-8.
    var text: String? { unsafe String(validating: bytes, as: UTF8.self) }

    /// All of it, copied.
    var copy: [UInt8] { unsafe [UInt8](bytes) }

    /// The 16 bytes of a `uuid` as usually spelt: `123e4567-e89b-12d3-a456-426614174000`.
    var uuidText: String? {
        guard count == 16 else { return nil }
        let digits = [UInt8]("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in copy.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
