import ArticleAnalysis
import Foundation
import Testing

@testable import EntityTagging

/// The entities of a text in a language.
func tagged(_ body: String, _ language: String = "en", title: String? = nil) throws -> TaggedEntities {
    let known = Findings([DetectedLanguage(language: language, confidence: 1, reliable: true)])
    return try EntityTagger().analyze(Article(title: title, body: body), knowing: known)
}

/// "TYPE name" of every entity, most salient first.
func names(_ body: String, _ language: String = "en", title: String? = nil) throws -> [String] {
    try tagged(body, language, title: title).entities.map { "\($0.type.rawValue) \($0.name)" }
}

extension TaggedEntities {
    /// The entity of this name.
    func entity(_ name: String) throws -> Entity { try #require(entities.first { $0.name == name }, "no entity \(name)") }
}

/// The folder beside the repository with the annotated texts, where there is one.
let sharedFolder: URL? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../../../shared/data").standardized
    return FileManager.default.fileExists(atPath: root.path) ? root : nil
}()
