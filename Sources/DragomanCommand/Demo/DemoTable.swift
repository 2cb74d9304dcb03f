internal import ArticleAnalysis
internal import FoundationEssentials

/// What became of one sample.
struct DemoResult: Sendable {
    /// Its job.
    let job: Int64
    /// The article.
    let sample: SampleArticle
    /// Its job's state.
    let state: String
    /// What was found.
    let findings: [FindingsText.Item]

    /// One line of JSON.
    var json: [UInt8] {
        let head =
            "{\"job_id\":\(job),\"key\":\(JSONText.quoted(sample.key)),\"title\":\(JSONText.quoted(sample.title)),"
            + "\"state\":\(JSONText.quoted(state)),\"findings\":{"
        var line = Array(head.utf8)
        for (index, finding) in findings.enumerated() {
            line += Array((index == 0 ? "" : ",").utf8) + JSONText.quotedBytes(finding.analyzer) + Array(":".utf8) + finding.json
        }
        return line + Array("}}\n".utf8)
    }

    /// The JSON of one analyzer's finding.
    func finding(of analyzer: String) -> Data? { findings.first { $0.analyzer == analyzer }.map { Data($0.json) } }
}

/// The demo's findings in columns.
struct DemoTable {
    /// Columns of the terminal.
    let columns: Int

    /// A row for each article, cut to fit.
    func lines(_ results: [DemoResult], _ text: FindingsText) -> [String] {
        let others = Set(results.flatMap { $0.findings.map(\.analyzer) }).subtracting(["language", "entities", "translation"]).sorted()
        // Languages, countries and the gaps take their part; what is left is shared. Where there is little, an engine's name must do.
        let isNarrow = columns < 110
        let room = max(36, columns - 8 - 12 - 8 - (isNarrow ? 11 : 0))
        let widths = (title: room * (isNarrow ? 42 : 32) / 100, entities: room * (isNarrow ? 58 : 40) / 100, translation: room * 28 / 100)
        var table = TextTable(["ARTICLE", "LANGUAGE", "ENTITIES", "COUNTRIES", "TRANSLATION"] + others.map { $0.uppercased() })
        for result in results {
            var row = [DisplayWidth.fitted(result.sample.title, to: widths.title)]
            guard result.state == "done" else {
                table.rows.append(row + [text.style.warning(result.state)] + Array(repeating: "", count: table.head.count - 2))
                continue
            }
            let language = result.finding(of: "language").flatMap { text.decoded(DetectedLanguage.self, $0) }
            let entities = result.finding(of: "entities").flatMap { text.decoded(TaggedEntities.self, $0) }
            let translation = result.finding(of: "translation").flatMap { text.decoded(Translation.self, $0) }
            row.append(language.map(Self.language) ?? "")
            row.append(
                entities.map { DisplayWidth.fitted($0.entities.prefix(4).map(\.name).joined(separator: ", "), to: widths.entities) } ?? "")
            row.append(entities.map { DisplayWidth.fitted($0.countries.prefix(4).map(\.country).joined(separator: " "), to: 12) } ?? "")
            row.append(
                translation.map {
                    isNarrow ? $0.engine : DisplayWidth.fitted("\($0.engine): \($0.title ?? $0.body)", to: widths.translation)
                }
                    ?? "")
            for key in others {
                let json = result.finding(of: key).map { String(decoding: $0.prefix(200), as: UTF8.self) } ?? ""
                row.append(DisplayWidth.fitted(json, to: 30))
            }
            table.rows.append(row)
        }
        return table.lines(style: text.style)
    }

    /// `en + ar`: the language, and others in the text.
    private static func language(_ found: DetectedLanguage) -> String {
        let others = Set(found.spans.map(\.language)).subtracting([found.language, "und"]).sorted()
        return ([found.language] + others).joined(separator: " + ")
    }
}
