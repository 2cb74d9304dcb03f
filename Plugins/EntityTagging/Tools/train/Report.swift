@_spi(Training) import EntityTagging
import Foundation

/// Strict span scores of the rules and of a model on documents it was not trained on, and a fit of its confidences.
struct Report {
    let documents: [Document]
    let model: TrainingArticle.Model

    /// Where what the model does wrong is written to, if anywhere.
    var errors: URL?

    private static let kinds = ["PERSON", "ORG", "LOCATION"]

    /// Names annotated, said, right, by kind.
    private struct Tally {
        var gold = [0, 0, 0]
        var said = [0, 0, 0]
        var right = [0, 0, 0]

        mutating func add(_ spans: Set<TrainingArticle.Span>, gold annotated: Set<TrainingArticle.Span>) {
            for span in annotated { gold[span.kind] += 1 }
            for span in spans { said[span.kind] += 1 }
            for span in spans.intersection(annotated) { right[span.kind] += 1 }
        }

        /// F1 by kind and of all, as percentages.
        var line: String {
            let all = (0..<3).map { f1(gold[$0], said[$0], right[$0]) }
            let (g, s, r) = (gold.reduce(0, +), said.reduce(0, +), right.reduce(0, +))
            return String(
                format: "PER %.1f ORG %.1f LOC %.1f | P %.1f R %.1f F %.1f", all[0], all[1], all[2], 100 * Double(r) / Double(max(s, 1)),
                100 * Double(r) / Double(max(g, 1)), f1(g, s, r))
        }

        private func f1(_ gold: Int, _ said: Int, _ right: Int) -> Double { 200 * Double(right) / Double(max(gold + said, 1)) }
    }

    /// Prints a line for each corpus.
    func write() throws {
        var tallies: [String: (rules: Tally, model: Tally)] = [:]
        var order: [String] = []
        var judged: [(odds: Double, isRight: Bool)] = []
        var lines = ""
        for document in documents {
            if tallies[document.corpus] == nil { order.append(document.corpus) }
            let names = try document.article.names(by: model)
            tallies[document.corpus, default: (Tally(), Tally())].rules.add(Set(document.article.ruled), gold: document.gold)
            tallies[document.corpus]?.model.add(Set(names.map(\.span)), gold: document.gold)
            if errors != nil { lines += Report.errors(in: document, said: Set(names.map(\.span))) }
            for name in names {
                let p = min(0.995, max(0.005, name.confidence))
                judged.append((log(p / (1 - p)), document.gold.contains(name.span)))
            }
        }
        for corpus in order {
            guard let tally = tallies[corpus] else { continue }
            print(corpus.padding(toLength: 20, withPad: " ", startingAt: 0), "model", tally.model.line)
            print("".padding(toLength: 20, withPad: " ", startingAt: 0), "rules", tally.rules.line)
            print("counts", corpus, tally.model.gold, tally.model.said, tally.model.right, tally.rules.said, tally.rules.right)
        }
        fitConfidence(judged)
        try errors.map { try Data(lines.utf8).write(to: $0) }
    }

    /// A line for each name that was missed or said wrongly, in text order.
    private static func errors(in document: Document, said: Set<TrainingArticle.Span>) -> String {
        let scalars = Array(document.text.unicodeScalars)
        func text(_ range: Range<Int>) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)].lazy.map { $0.properties.isWhitespace ? " " : $0 })
            return String(text)
        }
        let wrong = said.symmetricDifference(document.gold).sorted { ($0.start, $0.end, $0.kind) < ($1.start, $1.end, $1.kind) }
        return wrong.map { span in
            let around = "\(text(max(0, span.start - 40)..<span.start))[\(text(span.start..<span.end))]\(text(span.end..<span.end + 30))"
            return "\(document.corpus)\t\(document.gold.contains(span) ? "missed" : "wrong")\t\(kinds[span.kind])\t\(around)\n"
        }.joined()
    }

    /// Fits slope and offset of the confidence by Newton's method, as factors of what the model has now.
    private func fitConfidence(_ judged: [(odds: Double, isRight: Bool)]) {
        var (slope, offset) = (1.0, 0.0)
        for _ in 0..<30 {
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6)
            for (odds, isRight) in judged {
                let p = 1 / (1 + exp(-(slope * odds + offset)))
                let error = (isRight ? 1 : 0) - p
                let w = p * (1 - p)
                g0 += error * odds
                g1 += error
                h00 += w * odds * odds
                h01 += w * odds
                h11 += w
            }
            let determinant = h00 * h11 - h01 * h01
            slope += (h11 * g0 - h01 * g1) / determinant
            offset += (h00 * g1 - h01 * g0) / determinant
        }
        print(String(format: "confidence: log-odds × %.3f + %.3f", slope, offset))
    }
}
