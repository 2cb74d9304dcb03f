public import ArticleAnalysis

/// Tells the language of an article: the analyzer `language`.
///
/// A model of n-grams and words decides which language a text is in; CLD2 finds the parts of a mixed document.
///
/// ```swift
/// await Dragoman.main(analyzers: [LanguageDetector()])
/// let finding = try LanguageDetector().analyze(Article(body: "Bonjour tout le monde"), knowing: Findings())    // "fr"
/// ```
public struct LanguageDetector: Analyzer {
    /// `language`.
    public static let key: AnalyzerKey = "language"
    /// Raised whenever a text would be answered differently.
    public static let revision = 2

    /// CLD2 reads a longer text in windows of this many bytes, so that a deadline can stop it in between.
    static let window = 1 << 20

    /// An answer as probable as this is called reliable, and asks neither title nor claim.
    static let clear = 0.8

    /// With fewer letters than this the title and the source's claim may help.
    static let shortText = 200

    /// The detector has nothing to set.
    public init() {}

    /// - Throws: ``LanguageError`` when CLD2 was loaded without its full tables, or the model file is none.
    public func prepare() throws {
        guard CompactDetector.hasFullTables else { throw LanguageError.smallTables }
        guard LanguageModel.shared != nil else { throw LanguageError.noModel }
        _ = (ScriptTable.shared, LetterTable.shared)
    }

    /// Always has a finding: `und` where no language can be told.
    public func analyze(_ article: Article, knowing earlier: Findings) throws -> DetectedLanguage { try verdict(on: article).finding }

    /// The finding and what it rests on, for the program that calibrates confidences.
    @_spi(Calibration) public func verdict(on article: Article) throws -> (finding: DetectedLanguage, evidence: Evidence?) {
        let prose = try Prose(article.body)
        guard let mainScript = prose.mainScript else { return (.undetermined(confidence: 1), nil) }
        let alone = try Reading(of: prose)
        if let finding = try single(prose, mainScript, alone, article) { return (finding, nil) }
        let reading = try read(prose, alone, of: article)
        guard let (evidence, shares) = judge(reading, prose, mainScript) else {
            return (.undetermined(script: ScriptTable.names[Int(mainScript)], confidence: 0.8), nil)
        }
        let confidence = Confidence.probability(of: evidence)
        let finding = DetectedLanguage(
            language: evidence.language, script: prose.scriptCode(for: evidence.language, traditional: reading.isTraditional),
            confidence: confidence, reliable: evidence.grade == .sure && confidence >= 0.5,
            candidates: candidates(evidence.language, confidence, shares),
            spans: try LanguageSpans(of: prose).spans(from: reading.pieces, otherwise: evidence.language))
        return (finding, evidence)
    }

    /// The finding for a text in one language, by the model; `nil` where it says nothing, or CLD2 sees parts in several.
    private func single(_ prose: Prose, _ mainScript: ScriptTable.Script, _ reading: Reading, _ article: Article) throws
        -> DetectedLanguage?
    {
        let letters = prose.letterCount
        // An alphabet that many languages share says nothing in two letters, nor in the label of a number ("ISBN 978-…").
        let isShared = LanguageTag.bySoleScript[ScriptTable.names[Int(mainScript)]] == nil
        guard let model = LanguageModel.shared, !isShared || (letters >= 3 && prose.digits < letters),
            var ranking = try Ranking(of: [prose], script: mainScript, by: model, expected: reading.soleLanguage)
        else { return nil }
        if letters < LanguageDetector.shortText, ranking.places[0].probability < LanguageDetector.clear {
            if let title = try article.title.map(Prose.init), title.mainScript == mainScript,
                let both = try Ranking(of: [prose, title], script: mainScript, by: model)
            {
                ranking = both
            }
            if let claimed = article.claimedLanguage { ranking.consider(claimed: claimed) }
        }
        let (language, confidence) = (ranking.places[0].tag, Confidence.rounded(min(Confidence.ceiling, ranking.places[0].probability)))
        let spans = try LanguageSpans(of: prose).spans(from: reading.pieces, otherwise: language)
        guard spans.count == 1 else { return nil }
        let others = ranking.places.dropFirst().prefix(4).map {
            DetectedLanguage.Candidate(language: $0.tag, confidence: Confidence.rounded($0.probability))
        }
        return DetectedLanguage(
            language: language, script: prose.scriptCode(for: language, traditional: reading.isTraditional), confidence: confidence,
            reliable: confidence >= LanguageDetector.clear,
            candidates: [DetectedLanguage.Candidate(language: language, confidence: confidence)] + others.filter { $0.confidence >= 0.01 },
            spans: [DetectedLanguage.Span(start: spans[0].start, end: spans[0].end, language: language)])
    }

    /// What CLD2 makes of the body; of a short one with the help of title and claim where it alone does not suffice.
    private func read(_ prose: Prose, _ alone: Reading, of article: Article) throws -> Reading {
        var reading = alone
        guard prose.letterCount < LanguageDetector.shortText, reading.grade != .sure else { return reading }
        if let title = article.title, let helped = try Reading(of: prose, after: title), helped.grade == .sure { return helped }
        if reading.shares.isEmpty { reading = try Reading(of: prose, claimed: article.claimedLanguage, bestEffort: true) }
        return reading
    }

    /// The language and its evidence, or `nil` where there is none to tell.
    private func judge(
        _ reading: Reading, _ prose: Prose, _ mainScript: ScriptTable.Script
    ) -> (Evidence, [Reading.Share])? {
        let soleLanguage = LanguageTag.bySoleScript[ScriptTable.names[Int(mainScript)]]
        let letters = prose.letterCount
        if reading.grade != .sure, let kurdish = Kurdish.language(of: prose.bytes[...]) {
            let shares = [Reading.Share(tag: kurdish, percent: 100)]
            return (Evidence(grade: .spelling, letters: letters, percent: 100, language: kurdish), shares)
        }
        if let first = reading.shares.first {
            // An alphabet that many languages share says nothing in two letters, nor in the label of a number ("ISBN 978-…").
            let isSilent = soleLanguage == nil && (letters < 3 || prose.digits >= letters)
            if reading.grade == .sure || !isSilent {
                return (Evidence(grade: reading.grade, letters: letters, percent: first.percent, language: first.tag), reading.shares)
            }
        }
        guard let soleLanguage else { return nil }
        let share = Reading.Share(tag: soleLanguage, percent: 100)
        return (Evidence(grade: .script, letters: letters, percent: 100, language: soleLanguage), [share])
    }

    /// All languages of the text, best first; what the first leaves of certainty goes to the others by their shares.
    private func candidates(_ language: String, _ confidence: Double, _ shares: [Reading.Share]) -> [DetectedLanguage.Candidate] {
        let others = shares.filter { $0.tag != language }
        let total = others.reduce(0) { $0 + $1.percent }
        return [DetectedLanguage.Candidate(language: language, confidence: confidence)]
            + others.map { other in
                let rest = min(confidence, (1 - confidence) * other.percent / total)
                return DetectedLanguage.Candidate(language: other.tag, confidence: Confidence.rounded(rest))
            }
    }
}

extension DetectedLanguage {
    /// The finding for a text without a language that can be told.
    static func undetermined(script: String? = nil, confidence: Double) -> DetectedLanguage {
        DetectedLanguage(language: "und", script: script, confidence: confidence, reliable: false)
    }
}
