@_spi(Training) import EntityTagging
import Foundation

// Trains the model of the entity tagger. README.md tells how to run it.
var options: [String: String] = [:]
var arguments = CommandLine.arguments.dropFirst().makeIterator()
while let name = arguments.next() { options[name] = arguments.next() }
let data = URL(fileURLWithPath: options["--data"] ?? "../../../../shared/data")
let corpora = (options["--corpora"] ?? "").split(separator: ",").map { part -> Corpus in
    let fields = part.split(separator: ":")
    return Corpus(
        name: String(fields[0]), weight: fields.count > 1 ? Float(fields[1]) ?? 1 : 1, share: fields.count > 2 ? Double(fields[2]) ?? 1 : 1)
}
let languages = (options["--languages"] ?? "en").split(separator: ",").map(String.init)
let folds = UInt64(options["--dev"] ?? "0") ?? 0
let fold = UInt64(options["--fold"] ?? "0") ?? 0
let epochs = Int(options["--epochs"] ?? "6") ?? 6
let rate = Float(options["--rate"] ?? "0.1") ?? 0.1
let decay = Float(options["--decay"] ?? "0.001") ?? 0.001
let least = Int32(options["--least"] ?? "2") ?? 2
let buckets = Int(options["--buckets"] ?? "65536") ?? 65_536
let jackknife = Int(options["--jackknife"] ?? "4") ?? 4
let clock = ContinuousClock()
let began = clock.now
func say(_ text: String) { print("\(Int((clock.now - began).components.seconds)) s: \(text)"); fflush(stdout) }

var clusters: [(key: UInt64, path: UInt16)] = []
for part in (options["--clusters"] ?? "").split(separator: ",") {
    let fields = part.split(separator: "=")
    clusters += try ModelFile.clusters(in: URL(fileURLWithPath: String(fields[1])), language: String(fields[0]))
}
var file = ModelFile(languages: languages, clusters: clusters)
guard let bare = TrainingArticle.Model(contentsOf: file.bytes(buckets: 1)) else { fatalError("the model file is none") }

var documents: [Document] = []
var weights: [Float] = []
for corpus in corpora {
    let read = try corpus.documents(in: data, folds: folds, fold: fold, model: bare)
    documents += read
    weights += Array(repeating: corpus.weight, count: read.count)
}
let domains = Dictionary(uniqueKeysWithValues: corpora.enumerated().map { ($1.name, UInt64($0) + 1) })
say("\(documents.count) documents, \(clusters.count) words in clusters")

/// Numbers the features and lays the segments out.
func instances(_ forEachToken: @escaping (Int, (Int, [UInt64]) -> Void) -> Void) -> (Instances, FeatureIndex) {
    var counts: [UInt64: Int32] = [:]
    for number in documents.indices where !documents[number].isHeldOut {
        forEachToken(number) { _, hashes in
            for hash in hashes { counts[hash, default: 0] += 1 }
        }
    }
    let index = FeatureIndex(counts, least: least)
    var instances = Instances()
    for number in documents.indices {
        instances.add(documents[number], number: number, weight: weights[number], index: index) { forEachToken(number, $0) }
    }
    return (instances, index)
}

var (first, firstIndex) = instances { number, body in
    documents[number].article.forEachToken(domain: domains[documents[number].corpus] ?? 0, body)
}
say("\(first.segments.count) segments, \(first.labels.count) tokens, \(firstIndex.hashes.count) features")

/// Trains a first look on the documents for which `isTrained` holds.
func trained(_ name: String, where isTrained: (Int) -> Bool) -> ChainTrainer {
    let trainer = ChainTrainer(features: firstIndex.hashes.count, rate: rate, decay: decay)
    var order = SplitMix(state: 7)
    for epoch in 1...epochs {
        let loss = trainer.epoch(first, using: &order, where: isTrained)
        say("\(name), epoch \(epoch): loss \(loss)")
    }
    return trainer
}

// Of a corpus whose annotation is doubtful, only what the others agree with is learned.
let doubtful = Set((options["--doubtful"] ?? "").split(separator: ",").map(String.init))
if !doubtful.isEmpty {
    let teacher = trained("teacher") { !documents[$0].isHeldOut && !doubtful.contains(documents[$0].corpus) }
    var (agreed, asked) = (0, 0)
    for number in first.segments.indices where doubtful.contains(documents[first.segments[number].document].corpus) {
        let segment = first.segments[number]
        asked += 1
        if teacher.labels(segment, first) == Array(first.labels[segment.tokens]) {
            agreed += 1
        } else {
            first.segments[number].isUsed = false
        }
    }
    say("\(agreed) of \(asked) doubtful segments agreed with")
}
let whole = trained("first look") { !documents[$0].isHeldOut }

// The second look learns from what a first one found that had not seen the document.
var guessed = documents.map { [UInt8](repeating: 0, count: $0.article.tokens.count) }
var scores = [ChainTrainer.Row](repeating: .init(), count: first.labels.count)
func guess(by trainer: ChainTrainer, where isAsked: (Int) -> Bool) {
    var (document, segment) = (-1, 0)
    for part in first.segments {
        if part.document != document { (document, segment) = (part.document, 0) }
        if isAsked(document) {
            let tokens = documents[document].article.segments[segment]
            guessed[document].replaceSubrange(tokens, with: trainer.labels(part, first))
            for token in part.tokens { scores[token] = trainer.score(token, first, fixed: nil) }
        }
        segment += 1
    }
}
for fold in 0..<jackknife {
    let part = trained("fold \(fold)") { !documents[$0].isHeldOut && $0 % jackknife != fold }
    guess(by: part) { !documents[$0].isHeldOut && $0 % jackknife == fold }
}
guess(by: whole) { documents[$0].isHeldOut }
var (second, secondIndex) = instances { number, body in
    documents[number].article.forEachToken(after: guessed[number], body)
}
for number in second.segments.indices { second.segments[number].isUsed = first.segments[number].isUsed }
let again = ChainTrainer(
    features: secondIndex.hashes.count, rate: Float(options["--rate2"] ?? "0.02") ?? 0.02,
    decay: Float(options["--decay2"] ?? "1") ?? 1)
var order = SplitMix(state: 11)
let epochs2 = Int(options["--epochs2"] ?? "3") ?? 3
for epoch in 1...epochs2 where jackknife > 0 {
    let loss = again.epoch(second, using: &order, fixed: scores) { !documents[$0].isHeldOut }
    say("second look, epoch \(epoch): loss \(loss)")
}

file.transitions = [whole.transitions, jackknife > 0 ? again.transitions : whole.transitions]
file.rows = zip(firstIndex.hashes, whole.weights).map { ($0, $1) } + zip(secondIndex.hashes, again.weights).map { ($0, $1) }
if let given = options["--confidence"]?.split(separator: ","), given.count == 2 {
    file.confidence = (Float(given[0]) ?? 1, Float(given[1]) ?? 0)
}
let bytes = file.bytes(buckets: buckets)
if let out = options["--out"] { try Data(bytes).write(to: URL(fileURLWithPath: out)) }
guard let model = TrainingArticle.Model(contentsOf: bytes) else { fatalError("the model file is none") }
try Report(documents: documents.filter { folds == 0 || $0.isHeldOut }, model: model).write()
say("done, \(bytes.count) bytes")
