internal import ArticleAnalysis

/// An analyzer without its type: the one seam where the generic world ends. A class, as it is looked at several times for each article.
final class RegisteredAnalyzer: Sendable {
    let key: String
    let revision: Int
    let needs: [ObjectIdentifier]
    let needNames: [String]
    let output: ObjectIdentifier
    let limits: AnalyzerLimits
    let work: Work
    let prepare: @Sendable () throws -> Void
    /// A finding of this analyzer's, read back from the database.
    let decode: @Sendable ([UInt8]) throws -> any Finding

    /// A finding in both of its forms.
    struct Made: Sendable {
        let finding: any Finding
        let json: [UInt8]
    }

    /// How the analyzer is called.
    enum Work: Sendable {
        case onSlot(@Sendable (Article, Findings) throws -> Made)
        case asTask(@Sendable (Article, Findings) async throws -> Made)
        /// A plugin that conforms to neither protocol; reported as a fault at start.
        case none
    }

    /// The analyzer behind a plugin of any type.
    static func erasing(_ plugin: any AnalyzerPlugin) -> RegisteredAnalyzer { erase(plugin) }

    private static func erase<Plugin: AnalyzerPlugin>(_ plugin: Plugin) -> RegisteredAnalyzer {
        let work: Work =
            if let analyzer = plugin as? any Analyzer {
                onSlot(analyzer)
            } else if let analyzer = plugin as? any AsyncAnalyzer {
                asTask(analyzer)
            } else {
                .none
            }
        return RegisteredAnalyzer(plugin, work: work)
    }

    private init<Plugin: AnalyzerPlugin>(_ plugin: Plugin, work: Work) {
        key = Plugin.key.name
        revision = Plugin.revision
        needs = Plugin.needs.map { ObjectIdentifier($0) }
        needNames = Plugin.needs.map { "\($0)" }
        output = ObjectIdentifier(Plugin.Output.self)
        limits = plugin.limits
        self.work = work
        prepare = { try plugin.prepare() }
        decode = { try FindingCoder.decode(Plugin.Output.self, from: $0) }
    }

    private static func onSlot(_ analyzer: some Analyzer) -> Work {
        .onSlot { article, earlier in
            let finding = try analyzer.analyze(article, knowing: earlier)
            return Made(finding: finding, json: try FindingCoder.encode(finding))
        }
    }

    private static func asTask(_ analyzer: some AsyncAnalyzer) -> Work {
        .asTask { article, earlier in
            let finding = try await analyzer.analyze(article, knowing: earlier)
            return Made(finding: finding, json: try FindingCoder.encode(finding))
        }
    }
}
