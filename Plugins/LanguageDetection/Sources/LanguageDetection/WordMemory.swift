internal import Synchronization

/// What words read before said for each class: most words of a text were in the text before, and adding up is quicker than looking up.
///
/// Sendable without the compiler's proof because one thread at a time has one. It holds nothing but what the model says, so that a finding is the same with or without it.
@safe final class WordMemory: @unchecked Sendable {
    /// So many words, each at a place that its hash gives it; a newer one takes the place of an older one.
    private static let capacity = 8192

    private let model: LanguageModel
    private let keys: UnsafeMutablePointer<UInt64>
    private let scores: UnsafeMutablePointer<Int16>
    private let bounds: UnsafeMutablePointer<Int16>

    init(_ model: LanguageModel) {
        self.model = model
        unsafe keys = .allocate(capacity: Self.capacity)
        unsafe scores = .allocate(capacity: Self.capacity * model.width)
        unsafe bounds = .allocate(capacity: Self.capacity)
        // No word's key is 0.
        unsafe keys.initialize(repeating: 0, count: Self.capacity)
        unsafe scores.initialize(repeating: 0, count: Self.capacity * model.width)
        unsafe bounds.initialize(repeating: 0, count: Self.capacity)
    }

    deinit {
        unsafe keys.deallocate()
        unsafe scores.deallocate()
        unsafe bounds.deallocate()
    }

    /// What a word says for each class of its script, ``LanguageModel/width`` of them, and the largest of it without signs.
    @inline(__always) func scores(of word: WordReader.Word) -> (scores: UnsafePointer<Int16>, bound: Int) {
        let key = Grams.key(of: word)
        let place = Int(truncatingIfNeeded: key >> 40) & (Self.capacity - 1)
        let own = unsafe scores + place * model.width
        if unsafe keys[place] != key {
            unsafe own.update(repeating: 0, count: model.width)
            unsafe model.add(word, to: own)
            var bound: Int16 = 0
            for index in 0..<model.width { bound = unsafe max(bound, own[index] < 0 ? ~own[index] : own[index]) }
            unsafe keys[place] = key
            unsafe bounds[place] = bound
        }
        return unsafe (UnsafePointer(own), Int(bounds[place]) + 1)
    }
}

/// The memories of a model that no thread has.
final class IdleWordMemories: Sendable {
    private let idle = Mutex<[WordMemory]>([])

    /// Lends a memory to a body of work.
    func lend<Result>(for model: LanguageModel, _ work: (WordMemory) throws -> Result) rethrows -> Result {
        let memory = idle.withLock { $0.popLast() } ?? WordMemory(model)
        defer { idle.withLock { $0.append(memory) } }
        return try work(memory)
    }
}
