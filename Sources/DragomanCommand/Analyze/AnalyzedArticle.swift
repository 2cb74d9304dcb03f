internal import ArticleAnalysis
internal import WorkerRuntime

/// One input and what became of it.
enum AnalyzedArticle: Sendable {
    /// An article with its findings; `id` is JSON.
    case report(id: [UInt8], article: Article, report: AnalysisReport)
    /// A line that is no article.
    case unreadable(id: [UInt8], reason: String)

    /// Whether something went wrong that the exit code should tell.
    var isFailure: Bool {
        switch self {
        case .unreadable: true
        case .report(_, _, let report): report.failures.contains { !$0.isPermanent }
        }
    }

    /// The JSON line of design: `{"id": …, "findings": {…}}`, with `failures` where there are some.
    var json: [UInt8] {
        switch self {
        case .unreadable(let id, let reason):
            return Array(#"{"id":"#.utf8) + id + Array(#","error":"#.utf8) + JSONText.quotedBytes(reason) + Array("}\n".utf8)
        case .report(let id, _, let report):
            var line = Array(#"{"id":"#.utf8) + id + Array(#","findings":{"#.utf8)
            for (index, finding) in report.findings.enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                line += JSONText.quotedBytes(finding.analyzer)
                line.append(UInt8(ascii: ":"))
                line += finding.json
            }
            line.append(UInt8(ascii: "}"))
            if !report.failures.isEmpty {
                let failures = report.failures.map { failure in
                    "{\"analyzer\":\(JSONText.quoted(failure.analyzer)),\"code\":\"\(failure.code.rawValue)\","
                        + "\"message\":\(JSONText.quoted(failure.message))}"
                }
                line += Array(",\"failures\":[\(failures.joined(separator: ","))]".utf8)
            }
            return line + Array("}\n".utf8)
        }
    }
}
