internal import ArticleAnalysis

/// `dragoman version`: what this build is.
struct VersionVerb {
    /// Where it goes.
    let console: Console
    /// What the worker can run.
    let analyzers: [any AnalyzerPlugin]

    /// Prints it.
    func run() throws {
        try console.output.line("dragoman \(Dragoman.version) (\(Self.system))")
        for analyzer in analyzers { try console.output.line("  \(Self.line(for: analyzer))") }
    }

    /// `language, revision 1`.
    private static func line(for analyzer: some AnalyzerPlugin) -> String {
        "\(type(of: analyzer).key), revision \(type(of: analyzer).revision)"
    }

    /// What it was built for.
    private static var system: String {
        #if arch(x86_64)
            "linux-x86_64"
        #elseif arch(arm64)
            "linux-aarch64"
        #else
            "linux"
        #endif
    }
}
