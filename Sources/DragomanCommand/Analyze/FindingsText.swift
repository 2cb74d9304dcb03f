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

    /// Columns beside the analyzer's name.
    private var room: Int { max(30, columns - 15) }

    /// The lines for one article: a head, then a few lines for each finding, then what is missing and why.
    func lines(name: String, findings: [Item], missing: [String] = [], wrong: [String] = []) -> [String] {
        var lines = [style.strong(DisplayWidth.fitted(name, to: columns))]
        for finding in findings {
            let texts = summary(of: finding)
            for (index, text) in texts.enumerated() {
                let label = DisplayWidth.padded(index == 0 ? finding.analyzer : "", to: 13)
                lines.append("  \(style.faint(label))\(text)")
            }
        }
        lines += missing.map { "  \(style.faint(DisplayWidth.fitted($0, to: columns - 2)))" }
        lines += wrong.map { "  \(style.warning(DisplayWidth.fitted($0, to: columns - 2)))" }
        return lines
    }

    /// What a finding says, in a few lines; the JSON itself where it is none of those known here.
    func summary(of finding: Item) -> [String] {
        let data = Data(finding.json)
        if finding.analyzer == "language", let found = decoded(DetectedLanguage.self, data) { return [language(found)] }
        if finding.analyzer == "entities", let found = decoded(TaggedEntities.self, data) { return entities(found) }
        if finding.analyzer == "translation", let found = decoded(Translation.self, data) {
            let text =
                "\(found.source) → \(found.target) (\(found.engine)): \(found.title.map { "\($0) — " } ?? "")\(found.body.prefix(600))"
            return [DisplayWidth.fitted(text, to: room)]
        }
        return [DisplayWidth.fitted(String(decoding: finding.json.prefix(4_000), as: UTF8.self), to: room)]
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
            lines += wrapped(names, label: type.rawValue)
        }
        lines += wrapped(found.countries.map { "\($0.country) ×\($0.mentions)" }, label: "countries")
        return lines.isEmpty ? ["none"] : lines
    }

    /// `Damascus (SY) ×3`.
    static func short(_ entity: Entity) -> String {
        let times = entity.mentions.count > 1 ? " ×\(entity.mentions.count)" : ""
        return entity.name + (entity.country.map { " (\($0))" } ?? "") + times
    }

    /// A list after its label, on as many lines as it needs.
    private func wrapped(_ items: [String], label: String) -> [String] {
        let room = room - 10
        var lines: [String] = []
        var line = ""
        for (index, item) in items.enumerated() {
            let piece = DisplayWidth.fitted(item, to: room - 1) + (index == items.count - 1 ? "" : ",")
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(piece) > room {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? piece : " " + piece
        }
        if !line.isEmpty { lines.append(line) }
        return lines.enumerated().map { DisplayWidth.padded($0.offset == 0 ? label : "", to: 10) + $0.element }
    }

    /// A finding of a known shape; `nil` where another plugin uses the key for something else.
    func decoded<Value: Decodable>(_ type: Value.Type, _ data: Data) -> Value? { try? JSONDecoder().decode(type, from: data) }
}
