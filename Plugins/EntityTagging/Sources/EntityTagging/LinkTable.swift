internal import CLinkTable

/// What ties names and places to Wikidata, as it lies in the file that `Tools/make_links.py` wrote, where its layout is told: nothing is
/// parsed, all slots read the same memory.
///
/// Sendable without the compiler's proof, and safe from outside, because the memory is there for good and nobody writes it.
@safe struct LinkTable: @unchecked Sendable {
    /// What a name is tied to.
    struct Hit: Sendable, Equatable {
        /// The number of the item: 44329 is Q44329.
        var item: UInt32
        /// ISO 3166-1 alpha-2 of the country without which the name is too common to be linked.
        var country: String?
    }

    /// The one that is built in; `nil` where the file in the checkout is none.
    static let shared = unsafe LinkTable(link_table(), count: link_table_size())

    private let base: UnsafeRawPointer
    private let names: Int
    private let places: Int
    private static let keys = 16
    private let items: Int
    private let countries: Int
    private let ids: Int

    /// - Parameter base: the table in memory, aligned to 8 bytes, for good.
    init?(_ base: UnsafeRawPointer, count: Int) {
        guard count >= LinkTable.keys, unsafe UnsafeRawBufferPointer(start: base, count: 8).elementsEqual("DRAGLNK1".utf8) else {
            return nil
        }
        names = unsafe Int(base.load(fromByteOffset: 8, as: UInt32.self))
        places = unsafe Int(base.load(fromByteOffset: 12, as: UInt32.self))
        items = LinkTable.keys + names * 8
        countries = items + names * 4
        ids = (countries + names * 2 + 3) & ~3
        guard count == ids + places * 8 else { return nil }
        unsafe self.base = base
    }

    /// What a name is tied to, by its key.
    func hit(_ key: UInt64) -> Hit? {
        guard let index = index(of: key, among: names, { unsafe base.load(fromByteOffset: LinkTable.keys + $0 * 8, as: UInt64.self) })
        else { return nil }
        let item = unsafe base.load(fromByteOffset: items + index * 4, as: UInt32.self)
        let letters = unsafe UnsafeRawBufferPointer(start: base + countries + index * 2, count: 2)
        return unsafe Hit(item: item, country: letters[0] == 0 ? nil : String(decoding: letters, as: UTF8.self))
    }

    /// The item of a place, by its GeoNames id.
    func item(ofPlace geonames: Int) -> UInt32? {
        guard let id = UInt32(exactly: geonames),
            let index = index(of: id, among: places, { unsafe base.load(fromByteOffset: ids + $0 * 4, as: UInt32.self) })
        else { return nil }
        return unsafe base.load(fromByteOffset: ids + (places + index) * 4, as: UInt32.self)
    }

    /// Where a number is among ascending ones.
    @inline(__always)
    private func index<Number: Comparable>(of number: Number, among count: Int, _ at: (Int) -> Number) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if at(middle) < number { low = middle + 1 } else { high = middle }
        }
        return low < count && at(low) == number ? low : nil
    }
}
