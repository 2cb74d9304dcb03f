public import ArticleAnalysis

/// Translates articles through an engine: the analyzer `translation`.
///
/// ```swift
/// await Dragoman.main(analyzers: [LanguageDetector(), Translator(engine: StubEngine(), target: "en")])
/// ```
public struct Translator: AsyncAnalyzer {
    /// `translation`.
    public static let key: AnalyzerKey = "translation"
    /// Of the segmentation and the finding; an engine has a version of its own.
    public static let revision = 1
    /// What language to translate from.
    public static let needs: [any Finding.Type] = [DetectedLanguage.self]

    /// What translates.
    public let engine: any TranslationEngine

    /// BCP 47 of the translations.
    public let target: String

    /// How long an article may take and how many may be with the engine at once.
    public let limits: AnalyzerLimits

    /// At most so many segments go to the engine in one call.
    public static let batch = 50

    /// A translator into one language.
    public init(engine: any TranslationEngine, target: String = "en", limits: AnalyzerLimits = AnalyzerLimits(concurrency: 4)) {
        self.engine = engine
        self.target = target
        self.limits = limits
    }

    /// The article's title and body in the target language.
    ///
    /// - Throws: `CannotAnalyze` when the article's language is not known, is the target already, or is one that the engine does not
    ///   translate from; what the engine throws; ``TranslationError`` when it answers another number of texts than it was given.
    public func analyze(_ article: Article, knowing earlier: Findings) async throws -> Translation {
        guard let source = earlier[DetectedLanguage.self], source.language != "und" else {
            throw CannotAnalyze("the article's language is not known")
        }
        guard !isTarget(source) else { throw CannotAnalyze("the article is already in \(target)") }
        guard engine.supports(from: source.language, to: target) else {
            throw CannotAnalyze("the engine \(engine.name) does not translate from \(source.language) to \(target)")
        }
        let title = article.title.map { SourceText(whole: $0) }
        let body = SourceText(article.body)
        let texts = try await translations(of: (title?.texts ?? []) + body.texts, from: source.language)
        let bodyTexts = Array(texts.dropFirst(title?.texts.count ?? 0))
        return Translation(
            target: target, source: source.language, engine: engine.name, engineVersion: engine.version,
            title: title?.joined(Array(texts.prefix(title?.texts.count ?? 0))), body: body.joined(bodyTexts),
            segments: zip(body.segments, bodyTexts).map { segment, text in
                Translation.Segment(start: segment.span.start, end: segment.span.end, text: text)
            })
    }

    /// The translations of some texts, batch by batch.
    private func translations(of texts: [String], from source: String) async throws -> [String] {
        var translations: [String] = []
        for start in stride(from: 0, to: texts.count, by: Translator.batch) {
            try Cancellation.check()
            let batch = Array(texts[start..<min(start + Translator.batch, texts.count)])
            let answer = try await engine.translate(batch, from: source, to: target)
            guard answer.count == batch.count else {
                throw TranslationError.segmentCount(engine: engine.name, asked: batch.count, answered: answer.count)
            }
            translations += answer
        }
        return translations
    }

    /// Whether a language is the target: `en` is for `en-GB`; `zh` in simplified characters is for `zh`, but not for `zh-Hant`.
    private func isTarget(_ source: DetectedLanguage) -> Bool {
        let (detected, wanted) = (Translator.subtags(source.language), Translator.subtags(target))
        guard detected.language == wanted.language else { return false }
        guard let wantedScript = wanted.script, let script = detected.script ?? source.script?.lowercased() else { return true }
        return script == wantedScript
    }

    /// A tag's language and, where it has one, its script of four letters, in lower case.
    private static func subtags(_ tag: String) -> (language: String, script: String?) {
        let parts = tag.lowercased().split(separator: "-").map(String.init)
        let script = parts.dropFirst().first { part in part.utf8.count == 4 && part.unicodeScalars.allSatisfy { ("a"..."z").contains($0) } }
        return (parts.first ?? "", script)
    }
}
