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
                unsafe Grams.forEach(of: $0, script: script, isSpaced: !Grams.unspaced[Int(script)]) { hashes.append($0) }
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

    /// A feature's weights: classes counted from their script's first.
    public struct Feature: Sendable {
        public var hash: UInt64
        public var pairs: [(owner: UInt8, weight: Int8)]
        public init(hash: UInt64, pairs: [(owner: UInt8, weight: Int8)]) { (self.hash, self.pairs) = (hash, pairs) }
    }

    /// Pairs of one feature, at most.
    public static var mostPairs: Int { LanguageModel.pairsOfLine }

    /// Weights in the model file are in this part of a logit.
    public static var unit: Double { Ranking.unit }

    /// What is added to a rare language's logit.
    public static var rareLogit: Double { Ranking.rareLogit }

    /// A model file: of the features, best first, as many as there is room for. See ``LanguageModel`` for the layout.
    ///
    /// - Parameters:
    ///   - classes: names such as `sr-Cyrl`, those of a script in a row, and whether each is rare.
    ///   - bytes: how large the file may be.
    /// - Returns: the file, and the number of features that found room.
    public static func modelFile(classes: [(name: String, isRare: Bool)], features: [Feature], bytes: Int) -> (file: [UInt8], kept: Int) {
        var file = Array("DRAGLNG2".utf8)
        func append(_ value: UInt32) { for shift in stride(from: 0, to: 32, by: 8) { file.append(UInt8(value >> UInt32(shift) & 0xFF)) } }
        let head = (24 + classes.count * 16 + 63) / 64 * 64
        let lineCount = (bytes - head) / 64
        append(UInt32(classes.count))
        append(UInt32(lineCount))
        file += [UInt8](repeating: 0, count: 8)
        for (name, isRare) in classes {
            let name = Array(name.utf8.prefix(15))
            file += name + [UInt8](repeating: 0, count: 15 - name.count) + [isRare ? 1 : 0]
        }
        file += [UInt8](repeating: 0, count: head - file.count)
        var lines = [[(fingerprint: UInt16, feature: Int)]](repeating: [], count: lineCount)
        var (full, overflowed) = ([Int](repeating: 0, count: lineCount), [Bool](repeating: false, count: lineCount))
        var kept = 0
        for (number, feature) in features.enumerated() where !feature.pairs.isEmpty {
            let home = Int(LanguageModel.home(of: feature.hash, among: UInt64(lineCount)))
            let fingerprint = LanguageModel.fingerprint(of: feature.hash)
            // Further away than that it would cost more than it tells.
            let places = (0..<3).map { (home + $0) % lineCount }
            guard
                let step = places.firstIndex(where: {
                    lines[$0].count < LanguageModel.featuresOfLine && full[$0] + feature.pairs.count <= LanguageModel.pairsOfLine
                }), !places.contains(where: { line in lines[line].contains { $0.fingerprint == fingerprint } })
            else { continue }
            for place in places.prefix(step) { overflowed[place] = true }
            lines[places[step]].append((fingerprint, number))
            full[places[step]] += feature.pairs.count
            kept += 1
        }
        for (number, line) in lines.enumerated() {
            var bytes = [UInt8](repeating: 0, count: 64)
            var end = 0
            for index in 0..<LanguageModel.featuresOfLine {
                if index < line.count {
                    bytes[2 * index] = UInt8(line[index].fingerprint & 0xFF)
                    bytes[2 * index + 1] = UInt8(line[index].fingerprint >> 8)
                    for (owner, weight) in features[line[index].feature].pairs {
                        (bytes[18 + 2 * end], bytes[19 + 2 * end]) = (owner, UInt8(bitPattern: weight))
                        end += 1
                    }
                }
                bytes[12 + index] = UInt8(end)
            }
            if overflowed[number] { bytes[12] |= 0x80 }
            file += bytes
        }
        return (file, kept)
    }

    /// What a model alone says of a text.
    public final class Scorer {
        private let model: LanguageModel
        /// - Parameter bytes: a model file; its memory is never given back.
        public init?(contentsOf bytes: [UInt8]) {
            let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 64), alignment: 64)
            unsafe memory.copyMemory(from: bytes, byteCount: bytes.count)
            guard let model = unsafe LanguageModel(memory, count: bytes.count) else { return nil }
            self.model = model
        }
        /// The scores of a text's languages, unsorted, and the number of its words; empty where the model knows no two for its script.
        public func scores(of text: String) throws -> (languages: [(tag: String, score: Double, isRare: Bool)], words: Int) {
            let prose = try Prose(text)
            guard let script = prose.mainScript.map({ LanguageModel.group[Int($0)] }),
                let sum = try Reading(of: prose, by: model).sum(of: script)
            else { return ([], 0) }
            let rivals = model.classesOf[Int(script)]
            return (
                rivals.map { (model.classes[$0].tag, Double(sum.scores[$0 - rivals.lowerBound]) / Ranking.unit, model.classes[$0].isRare) },
                rivals.count > 1 ? sum.words : 0
            )
        }
    }
}
