import ArticleAnalysis
import Foundation
import LanguageDetection

// Detects the language of each line of standard input.
//
//   measure codes         one language code per line, as benchmarks of language identification want it
//   measure confidences   language and confidence: what Tools/reliability.py reads
//   measure speed         how many megabytes of the lines it reads in a second, the median of five rounds; reading and writing not counted
//   measure findings      lines are JSON strings; the finding of each as JSON

let mode = CommandLine.arguments.dropFirst().first ?? "codes"
guard ["codes", "confidences", "speed", "findings"].contains(mode) else {
    FileHandle.standardError.write(Data("measure: unknown mode \(mode); codes, confidences, speed or findings\n".utf8))
    exit(64)
}
let detector = LanguageDetector()
func finding(_ text: String) throws -> DetectedLanguage { try detector.analyze(Article(body: text), knowing: Findings()) }
do {
    try detector.prepare()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if mode == "speed" {
        let articles = AnyIterator { readLine() }.map { Article(body: $0) }
        let size = Double(articles.reduce(0) { $0 + $1.body.utf8.count }) / 1e6
        let rates = try (0..<5).map { _ in
            let took = try ContinuousClock().measure { for article in articles { _ = try detector.analyze(article, knowing: Findings()) } }
            return size / (took / .seconds(1))
        }
        print(rates.sorted()[2])
    }
    while let line = readLine() {
        switch mode {
        case "confidences":
            let found = try finding(line)
            print(found.language, found.confidence, separator: "\t")
        case "findings":
            let found = try finding(JSONDecoder().decode(String.self, from: Data(line.utf8)))
            print(String(decoding: try encoder.encode(found), as: UTF8.self))
        default:
            print(try finding(line).language)
        }
    }
} catch {
    FileHandle.standardError.write(Data("measure: \(error)\n".utf8))
    exit(1)
}
