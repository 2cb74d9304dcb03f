import ArticleAnalysis
import Testing

@testable import EntityTagging

/// A marked article as the grouper gets it: the marked mentions, found and typed without fault, and the chain of each.
struct ChainArticle {
    private(set) var mentions: [TypedMention] = []
    private(set) var chains: [String] = []
    private(set) var texts: [String] = []
    let bytes: [UInt8]
    let language: LanguageTag
    let title: String?

    /// Reads the marks and makes candidates of the mentions as the tagger does.
    init(_ marked: ChainText) throws {
        language = LanguageTag(marked.language)
        title = marked.title
        var plain: [UInt8] = []
        var spans: [(chain: String, start: Int, end: Int)] = []
        for (index, piece) in marked.text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let colon = piece.firstIndex(of: ":"), let close = piece.firstIndex(of: "}") else {
                plain += Array(piece.utf8)
                continue
            }
            let name = Array(piece[piece.index(after: colon)..<close].utf8)
            spans.append((String(piece[..<colon]), plain.count, plain.count + name.count))
            plain += name + Array(piece[piece.index(after: close)...].utf8)
        }
        bytes = plain
        var finder = CandidateFinder(plain, gazetteer: .shared, language: language)
        finder.reading = Reading()
        try finder.walk(spans: [])
        let reading = try #require(finder.reading)
        for span in spans {
            let tokens = reading.tokens.indices.filter {
                Int(reading.tokens[$0].start) < span.end && Int(reading.tokens[$0].end) > span.start
            }
            let first = try #require(tokens.first)
            let sentence = reading.sentences[reading.sentence(of: first)]
            // "Co., Ltd." goes on after what looks like the end of a sentence.
            let range = first..<min(try #require(tokens.last) + 1, sentence.tokens.upperBound)
            var candidate = finder.candidate(range, of: reading, sentence)
            (candidate.start, candidate.end) = (UInt32(span.start), UInt32(span.end))
            let type: EntityType =
                switch span.chain.first {
                case "p": .person
                case "o": .organization
                case "g": .geopolitical
                default: .location
                }
            mentions.append(TypedMention(candidate: candidate, type: type, confidence: 0.9))
            chains.append(span.chain)
            texts.append(String(decoding: plain[span.start..<span.end], as: UTF8.self))
        }
    }

    /// The group of each mention.
    func groups() -> [Int] {
        var result = [Int](repeating: -1, count: mentions.count)
        let groups = MentionGrouper(mentions, in: bytes, language: language, title: Array((title ?? "").utf8), gazetteer: .shared).groups
        for (index, group) in groups.enumerated() { for mention in group.mentions { result[mention] = index } }
        return result
    }
}

/// B-cubed: the share of each mention's group that is of its chain, and of its chain that is in its group, over all mentions.
struct BCubed {
    private(set) var precision = 0.0
    private(set) var recall = 0.0
    private(set) var count = 0

    /// Adds an article.
    mutating func add(groups: [Int], chains: [String]) {
        for index in groups.indices {
            let group = groups.indices.filter { groups[$0] == groups[index] }
            let chain = chains.indices.filter { chains[$0] == chains[index] }
            let both = Double(group.count { chains[$0] == chains[index] })
            precision += both / Double(group.count)
            recall += both / Double(chain.count)
            count += 1
        }
    }

    /// The harmonic mean.
    var f1: Double {
        let (precision, recall) = (precision / Double(count), recall / Double(count))
        return 2 * precision * recall / (precision + recall)
    }

    /// The score in words.
    var summary: String {
        func percent(_ value: Double) -> Double { (value * 1_000).rounded() / 10 }
        return "P \(percent(precision / Double(count))) R \(percent(recall / Double(count))) F1 \(percent(f1)) of \(count) mentions"
    }
}

@Suite("Chains of mentions")
struct ChainTests {
    @Test(
        "Marked articles are grouped as they are marked, in English and elsewhere",
        arguments: [
            ("English", englishChains, 0.975), ("other languages", foreignChains, 0.985), ("articles written later", laterChains, 0.97),
        ])
    func score(name: String, texts: [ChainText], least: Double) throws {
        var score = BCubed()
        var faults = ""
        for text in texts {
            let article = try ChainArticle(text)
            let groups = article.groups()
            score.add(groups: groups, chains: article.chains)
            let right = groups.indices.allSatisfy { a in
                groups.indices.allSatisfy { (groups[a] == groups[$0]) == (article.chains[a] == article.chains[$0]) }
            }
            if !right {
                faults += "\n" + groups.indices.map { "\(article.chains[$0]):\(article.texts[$0])=\(groups[$0])" }.joined(separator: " ")
            }
        }
        print("chains in \(name): \(score.summary)\(faults)")
        #expect(score.f1 >= least)
    }
}
