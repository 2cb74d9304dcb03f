@_spi(Training) import EntityTagging
import Foundation

/// An annotated text, read by the plugin and labelled.
struct Document {
    var corpus: String
    var article: TrainingArticle
    /// All names of the three kinds, as annotated.
    var gold: Set<TrainingArticle.Span>
    /// A label for each token.
    var labels: [UInt8]
    /// Tokens of names that the plugin cuts differently: nothing is learned from their segments.
    var isUnclear: [Bool]
    /// Held out from training.
    var isHeldOut: Bool
}

/// The annotated texts of a folder.
struct Corpus {
    /// The folder's name without `ner-`.
    var name: String
    /// How much each of its names counts.
    var weight: Float
    /// The share of its documents to take.
    var share: Double

    /// Reads the documents of one corpus, those whose id hashes to 0 of `folds` held out.
    func documents(in data: URL, folds: UInt64, fold: UInt64, model: TrainingArticle.Model) throws -> [Document] {
        if name == "examples" { return try examples(model: model) }
        let text = try String(contentsOf: data.appendingPathComponent("ner-\(name)/docs.jsonl"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        return try lines.enumerated().compactMap { number, line in
            guard Int(Double(number + 1) * share) > Int(Double(number) * share) else { return nil }
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            return try document(row, folds: folds, fold: fold, model: model)
        }
    }

    /// The sentences of `lists/examples.txt`, which are never held out.
    private func examples(model: TrainingArticle.Model) throws -> [Document] {
        let list = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../lists/examples.txt")
        let lines = try String(contentsOf: list, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return try lines.enumerated().map { number, line in
            var row = Row(id: "examples-\(number)", lang: "en", text: "", entities: [])
            var (start, type): (Int, String?) = (0, nil)
            var letters = line.unicodeScalars.makeIterator()
            while let letter = letters.next() {
                let length = row.text.unicodeScalars.count
                if letter == "[" {
                    (start, type) = (length, ["P": "PERSON", "O": "ORG", "L": "LOCATION"][letters.next() ?? "?"])
                    _ = letters.next()
                } else if letter == "]", let known = type {
                    row.entities.append(Row.Name(start: start, end: length, type: known))
                } else {
                    row.text.unicodeScalars.append(letter)
                }
            }
            return try document(row, folds: 0, fold: 0, model: model)
        }
    }

    /// A line of a corpus.
    private struct Row: Decodable {
        struct Name: Decodable {
            var start: Int
            var end: Int
            var type: String
            var named: Bool?
        }
        var id: String
        var lang: String
        var title: String?
        var text: String
        var entities: [Name]
    }

    private static let kinds = ["PERSON": 0, "ORG": 1, "LOCATION": 2]

    /// Labels the tokens of a document.
    private func document(_ row: Row, folds: UInt64, fold: UInt64, model: TrainingArticle.Model) throws -> Document {
        let article = try TrainingArticle(row.text, title: row.title, language: row.lang, model: model)
        var starts: [Int: Int] = [:]
        var ends: [Int: Int] = [:]
        for (index, token) in article.tokens.enumerated() {
            starts[token.lowerBound] = index
            ends[token.upperBound] = index
        }
        var labels = [UInt8](repeating: 0, count: article.tokens.count)
        var isUnclear = [Bool](repeating: false, count: article.tokens.count)
        let isTitle = article.isTitle
        var gold: Set<TrainingArticle.Span> = []
        for name in row.entities {
            guard let kind = Corpus.kinds[name.type] else { continue }
            var span = TrainingArticle.Span(start: name.start, end: name.end, kind: kind)
            guard name.named ?? true, var first = starts[name.start], let last = ends[name.end], first <= last else {
                gold.insert(span)
                for (index, token) in article.tokens.enumerated() where token.overlaps(name.start..<name.end) { isUnclear[index] = true }
                continue
            }
            // Its persons have their titles: "President Bush".
            if self.name == "gmb", kind == 0 {
                while first < last, isTitle[first] || article.tokens[first].count == 1 { first += 1 }
                if isTitle[first], first == last { continue }
                span.start = article.tokens[first].lowerBound
            }
            gold.insert(span)
            labels.replaceSubrange(first...last, with: TrainingArticle.Labels.of(kind, tokens: last - first + 1))
        }
        // The PUD treebanks hold the same sentences in many languages: held out in one, held out in all.
        let id = name.hasPrefix("uner-pud") ? row.id.suffix(while: { $0 != "-" }) : row.id[...]
        let hash = id.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Document(
            corpus: name, article: article, gold: gold, labels: labels, isUnclear: isUnclear,
            isHeldOut: folds > 0 && (hash >> 20) % folds == fold)
    }
}

extension String {
    /// The characters from the end for which `isKept` holds.
    fileprivate func suffix(while isKept: (Character) -> Bool) -> Substring {
        self[(lastIndex { !isKept($0) }.map { index(after: $0) } ?? startIndex)...]
    }
}
