/// An open-addressing table from 64-bit hashes to 32-bit values: what a dictionary is, at a third of its memory and time.
///
/// Two phrases with one hash would be taken for each other; with 64 bits and some hundred thousand entries that is one chance in a million million.
struct HashIndex: Sendable {
    private var keys: [UInt64]
    private var values: [UInt32]
    private(set) var count = 0

    /// An empty table with room for `capacity` entries before it grows.
    init(capacity: Int = 64) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        values = Array(repeating: 0, count: size)
    }

    /// The value under a key.
    @inline(__always)
    subscript(key: UInt64) -> UInt32? {
        let slot = slot(of: key)
        return keys[slot] == 0 ? nil : values[slot]
    }

    /// Puts a value under a key, in place of an earlier one.
    mutating func set(_ key: UInt64, _ value: UInt32) {
        if count * 2 >= keys.count { grow() }
        let key = key == 0 ? 1 : key
        let slot = slot(of: key)
        if keys[slot] == 0 {
            keys[slot] = key
            count += 1
        }
        values[slot] = value
    }

    /// Where a key is, or the free slot where it would be.
    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        let key = key == 0 ? 1 : key
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key ^ (key >> 32)) & UInt64(mask))
        while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    /// Doubles the room.
    private mutating func grow() {
        var larger = HashIndex(capacity: keys.count)
        for (key, value) in zip(keys, values) where key != 0 { larger.set(key, value) }
        self = larger
    }
}
