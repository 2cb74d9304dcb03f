public import ArticleAnalysis

/// Tells the language of an article: the analyzer `language`.
///
/// A model of n-grams and words decides, sentence by sentence; languages that have whole passages get spans of their own.
///
/// ```swift
/// await Dragoman.main(analyzers: [LanguageDetector()])
/// let finding = try LanguageDetector().analyze(Article(body: "Bonjour tout le monde"), knowing: Findings())    // "fr"
/// ```
public struct LanguageDetector: Analyzer {
    /// `language`.
    public static let key: AnalyzerKey = "language"
    /// Raised whenever a text would be answered differently.
    public static let revision = 3

    /// An answer as probable as this is called reliable, and asks neither title nor claim.
    private static let clear = 0.8
    /// One less probable is none: the letters are no words of a language.
    private static let least = 0.07
    /// With fewer letters than this the title and the source's claim may help.
    private static let shortText = 200
    /// Fewer letters may be the label of a number.
    private static let label = 12
    /// No text proves itself: the best answer is given this.
    private static let ceiling = 0.999
    /// A script that in newspapers writes but one language: that language, where the model knows no text in it.
    private static let byScript = 0.8

    /// The detector has nothing to set.
    public init() {}

    /// - Throws: ``LanguageError`` when the model file that was built in is none.
    public func prepare() throws {
        guard LanguageModel.shared != nil else { throw LanguageError.noModel }
        _ = (ScriptTable.shared, LetterTable.shared)
    }

    /// Always has a finding: `und` where no language can be told.
    public func analyze(_ article: Article, knowing earlier: Findings) throws -> DetectedLanguage {
        guard let model = LanguageModel.shared else { throw LanguageError.noModel }
        let prose = try Prose(article.body)
        guard let script = prose.mainScript else { return .undetermined(confidence: 1) }
        let soleLanguage = LanguageTag.bySoleScript[ScriptTable.names[Int(script)]]
        // An alphabet that many languages share says nothing in two letters, in acronyms, or in the label of a number ("ISBN 978-…").
        let isLabel = prose.letterCount < LanguageDetector.label && prose.digits >= prose.letterCount
        if soleLanguage == nil, prose.letterCount < 3 || isLabel || prose.isOnlyAcronyms {
            return .undetermined(prose, script)
        }
        let reading = try Reading(of: prose, by: model)
        if Set(reading.spans.shares.map(\.language)).count > 1, let finding = mixed(prose, reading) { return finding }
        if let sum = reading.sum(of: script), let ranking = try rank(sum, prose, article) {
            return ranking.places[0].probability < LanguageDetector.least ? .undetermined(prose, script) : finding(ranking, prose)
        }
        guard let soleLanguage else { return .undetermined(prose, script) }
        return finding(Ranking(certain: soleLanguage), prose, atMost: LanguageDetector.byScript)
    }

    /// Ranks the languages of a text in one; of a short one with the help of title and claim where it alone does not suffice.
    private func rank(_ sum: Ranking.Sum, _ prose: Prose, _ article: Article) throws -> Ranking? {
        guard var ranking = Ranking(of: sum, isHanAlone: prose.isHanAlone) else { return nil }
        guard prose.letterCount < LanguageDetector.shortText, ranking.places[0].probability < LanguageDetector.clear else { return ranking }
        if let title = try article.title.map(Prose.init), let words = try Reading(of: title, by: sum.model).sum(of: sum.script) {
            var both = sum
            both.add(words)
            ranking = Ranking(of: both, isHanAlone: prose.isHanAlone && title.isHanAlone) ?? ranking
        }
        if let claimed = article.claimedLanguage { ranking.consider(claimed: claimed) }
        return ranking
    }

    /// The finding for a text in one language.
    private func finding(_ ranking: Ranking, _ prose: Prose, atMost ceiling: Double = ceiling) -> DetectedLanguage {
        let candidates = ranking.places.prefix(5).map {
            DetectedLanguage.Candidate(language: $0.tag, confidence: LanguageDetector.rounded(min(ceiling, $0.probability)))
        }
        let (language, confidence) = (candidates[0].language, candidates[0].confidence)
        return DetectedLanguage(
            language: language, script: prose.scriptCode(for: language), confidence: confidence,
            reliable: confidence >= LanguageDetector.clear,
            candidates: [candidates[0]] + candidates.dropFirst().filter { $0.confidence >= 0.01 },
            spans: [DetectedLanguage.Span(start: 0, end: prose.codePoints, language: language)])
    }

    /// The finding for a text in several languages; `nil` where they turn out to be one.
    private func mixed(_ prose: Prose, _ reading: Reading) -> DetectedLanguage? {
        let parts = Parts(of: reading, isHanAlone: prose.isHanAlone)
        guard parts.ranked.count > 1 else { return nil }
        let main = parts.ranked[0]
        let total = Double(parts.ranked.reduce(0) { $0 + $1.bytes })
        // One that has less than half of the text is trusted in proportion.
        let confidence = LanguageDetector.rounded(min(LanguageDetector.ceiling, main.place.probability, 2 * Double(main.bytes) / total))
        let others = parts.ranked.dropFirst().map { part in
            let share = Double(part.bytes) / max(1, total - Double(main.bytes))
            let rest = (1 - confidence) * share
            return DetectedLanguage.Candidate(language: part.place.tag, confidence: LanguageDetector.rounded(min(confidence, rest)))
        }
        return DetectedLanguage(
            language: main.place.tag, script: prose.scriptCode(for: main.place.tag), confidence: confidence,
            reliable: confidence >= LanguageDetector.clear,
            candidates: [DetectedLanguage.Candidate(language: main.place.tag, confidence: confidence)] + others,
            spans: reading.spans.spans(of: prose) { parts.tags[$0] ?? main.place.tag })
    }

    /// Three digits: more would be pretended.
    private static func rounded(_ probability: Double) -> Double { (probability * 1000).rounded() / 1000 }
}

extension DetectedLanguage {
    /// The finding for a text without a language that can be told.
    fileprivate static func undetermined(script: String? = nil, confidence: Double) -> DetectedLanguage {
        DetectedLanguage(language: "und", script: script, confidence: confidence, reliable: false)
    }

    /// The same for letters that are too few to tell.
    fileprivate static func undetermined(_ prose: Prose, _ script: ScriptTable.Script) -> DetectedLanguage {
        undetermined(script: ScriptTable.names[Int(script)], confidence: 0.8)
    }
}
