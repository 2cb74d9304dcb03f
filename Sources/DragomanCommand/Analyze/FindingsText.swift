internal import ArticleAnalysis
internal import FoundationEssentials

/// Findings as a person reads them.
struct FindingsText {
    /// A finding's JSON, and whose it is.
    typealias Item = (analyzer: String, json: [UInt8])

    /// Columns to fill.
    var columns: Int
    /// Colours.
    var style: Style

    /// The lines for one article: a head, then a few lines for each finding.
    func lines(name: String, findings: [Item], failures: [String]) -> [String] {
        var lines = [style.strong(DisplayWidth.fitted(name, to: columns))]
        for finding in findings {
            let texts = summary(of: finding)
            for (index, text) in texts.enumerated() {
                let label = DisplayWidth.padded(index == 0 ? finding.analyzer : "", to: 13)
                lines.append("  \(style.faint(label))\(DisplayWidth.fitted(text, to: max(20, columns - 15)))")
            }
        }
        for failure in failures { lines.append("  \(style.warning(DisplayWidth.fitted(failure, to: columns - 2)))") }
        return lines
    }

    /// What a finding says, in a few lines; the JSON itself where it is none of those known here.
    func summary(of finding: Item) -> [String] {
        let data = Data(finding.json)
        if finding.analyzer == "language", let found = decoded(DetectedLanguage.self, data) { return [language(found)] }
        if finding.analyzer == "entities", let found = decoded(TaggedEntities.self, data) { return entities(found) }
        if finding.analyzer == "translation", let found = decoded(Translation.self, data) {
            return ["\(found.source) → \(found.target) (\(found.engine)): \(found.title.map { "\($0) — " } ?? "")\(found.body.prefix(600))"]
        }
        return [String(decoding: finding.json.prefix(4_000), as: UTF8.self)]
    }

    /// `ar (Arab), 99.8 %; parts in fr`.
    func language(_ found: DetectedLanguage) -> String {
        let script = found.script.map { " (\($0))" } ?? ""
        guard found.language != "und" else { return "no language can be told\(script)" }
        let tenths = Int((found.confidence * 1_000).rounded())
        var others: [String] = []
        for span in found.spans where span.language != found.language && !others.contains(span.language) { others.append(span.language) }
        let parts = others.isEmpty ? "" : "; parts in \(others.joined(separator: ", "))"
        return "\(found.language)\(script), \(tenths / 10).\(tenths % 10) %\(found.reliable ? "" : ", not sure")\(parts)"
    }

    /// The entities by type, and the countries.
    func entities(_ found: TaggedEntities) -> [String] {
        var lines: [String] = []
        for type in EntityType.allCases {
            let names = found.entities.filter { $0.type == type }.map(Self.short)
            if !names.isEmpty { lines.append(DisplayWidth.padded(type.rawValue, to: 9) + names.joined(separator: ", ")) }
        }
        if !found.countries.isEmpty { lines.append(DisplayWidth.padded("countries", to: 11) + Self.countries(found)) }
        return lines.isEmpty ? ["none"] : lines
    }

    /// `Damascus (SY) ×3`.
    static func short(_ entity: Entity) -> String {
        let times = entity.mentions.count > 1 ? " ×\(entity.mentions.count)" : ""
        return entity.name + (entity.country.map { " (\($0))" } ?? "") + times
    }

    /// `SY ×20, RU ×3`.
    static func countries(_ found: TaggedEntities) -> String {
        found.countries.map { "\($0.country) ×\($0.mentions)" }.joined(separator: ", ")
    }

    /// A finding of a known shape; `nil` where another plugin uses the key for something else.
    func decoded<Value: Decodable>(_ type: Value.Type, _ data: Data) -> Value? { try? JSONDecoder().decode(type, from: data) }
}
