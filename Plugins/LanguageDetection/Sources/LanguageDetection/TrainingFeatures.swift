/// What the program that trains the model shares with the detector, so that both see the same words and features.
@_spi(Training) public enum TrainingFeatures {
    /// A word as the detector reads it.
    public struct Word: Hashable, Sendable {
        public var letters: [UInt32]
        public var script: UInt8
        public init(letters: [UInt32], script: UInt8) {
            self.letters = letters
            self.script = script
        }
        /// The hashes of its features.
        public var features: [UInt64] {
            var hashes: [UInt64] = []
            hashes.reserveCapacity(letters.count * 5)
            unsafe letters.withUnsafeBufferPointer {
                unsafe Grams.forEach(of: $0, isSpaced: !Grams.unspaced[Int(script)]) { hashes.append($0) }
            }
            return hashes
        }
    }

    /// The words of a text.
    public static func words(of text: String) -> [Word] {
        var words: [Word] = []
        unsafe Array(text.utf8).withUnsafeBufferPointer { bytes in
            unsafe WordReader.forEachWord(of: bytes, in: 0..<bytes.count) { word in
                words.append(Word(letters: unsafe Array(word.letters), script: word.script))
            }
        }
        return words
    }

    /// ISO 15924 codes by script number.
    public static var scriptNames: [String] { ScriptTable.names }

    /// What a model alone says of a text.
    public final class Scorer {
        private let model: LanguageModel
        /// - Parameter bytes: a model file.
        public init(contentsOf bytes: [UInt8]) {
            let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 64)
            unsafe memory.copyMemory(from: bytes, byteCount: bytes.count)
            guard let model = unsafe LanguageModel(memory, count: bytes.count) else { preconditionFailure("no model file") }
            self.model = model
        }
        /// The scores of a text's languages, unsorted, and the number of its words; empty where the model knows no two for its script.
        public func scores(of text: String) throws -> (languages: [(tag: String, score: Double)], words: Int) {
            let prose = try Prose(text)
            guard let script = prose.mainScript else { return ([], 0) }
            var sum = Ranking.Sum(script: script, model: model)
            sum.add(prose.bytes, in: 0..<prose.bytes.count)
            let rivals = model.classesOf[Int(sum.script)]
            return (rivals.map { (model.classes[$0].tag, Double(sum.scores[$0]) / Ranking.unit) }, rivals.count > 1 ? sum.words : 0)
        }

        /// The best language; `und` where there are no letters.
        public func language(of text: String) throws -> String {
            if let best = try scores(of: text).languages.max(by: { $0.score < $1.score }) { return best.tag }
            return try Prose(text).mainScript.flatMap { LanguageTag.bySoleScript[ScriptTable.names[Int($0)]] } ?? "und"
        }
    }
}
