import Foundation

// Trains the model of the language detector; Options.usage says how to call it.

let options = Options(CommandLine.arguments.dropFirst())
do {
    let corpus = try Corpus(options)
    if let model = options.score {
        try Report(of: model, on: corpus.heldOut).write(beside: model)
    } else {
        let vocabulary = Vocabulary(of: corpus, options)
        let regression = Regression(vocabulary, corpus)
        regression.train(rounds: options.rounds)
        let file = vocabulary.modelFile(weights: regression.weights, of: corpus, bytes: options.bytes)
        try file.write(to: URL(filePath: options.out))
        if !corpus.heldOut.isEmpty { try Report(of: options.out, on: corpus.heldOut).write(beside: options.out) }
    }
} catch {
    FileHandle.standardError.write(Data("train: \(error)\n".utf8))
    exit(66)
}
