internal import CLanguageModel

/// The weights of the features, as they lie in the model file: nothing is parsed, all slots read the same memory.
///
/// Layout, little-endian: `DRAGLNG1`; classes, slots, pairs, all `UInt32`, and a `UInt32` of 0; the classes in 16 bytes each, such as
/// `sr-Cyrl`; the slots, 8 bytes each; the pairs, 2 bytes each. A slot has the low 26 bits of the feature's hash at the top, 6 bits of the
/// number of its pairs less one, 32 bits of where they begin; 0 is an empty one. A pair is a class and a signed weight. A feature's slot is
/// the first free one from its hash's share of the slots on.
///
/// Sendable without the compiler's proof, and safe from outside, because the memory is there for good and nobody writes it.
@safe struct LanguageModel: @unchecked Sendable {
    /// Han and kana are one script to a language.
    static let group: [ScriptTable.Script] = ScriptTable.names.indices.map { index in
        ["Hira", "Kana", "Bopo"].contains(ScriptTable.names[index])
            ? ScriptTable.script(named: "Hani") ?? ScriptTable.Script(index) : ScriptTable.Script(index)
    }

    /// The one that is built in; `nil` where the file in the checkout is none.
    static let shared = unsafe LanguageModel(language_model(), count: language_model_size())

    /// Language tag and script of each class.
    let classes: [(tag: String, script: ScriptTable.Script)]
    /// The classes of each script.
    let classesOf: [[Int]]
    private let slots: UnsafePointer<UInt64>
    private let slotCount: UInt64
    private let pairs: UnsafePointer<UInt8>

    /// - Parameter base: the model file in memory, aligned to 8 bytes, for good.
    init?(_ base: UnsafeRawPointer, count: Int) {
        guard count > 24, unsafe UnsafeRawBufferPointer(start: base, count: 8).elementsEqual("DRAGLNG1".utf8) else { return nil }
        let (classCount, slotCount) = unsafe (
            Int(base.load(fromByteOffset: 8, as: UInt32.self)), Int(base.load(fromByteOffset: 12, as: UInt32.self))
        )
        let pairCount = unsafe Int(base.load(fromByteOffset: 16, as: UInt32.self))
        guard slotCount > 0, count == 24 + classCount * 16 + 8 * slotCount + pairCount * 2 else { return nil }
        var classes: [(tag: String, script: ScriptTable.Script)] = []
        for index in 0..<classCount {
            let name = unsafe String(
                decoding: UnsafeRawBufferPointer(start: base + 24 + index * 16, count: 16).prefix { $0 != 0 }, as: UTF8.self)
            let parts = name.split(separator: "-")
            guard parts.count == 2, let script = ScriptTable.script(named: String(parts[1])) else { return nil }
            classes.append((String(parts[0]), script))
        }
        self.classes = classes
        classesOf = ScriptTable.names.indices.map { [classes] script in
            classes.indices.filter { classes[$0].script == ScriptTable.Script(script) }
        }
        unsafe slots = (base + 24 + classCount * 16).assumingMemoryBound(to: UInt64.self)
        self.slotCount = UInt64(slotCount)
        unsafe pairs = (base + 24 + classCount * 16 + 8 * slotCount).assumingMemoryBound(to: UInt8.self)
    }

    /// Adds what a word says for each class to `scores`.
    ///
    /// The features of a word lie all over the model: their slots are asked for all at once, then their pairs, so that the waits overlap.
    func add(_ word: WordReader.Word, to scores: UnsafeMutablePointer<Int32>) {
        unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Grams.most) { found in
            var count = 0
            unsafe Grams.forEach(of: word.letters, isSpaced: !Grams.unspaced[Int(word.script)]) { hash in
                unsafe found[count] = hash
                count += 1
                unsafe language_model_prefetch(slots + home(of: hash))
            }
            var known = 0
            for index in 0..<count {
                guard let slot = unsafe slot(of: found[index]) else { continue }
                unsafe found[known] = slot
                known += 1
                unsafe language_model_prefetch(pairs + 2 * Int(truncatingIfNeeded: slot & 0xFFFF_FFFF))
            }
            for index in 0..<known {
                let slot = unsafe found[index]
                var pair = unsafe pairs + 2 * Int(truncatingIfNeeded: slot & 0xFFFF_FFFF)
                for _ in 0...Int(slot >> 32 & 0x3F) {
                    unsafe scores[Int(pair[0])] &+= Int32(Int8(bitPattern: pair[1]))
                    unsafe pair += 2
                }
            }
        }
    }

    /// Where the slot of a hash would be if no other had it.
    @inline(__always) private func home(of hash: UInt64) -> Int { Int(hash.multipliedFullWidth(by: slotCount).high) }

    /// The slot of a feature, or `nil` where the model has none.
    @inline(__always) private func slot(of hash: UInt64) -> UInt64? {
        var index = home(of: hash)
        while true {
            let slot = unsafe slots[index]
            if slot == 0 { return nil }
            if slot >> 38 == hash & 0x3FF_FFFF { return slot }
            index = index + 1 == Int(slotCount) ? 0 : index + 1
        }
    }
}
