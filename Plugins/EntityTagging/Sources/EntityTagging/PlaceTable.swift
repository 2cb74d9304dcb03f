internal import CPlaceTable

/// The gazetteer of places as it lies in the file that `Tools/make_places.py` wrote, where its layout is told: nothing is parsed, all slots
/// read the same memory.
///
/// Sendable without the compiler's proof, and safe from outside, because the memory is there for good and nobody writes it.
@safe struct PlaceTable: @unchecked Sendable {
    /// A place that has a name.
    struct Hit: Sendable {
        /// Its index in the table.
        var place: Int
        /// Whether the name is one it has in another language or in former times.
        var isLesser: Bool
        /// Whether the name is a short form such as "Tex.", good only after what lies there.
        var isAbbreviation: Bool
        /// Whether the tagger was trained without the name.
        var isNew: Bool
    }

    /// The one that is built in; `nil` where the file in the checkout is none.
    static let shared = unsafe PlaceTable(place_table(), count: place_table_size())

    /// More places of a name than this are not looked at, the least populous first.
    static let mostHits = 160

    /// The places of each level, by index: countries, divisions of the first and second level, regions, features, towns.
    let countries: Range<Int>
    let first: Range<Int>
    let second: Range<Int>
    let regions: Range<Int>
    let features: Range<Int>
    let towns: Range<Int>

    private let base: UnsafeRawPointer
    private let places: Int
    private let buckets: Int
    private let names: Int
    private static let letters = 36
    private static let codes = letters + (0x700 + 0x100) * 2

    /// - Parameter base: the table in memory, aligned to 8 bytes, for good.
    init?(_ base: UnsafeRawPointer, count: Int) {
        guard count > PlaceTable.codes, unsafe UnsafeRawBufferPointer(start: base, count: 8).elementsEqual("DRAGPLC2".utf8) else {
            return nil
        }
        let counts = (0..<7).map { unsafe Int(base.load(fromByteOffset: 8 + $0 * 4, as: UInt32.self)) }
        countries = 1..<1 + counts[1]
        first = countries.upperBound..<countries.upperBound + counts[2]
        second = first.upperBound..<first.upperBound + counts[3]
        regions = second.upperBound..<second.upperBound + counts[4]
        features = regions.upperBound..<regions.upperBound + counts[5]
        guard features.upperBound <= counts[0] else { return nil }
        towns = features.upperBound..<counts[0]
        places = PlaceTable.codes + counts[1] * 2
        buckets = places + counts[0] * 12
        names = buckets + 0x10001 * 4
        guard count == names + counts[6] * 6 else { return nil }
        unsafe self.base = base
    }

    /// The letter a scalar is compared as; a space between words, 0 for what is left out.
    @inline(__always)
    func folded(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x700 { return unsafe UInt32(base.load(fromByteOffset: PlaceTable.letters + Int(scalar) * 2, as: UInt16.self)) }
        switch scalar {
        case 0x1E00..<0x1F00:
            return unsafe UInt32(base.load(fromByteOffset: PlaceTable.letters + Int(scalar - 0x1E00 + 0x700) * 2, as: UInt16.self))
        case 0x2018, 0x2019, 0x200B...0x200F: return 0
        case 0x2000...0x206F, 0x3000, 0x30FB, 0xFF0C: return 0x20
        default: return scalar
        }
    }

    /// The places of a name, the most populous first.
    func hits(_ key: UInt64) -> [Hit] {
        let bucket = buckets + Int(key >> 48) * 4
        let (start, end) = (number(bucket), number(bucket + 4))
        let check = Int(key >> 24 & 0xFF_FFFF)
        var found: [Hit] = []
        for index in start..<end where found.count < PlaceTable.mostHits {
            let at = names + index * 6
            if three(at) == check { found.append(hit(at)) }
        }
        return found
    }

    /// The most populous place of a name, abbreviations and lesser names included, as the tagger was trained with it.
    func best(_ key: UInt64) -> Hit? {
        let bucket = buckets + Int(key >> 48) * 4
        let check = Int(key >> 24 & 0xFF_FFFF)
        for index in number(bucket)..<number(bucket + 4) where three(names + index * 6) == check {
            let hit = hit(names + index * 6)
            if !hit.isNew { return hit }
        }
        return nil
    }

    /// The hit that lies at an offset.
    private func hit(_ at: Int) -> Hit {
        let value = three(at + 3)
        return Hit(
            place: value & 0xF_FFFF, isLesser: value & 1 << 23 != 0, isAbbreviation: value & 1 << 22 != 0, isNew: value & 1 << 21 != 0)
    }

    /// A place by its index.
    func place(_ index: Int) -> Place {
        let at = places + index * 12
        let size = unsafe base.load(fromByteOffset: at + 11, as: UInt8.self)
        return Place(
            index: index, id: three(at), latitude: Double(signed(at + 3)) * 90 / 0x7F_FFFF,
            longitude: Double(signed(at + 6)) * 180 / 0x7F_FFFF,
            level: level(of: index), population: Float(size & 0x3F) / 2, isCapital: size & 0x40 != 0, isNowhere: size & 0x80 != 0)
    }

    /// What contains a place directly; 0 is nothing.
    func container(of index: Int) -> Int {
        let at = places + index * 12 + 9
        return unsafe Int(base.load(fromByteOffset: at, as: UInt8.self)) | Int(base.load(fromByteOffset: at + 1, as: UInt8.self)) << 8
    }

    /// Whether a place lies in another or is it.
    func lies(_ index: Int, in container: Int) -> Bool {
        var index = index
        // A file that is not ours might go round in circles.
        for _ in 0..<5 where index != container && index != 0 { index = self.container(of: index) }
        return index == container
    }

    /// The country a place lies in or is, and the division of the first level; 0 for none.
    func containers(of index: Int) -> (country: Int, first: Int) {
        var index = index
        var division = 0
        for _ in 0..<5 where index != 0 {
            if countries.contains(index) { return (index, division) }
            if first.contains(index) { division = index }
            index = container(of: index)
        }
        return (0, division)
    }

    /// ISO 3166-1 alpha-2 of a country.
    func code(of country: Int) -> String? {
        guard countries.contains(country) else { return nil }
        let at = PlaceTable.codes + (country - countries.lowerBound) * 2
        return unsafe String(decoding: UnsafeRawBufferPointer(start: base + at, count: 2), as: UTF8.self)
    }

    /// The country of a code.
    func country(_ code: String) -> Int? { PlaceTable.byCode[code] }

    /// Countries by code, of the table that is built in.
    private static let byCode: [String: Int] = {
        guard let table = shared else { return [:] }
        return Dictionary(table.countries.compactMap { index in table.code(of: index).map { ($0, index) } }) { first, _ in first }
    }()

    private func level(of index: Int) -> Place.Level {
        if index >= towns.lowerBound { return .town }
        if index >= features.lowerBound { return .feature }
        if index >= regions.lowerBound { return .region }
        if index >= second.lowerBound { return .second }
        return index >= first.lowerBound ? .first : .country
    }

    private func number(_ at: Int) -> Int { unsafe Int(base.loadUnaligned(fromByteOffset: at, as: UInt32.self)) }

    /// Three bytes as a number.
    @inline(__always)
    private func three(_ at: Int) -> Int {
        unsafe Int(base.loadUnaligned(fromByteOffset: at, as: UInt16.self)) | Int(base.load(fromByteOffset: at + 2, as: UInt8.self)) << 16
    }

    /// Three bytes as a number with a sign.
    private func signed(_ at: Int) -> Int { (three(at) << 40) >> 40 }
}
