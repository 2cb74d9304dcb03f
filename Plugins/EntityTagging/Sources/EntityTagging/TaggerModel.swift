internal import CTaggerModel
internal import Glibc

/// The weights of the trained tagger as they lie in the model file: nothing is parsed, all slots read the same memory.
///
/// Layout, little-endian, all parts at multiples of 64 bytes: a head of `DRAGNER1`, then `UInt32`: languages, buckets, cluster slots, 0, then
/// `Float`: the step of the weights, slope and offset of the confidence; the languages, 8 bytes each; for each look thirteen rows of sixteen
/// `Float`, what it adds to go from one label to another; the buckets; the cluster slots.
///
/// A bucket is a cache line of four rows, a row thirteen weights, one for each label, and the low 24 bits of the feature's hash, 0 in an
/// empty row. The high bits of the hash choose the bucket. A cluster slot has 16 bits of a word's hash over the 16 bits of its path.
///
/// Sendable without the compiler's proof, and safe from outside, because the memory is there for good and nobody writes it.
@safe struct TaggerModel: @unchecked Sendable {
    /// A number for each label; the last three lanes mean nothing.
    typealias Scores = SIMD16<Float>

    /// The ones that are built in, one for each language but for Danish and Swedish, which share one: trained together with others,
    /// every language lost, up to eight points.
    static let builtIn: [TaggerModel] = (0..<tagger_model_count()).compactMap { number in
        unsafe TaggerModel(tagger_model(number), count: tagger_model_size(number))
    }

    /// How many there ought to be.
    static var builtInCount: Int { tagger_model_count() }

    /// The one for a language; `nil` where the rules decide alone.
    static func of(_ language: LanguageTag) -> TaggerModel? { builtIn.first { $0.languages.contains(language.code) } }

    /// The languages it was trained for.
    let languages: Set<String>
    /// What a first and a second look add for each label after each other one.
    let transitions: [[Scores]]
    /// What a weight of 1 is worth.
    let step: Float
    /// Turns the log-odds of a name into those of its being right.
    let confidence: (slope: Float, offset: Float)
    private let buckets: UnsafeRawPointer
    private let bucketCount: UInt64
    private let clusters: UnsafePointer<UInt32>
    private let clusterCount: UInt64

    /// - Parameter base: the model file in memory, aligned to 64 bytes, for good.
    init?(_ base: UnsafeRawPointer, count: Int) {
        guard count >= 64, unsafe UnsafeRawBufferPointer(start: base, count: 8).elementsEqual("DRAGNER1".utf8) else { return nil }
        func number(_ index: Int) -> Int { unsafe Int(base.load(fromByteOffset: 8 + index * 4, as: UInt32.self)) }
        func real(_ index: Int) -> Float { unsafe base.load(fromByteOffset: 24 + index * 4, as: Float.self) }
        let (languageCount, bucketCount, clusterCount) = (number(0), number(1), number(2))
        let languageSize = (languageCount * 8 + 63) / 64 * 64
        let rows = NameLabels.count * 64
        let bucketStart = 64 + languageSize + 2 * rows
        guard bucketCount > 0, clusterCount > 0, count == bucketStart + bucketCount * 64 + clusterCount * 4 else { return nil }
        languages = Set(
            (0..<languageCount).map { index in
                unsafe String(
                    decoding: UnsafeRawBufferPointer(start: base + 64 + index * 8, count: 8).prefix { $0 != 0 }, as: UTF8.self)
            })
        transitions = (0..<2).map { look in
            (0..<NameLabels.count).map { row in
                unsafe base.load(fromByteOffset: 64 + languageSize + look * rows + row * 64, as: Scores.self)
            }
        }
        step = real(0)
        confidence = (real(1), real(2))
        unsafe buckets = base + bucketStart
        self.bucketCount = UInt64(bucketCount)
        unsafe clusters = (base + bucketStart + bucketCount * 64).assumingMemoryBound(to: UInt32.self)
        self.clusterCount = UInt64(clusterCount)
    }

    /// The sum of the weights of some features, for each label.
    ///
    /// Features lie all over the model: their cache lines are asked for all at once, so that the waits overlap.
    func scores(of hashes: [UInt64]) -> Scores {
        for hash in hashes { unsafe tagger_model_prefetch(buckets + bucket(of: hash) * 64) }
        var sum = SIMD16<Int16>()
        for hash in hashes {
            let check = TaggerModel.check(of: hash)
            let line = unsafe buckets + bucket(of: hash) * 64
            for row in 0..<4 where unsafe line.load(fromByteOffset: row * 16 + 12, as: UInt32.self) >> 8 == check {
                sum &+= SIMD16<Int16>(truncatingIfNeeded: unsafe line.load(fromByteOffset: row * 16, as: SIMD16<Int8>.self))
                break
            }
        }
        return Scores(sum) * step
    }

    /// The probability that a name is right, from the one the labels have by themselves, in two digits.
    func confidence(_ probability: Float) -> Double {
        let odds = log(max(probability, 1e-6) / max(1 - probability, 1e-6))
        let right = 1 / (1 + exp(-(confidence.slope * odds + confidence.offset)))
        return (Double(right) * 100).rounded() / 100
    }

    /// The bucket of a feature.
    @inline(__always)
    private func bucket(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash.multipliedFullWidth(by: bucketCount).high) }

    /// What tells a feature from the others of its bucket; never 0.
    @inline(__always)
    static func check(of hash: UInt64) -> UInt32 { max(1, UInt32(truncatingIfNeeded: hash & 0xFF_FFFF)) }

    /// The path of a word's cluster, 0 for none. Words in capitals stand with the capitalised ones where they have no place of their own.
    func cluster(of token: Token, in language: LanguageTag) -> UInt64 {
        let salted = token.hash ^ language.salt
        if token.traits.contains(.allCapitals), let path = path(of: TaggerModel.clusterKey(salted, writing: 2)) { return path }
        if token.traits.contains(.capital), let path = path(of: TaggerModel.clusterKey(salted, writing: 1)) { return path }
        return path(of: TaggerModel.clusterKey(salted, writing: 0)) ?? 0
    }

    /// The key of a word of a language in lowercase (0), with a capital (1) or in capitals (2).
    static func clusterKey(_ salted: UInt64, writing: UInt64) -> UInt64 {
        let product = (salted ^ writing &* 0xA24B_AED4_963E_E407) &* 0x9FB2_1C65_1E98_DF25
        return product ^ (product >> 32)
    }

    /// The path under a key.
    private func path(of key: UInt64) -> UInt64? {
        var slot = key.multipliedFullWidth(by: clusterCount).high
        let check = max(1, UInt32(truncatingIfNeeded: key & 0xFFFF))
        while true {
            let entry = unsafe clusters[Int(slot)]
            if entry == 0 { return nil }
            if entry >> 16 == check { return UInt64(entry & 0xFFFF) }
            slot = slot + 1 == clusterCount ? 0 : slot + 1
        }
    }
}
