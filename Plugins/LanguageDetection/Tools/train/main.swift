import Foundation
@_spi(Training) import LanguageDetection
import Synchronization

// Trains the model of the language detector.
//
//   train --texts FILE.tsv… --words FOLDER --fragments FOLDER --out model.bin [--dev 5] [--features 400000] [--rounds 20000]
//
//   train --texts FILE.tsv… --dev 5 --score model.bin                         only says how well a model does
//
// FILE.tsv: language, kind (word, pair, sentence, paragraph), text. FOLDER/LANG.tsv: word, weight.
// With --dev N every N-th text is held out, and the accuracy on those is printed.

struct Options {
    var texts: [String] = []
    var words: String?
    var fragments: String?
    var out = "model.bin"
    var dev = 0
    var features = 400_000
    var rounds = 20_000
    var most = 24
    var score: String?
}
/// Says what is wrong with the command line, and ends.
func fail(_ reason: String) -> Never {
    FileHandle.standardError.write(Data("train: \(reason); the head of train/main.swift says how to call it\n".utf8))
    exit(64)
}
var options = Options()
var arguments = Array(CommandLine.arguments.dropFirst())
while !arguments.isEmpty {
    let name = arguments.removeFirst()
    func value() -> String {
        if arguments.isEmpty { fail("\(name) wants a value") }
        return arguments.removeFirst()
    }
    func number() -> Int {
        let text = value()
        guard let number = Int(text), number >= 0 else { fail("\(name) wants a number, not \(text)") }
        return number
    }
    switch name {
    case "--texts": while let first = arguments.first, !first.hasPrefix("--") { options.texts.append(first); arguments.removeFirst() }
    case "--words": options.words = value()
    case "--fragments": options.fragments = value()
    case "--out": options.out = value()
    case "--dev": options.dev = number()
    case "--features": options.features = number()
    case "--rounds": options.rounds = number()
    case "--score": options.score = value()
    case "--most": options.most = number()
    default: fail("unknown option \(name)")
    }
}

if options.texts.isEmpty { fail("--texts is missing") }

struct Random {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }
    mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }
}

/// What is known of one class.
final class ClassData {
    let name: String
    let script: UInt8
    /// Types and their indices.
    var index: [TrainingFeatures.Word: Int32] = [:]
    var types: [TrainingFeatures.Word] = []
    /// Lists of words with their weights.
    var listed: [(Int32, Float)] = []
    var cumulative: [Float] = []
    var fragments: [(Int32, Float)] = []
    var fragmentCumulative: [Float] = []
    /// Texts as types.
    var texts: [[Int32]] = []
    /// Pairs and words that came as examples.
    var pairs: [[Int32]] = []
    /// Selected features of each type.
    var features: [Int32] = []
    var starts: [Int32] = []
    init(_ name: String, _ script: UInt8) { (self.name, self.script) = (name, script) }
    func type(_ word: TrainingFeatures.Word) -> Int32 {
        if let known = index[word] { return known }
        let new = Int32(types.count)
        index[word] = new
        types.append(word)
        return new
    }
}

let scriptNames = TrainingFeatures.scriptNames
var classes: [ClassData] = []
var classIndex: [String: Int] = [:]
/// The class of a text in a language: by the script of most of its letters.
func script(of words: [TrainingFeatures.Word]) -> UInt8? {
    var counts: [UInt8: Int] = [:]
    for word in words { counts[word.script, default: 0] += word.letters.count }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
}
func data(_ language: String, _ script: UInt8) -> ClassData {
    let name = language.prefix { $0 != "-" } + "-" + scriptNames[Int(script)]
    if let known = classIndex[String(name)] { return classes[known] }
    classIndex[String(name)] = classes.count
    classes.append(ClassData(String(name), script))
    return classes.last!
}

struct Example { var language: String; var kind: String; var text: String }
var held: [Example] = []
func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 29)
}

func log(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
let began = Date()
func elapsed() -> String { String(format: "%.0f s", Date().timeIntervalSince(began)) }

var scriptsSeen: [String: [UInt8: Int]] = [:]
var trainingRows: [(Example, [TrainingFeatures.Word], UInt8)] = []
for file in options.texts {
    for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        let parts = line.split(separator: "\t", maxSplits: 2)
        guard parts.count == 3 else { continue }
        let example = Example(language: String(parts[0]), kind: String(parts[1]), text: String(parts[2]))
        if options.dev > 0, hash(example.text) % UInt64(options.dev) == 0 { held.append(example); continue }
        let words = TrainingFeatures.words(of: example.text)
        guard let script = script(of: words) else { continue }
        scriptsSeen[example.language, default: [:]][script, default: 0] += 1
        trainingRows.append((example, words.filter { $0.script == script }, script))
    }
}
for (example, words, script) in trainingRows {
    // A language's script is one that a fiftieth of its texts is in.
    let seen = scriptsSeen[example.language]!
    guard seen[script]! * 50 >= seen.values.reduce(0, +) else { continue }
    let data = data(example.language, script)
    let types = words.map(data.type)
    switch example.kind {
    case "word": for type in types { data.pairs.append([type]) }
    case "pair": data.pairs.append(types)
    default: data.texts.append(types)
    }
}
trainingRows = []
func read(_ folder: String?, _ append: (ClassData, Int32, Float) -> Void) throws {
    guard let folder else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".tsv") {
        let language = String(name.dropLast(4))
        for line in try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "\t")
            guard parts.count == 2, let weight = Float(parts[1]) else { continue }
            let words = TrainingFeatures.words(of: String(parts[0]))
            guard words.count == 1, let word = words.first else { continue }
            let name = language.prefix { $0 != "-" } + "-" + scriptNames[Int(word.script)]
            guard let known = classIndex[String(name)] else { continue }
            append(classes[known], classes[known].type(word), weight)
        }
    }
}
// Lists gathered from the web are full of English: what English has among its commonest 20,000 words is left out of lists without
// frequencies, and of others where it is rarer than in English.
var english: [TrainingFeatures.Word: Float] = [:]
if let folder = options.words, let list = try? String(contentsOfFile: folder + "/en.tsv", encoding: .utf8) {
    for line in list.split(separator: "\n").prefix(20_000) {
        let parts = line.split(separator: "\t")
        if let word = TrainingFeatures.words(of: String(parts[0])).first, let weight = Float(parts[1]) { english[word] = weight }
    }
}
try read(options.words) { data, type, weight in
    if !data.name.hasPrefix("en-"), let common = english[data.types[Int(type)]], weight < common { return }
    data.listed.append((type, weight))
}
try read(options.fragments) { data, type, weight in
    // A fragment is no word: it has no ends.
    var word = data.types[Int(type)]
    if word.letters.first == 0x20 { word.letters = Array(word.letters[1..<word.letters.count - 1]) }
    data.fragments.append((data.type(word), weight))
}
for data in classes {
    // A word in a list counts by the square root of its frequency, at least as much as a rare one.
    let least = data.listed.lazy.map(\.1).filter { $0 > 0 }.min() ?? 1
    var total: Float = 0
    for (index, (_, weight)) in data.listed.enumerated() {
        let weight = max(weight, least).squareRoot()
        data.listed[index].1 = weight
        total += weight
        data.cumulative.append(total)
    }
    total = 0
    for (_, weight) in data.fragments { total += weight.squareRoot(); data.fragmentCumulative.append(total) }
}
log("\(elapsed()): \(classes.count) classes, \(classes.reduce(0) { $0 + $1.types.count }) types, \(held.count) held out")

/// The languages that are expected: all others need more evidence.
let expected = Set(
    """
    ar fa ur ps ckb kmr am ti so he ru uk be bg sr mk tr az kk zh ja ko hi bn mr gu pa ta te kn ml ne si en de fr es pt it nl pl cs sk hu ro el
    sv da nb nn fi et lv lt sl hr bs sq ca eu gl ga cy is mt ka hy id ms vi th my km lo tl sw ha yo ig zu xh st sn rw om mn uz ky tg ug sd yi
    af eo lb mg jv su ceb ht la lg mi tn ts gd tk tt fy fo oc br
    """.split(whereSeparator: \.isWhitespace).map(String.init))

/// Says how well a model does on what was held out.
func report(_ file: Data) throws {
    let scorer = TrainingFeatures.Scorer(contentsOf: [UInt8](file))
    let limits = [1, 2, 5, 10, 20, 50, Int.max]
    var losses = limits.map { _ in [Double](repeating: 0, count: 60) }
    for example in held where expected.contains(String(example.language.prefix { $0 != "-" })) {
        let (languages, words) = try scorer.scores(of: example.text)
        guard words > 0, let gold = languages.first(where: { $0.tag == example.language.prefix { $0 != "-" } }) else { continue }
        let bucket = limits.firstIndex { words <= $0 }!
        for step in 0..<60 {
            let factor = 0.1 * Double(step + 1) / Double(words).squareRoot()
            let highest = languages.map(\.score).max()!
            let total = languages.reduce(0) { $0 + exp(($1.score - highest) * factor) }
            losses[bucket][step] -= max(-12, (gold.score - highest) * factor - Foundation.log(total))
        }
    }
    let factors = zip(limits, losses).map { limit, losses in
        "(\(limit == .max ? ".max" : "\(limit)"), \(String(format: "%.1f", 0.1 * Double(losses.indices.min { losses[$0] < losses[$1] }! + 1))))"
    }
    log("trust: [\(factors.joined(separator: ", "))]")
    var hits: [String: (right: Int, all: Int)] = [:]
    var wrong: [String: Int] = [:]
    for example in held {
        let answer = try scorer.language(of: example.text)
        let right = answer == example.language.prefix { $0 != "-" }
        hits[example.kind + "\t" + example.language, default: (0, 0)].all += 1
        if right {
            hits[example.kind + "\t" + example.language]!.right += 1
        } else {
            wrong[example.kind + " " + example.language + ">" + answer, default: 0] += 1
        }
    }
    try hits.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value.right)\t\($0.value.all)\n" }.joined().write(
        toFile: options.out + ".dev.tsv", atomically: true, encoding: .utf8)
    try wrong.sorted { $0.value > $1.value }.map { "\($0.key)\t\($0.value)\n" }.joined().write(
        toFile: options.out + ".wrong.tsv", atomically: true, encoding: .utf8)
}

if let model = options.score {
    try report(Data(contentsOf: URL(fileURLWithPath: model)))
    exit(0)
}

// Which features there are, how often in each class, and which tell most.
struct Support { var hash: UInt64; var mass: Float }
/// Of one class: every feature with its share of the class's mass, by hash.
func supports(_ data: ClassData) -> [Support] {
    var masses = [Float](repeating: 0, count: data.types.count)
    func spread(_ share: Float, _ items: [(Int32, Float)]) {
        let total = items.reduce(0) { $0 + $1.1 }
        guard total > 0 else { return }
        for (type, weight) in items { masses[Int(type)] += share * weight / total }
    }
    let occurrences = (data.texts.joined().map { ($0, Float(1)) })
    spread(0.5, Array(occurrences))
    spread(0.1, data.pairs.joined().map { ($0, Float(1)) })
    spread(0.3, data.listed)
    spread(0.1, data.fragments.map { ($0.0, $0.1.squareRoot()) })
    var all: [Support] = []
    for (type, word) in data.types.enumerated() where masses[type] > 0 {
        for hash in word.features { all.append(Support(hash: hash, mass: masses[type])) }
    }
    all.sort { $0.hash < $1.hash }
    var merged: [Support] = []
    for item in all {
        if merged.last?.hash == item.hash { merged[merged.count - 1].mass += item.mass } else { merged.append(item) }
    }
    return merged.filter { $0.mass > 1e-6 }
}
nonisolated(unsafe) let shared = classes
func parallel(_ count: Int, _ body: @Sendable @escaping (Int) -> Void) { DispatchQueue.concurrentPerform(iterations: count, execute: body) }
let results = Mutex([(Int, [Support])]())
parallel(classes.count) { index in
    let found = supports(shared[index])
    results.withLock { $0.append((index, found)) }
}
struct Posting { var hash: UInt64; var mass: Float; var owner: Int32 }
var postings: [Posting] = []
for (owner, found) in results.withLock({ $0 }).sorted(by: { $0.0 < $1.0 }) {
    for item in found { postings.append(Posting(hash: item.hash, mass: item.mass, owner: Int32(owner))) }
}
results.withLock { $0 = [] }
log("\(elapsed()): \(postings.count) features of classes")
postings.sort { ($0.hash, $0.owner) < ($1.hash, $1.owner) }
let perScript = classes.reduce(into: [Int](repeating: 0, count: 256)) { $0[Int($1.script)] += 1 }
struct Feature { var first: Int; var count: Int; var gain: Float }
var candidates: [Feature] = []
var position = 0
while position < postings.count {
    var end = position
    var total: Float = 0
    while end < postings.count, postings[end].hash == postings[position].hash { total += postings[end].mass; end += 1 }
    let rivals = Float(perScript[Int(classes[Int(postings[position].owner)].script)])
    if rivals > 1 {
        var gain: Float = 0
        for item in postings[position..<end] { gain += item.mass * Foundation.log(item.mass * rivals / total) }
        candidates.append(Feature(first: position, count: end - position, gain: gain))
    }
    position = end
}
candidates.sort { $0.gain > $1.gain }
candidates.removeLast(max(0, candidates.count - options.features))
log("\(elapsed()): \(candidates.count) features kept, least gain \(candidates.last?.gain ?? 0)")

// Features as numbers; each with the classes it speaks of.
let tableBits = 22
let tableMask = UInt64((1 << tableBits) - 1)
nonisolated(unsafe) let tableHashes = UnsafeMutablePointer<UInt64>.allocate(capacity: 1 << tableBits)
nonisolated(unsafe) let tableIds = UnsafeMutablePointer<Int32>.allocate(capacity: 1 << tableBits)
tableIds.initialize(repeating: -1, count: 1 << tableBits)
var owners: [UInt8] = []
var first: [Int32] = [0]
var hashes: [UInt64] = []
precondition(classes.count <= 256)
for feature in candidates {
    let items = postings[feature.first..<feature.first + feature.count].sorted { $0.mass > $1.mass }
    let least = items[0].mass * 0.01
    let kept = items.prefix(options.most).filter { $0.mass >= least }
    let hash = items[0].hash
    var slot = hash & tableMask
    while tableIds[Int(slot)] >= 0 { slot = (slot + 1) & tableMask }
    tableHashes[Int(slot)] = hash
    tableIds[Int(slot)] = Int32(hashes.count)
    hashes.append(hash)
    owners += kept.map { UInt8($0.owner) }.sorted()
    first.append(Int32(owners.count))
}
postings = []
candidates = []
func number(_ hash: UInt64) -> Int32? {
    var slot = hash & tableMask
    while tableIds[Int(slot)] >= 0 {
        if tableHashes[Int(slot)] == hash { return tableIds[Int(slot)] }
        slot = (slot + 1) & tableMask
    }
    return nil
}
parallel(classes.count) { index in
    let data = shared[index]
    data.starts.append(0)
    for word in data.types {
        for hash in word.features { if let id = number(hash) { data.features.append(id) } }
        data.starts.append(Int32(data.features.count))
    }
}
log("\(elapsed()): \(owners.count) weights")

// Softmax regression by AdaGrad; threads share the weights without locks.
nonisolated(unsafe) let weights = UnsafeMutablePointer<Float>.allocate(capacity: owners.count)
nonisolated(unsafe) let squares = UnsafeMutablePointer<Float>.allocate(capacity: owners.count)
weights.initialize(repeating: 0, count: owners.count)
squares.initialize(repeating: 1e-4, count: owners.count)
nonisolated(unsafe) let ownersOf = owners.withUnsafeBufferPointer { buffer in
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: buffer.count)
    copy.initialize(from: buffer.baseAddress!, count: buffer.count)
    return copy
}
nonisolated(unsafe) let firstOf = first.withUnsafeBufferPointer { buffer in
    let copy = UnsafeMutablePointer<Int32>.allocate(capacity: buffer.count)
    copy.initialize(from: buffer.baseAddress!, count: buffer.count)
    return copy
}
let rivalsOf: [[Int]] = (0..<256).map { script in classes.indices.filter { Int(classes[$0].script) == script } }
nonisolated(unsafe) let rivals = rivalsOf

func pick(_ cumulative: [Float], _ random: inout Random) -> Int {
    let target = random.unit() * cumulative[cumulative.count - 1]
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
}

/// A sample of a class: types.
func sample(_ data: ClassData, _ random: inout Random, _ types: inout [Int32]) {
    types.removeAll(keepingCapacity: true)
    let kind = random.unit()
    if kind < 0.08, !data.fragments.isEmpty { types.append(data.fragments[pick(data.fragmentCumulative, &random)].0); return }
    if kind < 0.40, !data.listed.isEmpty {
        types.append(data.listed[pick(data.cumulative, &random)].0)
        if kind > 0.28 { types.append(data.listed[pick(data.cumulative, &random)].0) }
        return
    }
    if kind < 0.50, !data.pairs.isEmpty { types += data.pairs[random.below(data.pairs.count)]; return }
    guard !data.texts.isEmpty else {
        if !data.pairs.isEmpty { types += data.pairs[random.below(data.pairs.count)] }
        return
    }
    let text = data.texts[random.below(data.texts.count)]
    guard !text.isEmpty else { return }
    let length = kind < 0.62 && data.listed.isEmpty ? 1 + random.below(2) : random.unit() < 0.3 ? 1 + random.below(4) : 3 + random.below(20)
    let start = random.below(max(1, text.count - length + 1))
    types += text[start..<min(text.count, start + length)]
}

nonisolated(unsafe) let rare = classes.map { !expected.contains(String($0.name.prefix { $0 != "-" })) }
let threads = ProcessInfo.processInfo.activeProcessorCount
let total = options.rounds * classes.count
let rate: Float = 0.15
let progress = Mutex((loss: 0.0, count: 0))
func train(_ thread: Int) {
    var random = Random(state: UInt64(thread) &* 7919 + 1)
    let count = shared.count
    let scores = UnsafeMutablePointer<Float>.allocate(capacity: count)
    var types: [Int32] = []
    var features: [Int32] = []
    var (loss, seen) = (0.0, 0)
    let rounds = options.rounds / threads
    var order = Array(0..<count)
    for round in 0..<rounds {
        let step = rate * (1 - 0.9 * Float(round) / Float(rounds))
        for index in stride(from: count - 1, to: 0, by: -1) { order.swapAt(index, random.below(index + 1)) }
        for gold in order {
            let data = shared[gold]
            let rivals = rivals[Int(data.script)]
            guard rivals.count > 1 else { continue }
            // Languages that articles are seldom in come seldom.
            if rare[gold], random.unit() > 0.15 { continue }
            sample(data, &random, &types)
            guard !types.isEmpty else { continue }
            features.removeAll(keepingCapacity: true)
            for type in types { features += data.features[Int(data.starts[Int(type)])..<Int(data.starts[Int(type) + 1])] }
            guard !features.isEmpty else { continue }
            let scale = 1 / Float(types.count).squareRoot()
            for rival in rivals { scores[rival] = 0 }
            for feature in features {
                var index = Int(firstOf[Int(feature)])
                let end = Int(firstOf[Int(feature) + 1])
                while index < end { scores[Int(ownersOf[index])] += weights[index]; index += 1 }
            }
            var highest = -Float.infinity
            for rival in rivals { scores[rival] *= scale; highest = max(highest, scores[rival]) }
            var sum: Float = 0
            for rival in rivals { scores[rival] = expf(scores[rival] - highest); sum += scores[rival] }
            loss -= Double(Foundation.log(max(scores[gold] / sum, 1e-9)))
            seen += 1
            // From here on the scores are the gradient.
            for rival in rivals { scores[rival] = (scores[rival] / sum - (rival == gold ? 1 : 0)) * scale }
            if abs(scores[gold]) < 0.005 * scale { continue }
            for feature in features {
                var index = Int(firstOf[Int(feature)])
                let end = Int(firstOf[Int(feature) + 1])
                while index < end {
                    let gradient = scores[Int(ownersOf[index])]
                    squares[index] += gradient * gradient
                    weights[index] -= step * gradient / squares[index].squareRoot()
                    index += 1
                }
            }
        }
        if thread == 0, (round + 1) % max(1, rounds / 10) == 0 {
            log("\(elapsed()): round \((round + 1) * threads), loss \(String(format: "%.4f", loss / Double(max(1, seen))))")
            (loss, seen) = (0, 0)
        }
    }
}
parallel(threads) { train($0) }

// The model file: weights in 16ths, those that say next to nothing left out.
let unit: Float = 16
var pairs: [UInt8] = [0, 0]
var entries: [(hash: UInt64, first: Int, count: Int)] = []
for feature in hashes.indices {
    let start = pairs.count / 2
    for index in Int(first[feature])..<Int(first[feature + 1]) {
        let weight = Int(max(-127, min(127, (weights[index] * unit).rounded())))
        if abs(weight) >= 2 { pairs += [owners[index], UInt8(bitPattern: Int8(weight))] }
    }
    let count = pairs.count / 2 - start
    if count > 0 { entries.append((hashes[feature], start, min(count, 64))) }
}
let slotCount = Int(Double(entries.count) / 0.8) + 1
var slots = [UInt64](repeating: 0, count: slotCount)
for entry in entries {
    var index = Int(entry.hash.multipliedFullWidth(by: UInt64(slotCount)).high)
    while slots[index] != 0 { index = index + 1 == slotCount ? 0 : index + 1 }
    slots[index] = (entry.hash & 0x3FF_FFFF) << 38 | UInt64(entry.count - 1) << 32 | UInt64(entry.first)
}
var file = Data("DRAGLNG1".utf8)
func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { file.append(contentsOf: $0) } }
append(UInt32(classes.count))
append(UInt32(slotCount))
append(UInt32(pairs.count / 2))
append(0)
for data in classes {
    var name = Array(data.name.utf8.prefix(15))
    name += [UInt8](repeating: 0, count: 16 - name.count)
    file.append(contentsOf: name)
}
slots.withUnsafeBytes { file.append(contentsOf: $0) }
file.append(contentsOf: pairs)
try file.write(to: URL(fileURLWithPath: options.out))
log("\(elapsed()): \(entries.count) features, \(pairs.count / 2) weights, \(file.count) bytes in \(options.out)")

if !held.isEmpty { try report(file) }
