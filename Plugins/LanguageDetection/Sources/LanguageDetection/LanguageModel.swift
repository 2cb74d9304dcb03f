internal import CLanguageModel

/// The weights of the features, as they lie in the model file: nothing is parsed, all slots read the same memory.
///
/// Layout, little-endian: `DRAGLNG2`; `UInt32` numbers of classes and lines, 8 bytes of 0; the classes in 16 bytes each, such as `sr-Cyrl`,
/// those of a script in a row, the last byte 1 where the language is a rare one; 0 up to a multiple of 64; the lines.
///
/// A line is 64 bytes, what a processor fetches at a time, and has up to six features with all that is known of them: six `UInt16`
/// fingerprints (the low bits of the feature's hash, never 0; 0 where free), six bytes with where the pairs of each end, then up to 23 pairs
/// of a class (counted from its script's first) and a signed weight. A feature lies in the line of its hash's share of the lines or, where
/// that was full, in one of those behind; then the high bit of the full line's first end is set.
///
/// Sendable without the compiler's proof, and safe from outside, because the memory is there for good and nobody writes it.
@safe struct LanguageModel: @unchecked Sendable {
    /// Han and kana are one script to a language.
    static let group: [ScriptTable.Script] = ScriptTable.names.indices.map { index in
        let han = ScriptTable.script(named: "Hani")
        return ["Hira", "Kana", "Bopo"].contains(ScriptTable.names[index]) ? han ?? ScriptTable.Script(index) : ScriptTable.Script(index)
    }

    /// The one that is built in; `nil` where the file in the checkout is none.
    static let shared = unsafe LanguageModel(language_model(), count: language_model_size())

    /// A language in a script.
    struct Class: Sendable, Equatable {
        /// BCP 47.
        var tag: String
        var script: ScriptTable.Script
        /// Whether articles are seldom in it.
        var isRare: Bool
    }

    /// Features of a line, and their pairs, at most.
    static let featuresOfLine = 6, pairsOfLine = 23

    /// All classes, those of a script in a row.
    let classes: [Class]
    /// The classes of each script.
    let classesOf: [Range<Int>]
    /// Room for the scores of any script's classes.
    let width: Int
    /// See ``WordMemory``.
    let memories = IdleWordMemories()
    private let lines: UnsafeRawPointer
    private let lineCount: UInt64

    /// - Parameter base: the model file in memory, aligned to 64 bytes, for good.
    init?(_ base: UnsafeRawPointer, count: Int) {
        guard count >= 64, unsafe UnsafeRawBufferPointer(start: base, count: 8).elementsEqual("DRAGLNG2".utf8) else { return nil }
        let (classCount, lineCount) = unsafe (
            Int(base.load(fromByteOffset: 8, as: UInt32.self)), Int(base.load(fromByteOffset: 12, as: UInt32.self))
        )
        let head = (24 + classCount * 16 + 63) / 64 * 64
        guard lineCount > 0, count == head + 64 * lineCount else { return nil }
        var classes: [Class] = []
        var classesOf = [Range<Int>](repeating: 0..<0, count: ScriptTable.names.count)
        for index in 0..<classCount {
            let bytes = unsafe UnsafeRawBufferPointer(start: base + 24 + index * 16, count: 16)
            let parts = unsafe String(decoding: bytes.prefix(15).prefix { $0 != 0 }, as: UTF8.self).split(separator: "-")
            guard parts.count == 2, let script = ScriptTable.script(named: String(parts[1])) else { return nil }
            let own = classesOf[Int(script)]
            guard own.isEmpty || own.upperBound == index, own.count < 256 else { return nil }
            classesOf[Int(script)] = (own.isEmpty ? index : own.lowerBound)..<index + 1
            classes.append(Class(tag: String(parts[0]), script: script, isRare: unsafe bytes[15] == 1))
        }
        // In which of a script's languages a text is the model can only tell of several.
        for (script, own) in classesOf.enumerated() where own.count == 1 {
            classes[own.lowerBound].tag = LanguageTag.bySoleScript[ScriptTable.names[script]] ?? classes[own.lowerBound].tag
        }
        self.classes = classes
        self.classesOf = classesOf
        width = ((classesOf.map(\.count).max() ?? 0) + 15) / 16 * 16
        unsafe lines = base + head
        self.lineCount = UInt64(lineCount)
    }

    /// Adds what a word says for each class of its script to `scores`, which has room for ``width``.
    ///
    /// The features of a word lie all over the model: their lines are asked for all at once, so that the waits overlap.
    @inline(__always) func add(_ word: WordReader.Word, to scores: UnsafeMutablePointer<Int16>) {
        unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Grams.most) { asked in
            var count = 0
            unsafe Grams.forEach(of: word.letters, script: word.script, isSpaced: word.isSpaced) { hash in
                let home = LanguageModel.home(of: hash, among: lineCount)
                unsafe asked[count] = home << 16 | UInt64(LanguageModel.fingerprint(of: hash))
                count += 1
                unsafe language_model_prefetch(lines + Int(home &* 64))
            }
            for index in 0..<count { unsafe addFeature(asked[index], to: scores) }
        }
    }

    /// The line where a feature lies if there is room.
    @inline(__always) static func home(of hash: UInt64, among lines: UInt64) -> UInt64 { hash.multipliedFullWidth(by: lines).high }

    /// What tells a feature from others of its line.
    @inline(__always) static func fingerprint(of hash: UInt64) -> UInt16 { max(1, UInt16(truncatingIfNeeded: hash)) }

    /// Adds one feature's pairs; `asked` is its line and, in the low 16 bits, its fingerprint.
    @inline(__always) private func addFeature(_ asked: UInt64, to scores: UnsafeMutablePointer<Int16>) {
        var line = Int(asked >> 16)
        let wanted = (asked & 0xFFFF) &* 0x0001_0001_0001_0001
        while true {
            let place = unsafe lines + line &* 64
            let index: Int
            // Fingerprints are compared four at a time: a 16-bit part that is 0 after xor is the one.
            let four = unsafe place.load(as: UInt64.self) ^ wanted
            let isFour = (four &- 0x0001_0001_0001_0001) & ~four & 0x8000_8000_8000_8000
            if isFour != 0 {
                index = isFour.trailingZeroBitCount >> 4
            } else {
                let two = unsafe UInt64(place.load(fromByteOffset: 8, as: UInt32.self)) ^ (wanted & 0xFFFF_FFFF) | 0xFFFF_FFFF_0000_0000
                let isTwo = (two &- 0x0001_0001_0001_0001) & ~two & 0x8000_8000_8000_8000
                if isTwo != 0 {
                    index = 4 + isTwo.trailingZeroBitCount >> 4
                } else {
                    guard unsafe place.load(fromByteOffset: 12, as: UInt8.self) & 0x80 != 0 else { return }
                    line = line + 1 == Int(lineCount) ? 0 : line + 1
                    continue
                }
            }
            let end = unsafe Int(place.load(fromByteOffset: 12 + index, as: UInt8.self) & 0x7F)
            let start = index == 0 ? 0 : unsafe Int(place.load(fromByteOffset: 11 + index, as: UInt8.self) & 0x7F)
            var pair = unsafe place + 18 + 2 * start
            let last = unsafe place + 18 + 2 * end
            while unsafe pair < last {
                let owner = unsafe Int(pair.load(as: UInt8.self))
                unsafe scores[owner] &+= Int16(pair.load(fromByteOffset: 1, as: Int8.self))
                unsafe pair += 2
            }
            return
        }
    }
}
