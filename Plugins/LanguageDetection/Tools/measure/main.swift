import ArticleAnalysis
import FoundationEssentials
@_spi(Calibration) import LanguageDetection

// Detects the language of each line of standard input.
//
//   measure codes      one language code per line, as benchmarks of language identification want it
//   measure evidence   language, grade, letters, percent, confidence: what Tools/calibrate.py reads
//   measure findings   lines are JSON strings; the finding of each as JSON

let mode = CommandLine.arguments.dropFirst().first ?? "codes"
let detector = LanguageDetector()
try detector.prepare()
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
while let line = readLine() {
    switch mode {
    case "codes":
        print(try detector.analyze(Article(body: line), knowing: Findings()).language)
    case "evidence":
        let (finding, evidence) = try detector.verdict(on: Article(body: line))
        let grade = evidence?.grade.rawValue ?? "none"
        print(finding.language, grade, evidence?.letters ?? 0, evidence?.percent ?? 0, finding.confidence, separator: "\t")
    case "findings":
        let body = try JSONDecoder().decode(String.self, from: Data(line.utf8))
        let finding = try detector.analyze(Article(body: body), knowing: Findings())
        print(String(decoding: try encoder.encode(finding), as: UTF8.self))
    default:
        fatalError("unknown mode \(mode): codes, evidence or findings")
    }
}
