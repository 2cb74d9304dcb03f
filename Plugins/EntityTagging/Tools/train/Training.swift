@_spi(Training) import EntityTagging
import Foundation

/// From annotated texts to a model file: two looks, of which the second learns from what a first one found that had not seen the document.
struct Training {
    let documents: [Document]
    private let weights: [Float]
    /// A number for each corpus.
    private let domains: [String: UInt64]
    private let options: Options
    private let file: ModelFile

    /// The first looks that the second one learns from are trained on all but one of so many parts.
    private static let parts = 4
    /// The second look has few features.
    private static let secondEpochs = 3

    /// Reads the texts.
    init(_ options: Options) throws {
        self.options = options
        var clusters: [(key: UInt64, path: UInt16)] = []
        for (language, path) in options.clusters { clusters += try ModelFile.clusters(in: path, language: language) }
        file = ModelFile(languages: options.languages, clusters: clusters, confidence: options.confidence)
        // The features of words are those of a model without weights: languages and clusters.
        let (_, bare) = file.model(buckets: 1)
        var documents: [Document] = []
        var weights: [Float] = []
        for corpus in options.corpora {
            var read = try corpus.documents(in: options.data, folds: options.folds, fold: options.fold, model: bare)
            if options.tests.contains(corpus.name) { for index in read.indices { read[index].isHeldOut = true } }
            documents += read
            weights += Array(repeating: corpus.weight, count: read.count)
        }
        (self.documents, self.weights) = (documents, weights)
        domains = Dictionary(uniqueKeysWithValues: options.corpora.enumerated().map { ($1.name, UInt64($0) + 1) })
        progress("\(documents.count) documents, \(clusters.count) words in clusters")
    }

    /// Trains both looks.
    func run() -> (bytes: [UInt8], model: TrainingArticle.Model) {
        let (all, everything) = instances { number, body in
            documents[number].article.forEachToken(domain: domains[documents[number].corpus] ?? 0, body)
        }
        progress("\(all.segments.count) segments, \(all.labels.count) tokens, \(everything.hashes.count) features")
        // Learned anew without what there is no room for, the others take its place.
        let draft = firstLook("draft", all, everything) { !documents[$0].isHeldOut }
        let index = everything.kept(draft.weights.map(ModelFile.size), buckets: options.buckets)
        let first = all.restricted(from: everything, to: index)
        progress("\(index.hashes.count) features kept")
        let whole = firstLook("first look", first, index) { !documents[$0].isHeldOut }
        var guesses = Guesses(of: documents, first)
        for part in 0..<Training.parts {
            let others = firstLook("without part \(part)", first, index) { !documents[$0].isHeldOut && $0 % Training.parts != part }
            guesses.guess(by: others, first, documents) { !documents[$0].isHeldOut && $0 % Training.parts == part }
        }
        guesses.guess(by: whole, first, documents) { documents[$0].isHeldOut }
        let (second, secondIndex) = instances { number, body in
            documents[number].article.forEachToken(after: guesses.labels[number], body)
        }
        let again = ChainTrainer(features: secondIndex.hashes.count, rate: options.second.rate, decay: options.second.decay)
        var order = SplitMix(state: 11)
        for epoch in 1...Training.secondEpochs {
            let loss = again.epoch(second, using: &order, fixed: guesses.scores) { !documents[$0].isHeldOut }
            progress("second look, epoch \(epoch): loss \(loss)")
        }
        var file = file
        file.transitions = [whole.transitions, again.transitions]
        file.rows = zip(index.hashes, whole.weights).map { ($0, $1) } + zip(secondIndex.hashes, again.weights).map { ($0, $1) }
        return file.model(buckets: options.buckets)
    }

    /// Numbers the features and lays the segments out.
    private func instances(_ forEachToken: @escaping (Int, (Int, [UInt64]) -> Void) -> Void) -> (Instances, FeatureIndex) {
        var counts: [UInt64: Int32] = [:]
        for number in documents.indices where !documents[number].isHeldOut {
            forEachToken(number) { _, hashes in
                for hash in hashes { counts[hash, default: 0] += 1 }
            }
        }
        let index = FeatureIndex(counts, least: options.least)
        var instances = Instances()
        for number in documents.indices {
            instances.add(documents[number], number: number, weight: weights[number], index: index) { forEachToken(number, $0) }
        }
        return (instances, index)
    }

    /// Trains a first look on the documents for which `isTrained` holds.
    private func firstLook(_ name: String, _ instances: Instances, _ index: FeatureIndex, where isTrained: (Int) -> Bool) -> ChainTrainer {
        let trainer = ChainTrainer(features: index.hashes.count, rate: options.first.rate, decay: options.first.decay)
        var order = SplitMix(state: 7)
        for epoch in 1...options.first.epochs {
            let loss = trainer.epoch(instances, using: &order, where: isTrained)
            progress("\(name), epoch \(epoch): loss \(loss)")
        }
        return trainer
    }
}

/// What first looks found in documents that they had not seen.
private struct Guesses {
    /// A label for each token of each document.
    private(set) var labels: [[UInt8]]
    /// The scores of each token of the instances.
    private(set) var scores: [ChainTrainer.Row]

    init(of documents: [Document], _ instances: Instances) {
        labels = documents.map { [UInt8](repeating: 0, count: $0.article.tokens.count) }
        scores = [ChainTrainer.Row](repeating: .init(), count: instances.labels.count)
    }

    /// Guesses the documents for which `isAsked` holds.
    mutating func guess(by trainer: ChainTrainer, _ instances: Instances, _ documents: [Document], where isAsked: (Int) -> Bool) {
        let decoder = TrainingArticle.Decoder(transitions: trainer.transitions)
        var (document, segment) = (-1, 0)
        for part in instances.segments {
            if part.document != document { (document, segment) = (part.document, 0) }
            if isAsked(document) {
                for token in part.tokens { scores[token] = trainer.score(token, instances, fixed: nil) }
                labels[document].replaceSubrange(
                    documents[document].article.segments[segment], with: decoder.labels(Array(scores[part.tokens])))
            }
            segment += 1
        }
    }
}

/// Progress, on standard error, with the seconds since the start.
func progress(_ text: String) {
    FileHandle.standardError.write(Data("\((ContinuousClock.now - began).components.seconds) s: \(text)\n".utf8))
}
private let began = ContinuousClock.now
