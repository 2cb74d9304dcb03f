@_spi(Training) import EntityTagging
import Foundation

/// An annotated text, read by the plugin and labelled.
struct Document {
    var corpus: String
    var text: String
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
        // What only shows how names are marked measures nothing.
        let folds = name == "examples" ? 0 : folds
        return try rows(in: data).enumerated().compactMap { number, row in
            guard Int(Double(number + 1) * share) > Int(Double(number) * share) else { return nil }
            return try document(row, folds: folds, fold: fold, model: model)
        }
    }

    /// The texts with their names: our own, or those of the folder.
    private func rows(in data: URL) throws -> [Row] {
        if name == "examples" { return try MarkedTexts.examples() }
        if name.hasPrefix("articles-") { return try MarkedTexts.articles(in: name.dropFirst("articles-".count)) }
        if let annotations = try Annotations(of: name) { return try annotations.rows(in: data) }
        let text = try String(contentsOf: data.appendingPathComponent("ner-\(name)/docs.jsonl"), encoding: .utf8)
        // What was marked anew is not to be had with the old names too.
        let again = name == "gmb" ? try Annotations(of: "voa")?.names ?? [:] : [:]
        return try text.split(separator: "\n").map(Row.init(json:)).filter { again[$0.id] == nil }
    }

    private static let kinds = ["PERSON": 0, "ORG": 1, "LOCATION": 2, "FACILITY": 2]

    /// Labels the tokens of a document.
    private func document(_ row: Row, folds: UInt64, fold: UInt64, model: TrainingArticle.Model) throws -> Document {
        let article = try TrainingArticle(row.text, title: row.title, language: row.lang, model: model)
        var starts: [Int: Int] = [:]
        var ends: [Int: Int] = [:]
        for (index, token) in article.tokens.enumerated() {
            starts[token.lowerBound] = index
            // AQMAR's names have what is written onto their first word.
            if name == "aqmar-ar", article.prefixes[index] > 0 { starts[token.lowerBound - article.prefixes[index]] = index }
            ends[token.upperBound] = index
        }
        var labels = [UInt8](repeating: 0, count: article.tokens.count)
        var isUnclear = [Bool](repeating: false, count: article.tokens.count)
        let isTitle = article.isTitle
        var gold: Set<TrainingArticle.Span> = []
        for name in row.entities ?? [] {
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
            if self.name == "aqmar-ar" { span.start = max(span.start, article.tokens[first].lowerBound) }
            gold.insert(span)
            labels.replaceSubrange(first...last, with: TrainingArticle.Labels.of(kind, tokens: last - first + 1))
        }
        // The PUD treebanks hold the same sentences in many languages: held out in one, held out in all.
        let id = name.hasPrefix("uner-pud") ? row.id.suffix(while: { $0 != "-" }) : row.id[...]
        let hash = id.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Document(
            corpus: name, text: row.text, article: article, gold: gold, labels: labels, isUnclear: isUnclear,
            isHeldOut: folds > 0 && (hash >> 20) % folds == fold)
    }
}

extension String {
    /// The characters from the end for which `isKept` holds.
    fileprivate func suffix(while isKept: (Character) -> Bool) -> Substring {
        self[(lastIndex { !isKept($0) }.map { index(after: $0) } ?? startIndex)...]
    }
}
