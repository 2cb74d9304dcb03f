internal import ArticleAnalysis
internal import WorkerRuntime

/// The analyzers of one invocation, ready to run, or a sentence that says why they are not.
enum AnalyzerSet {
    /// The registry of the analyzers named, and those they need, with everything loaded.
    ///
    /// - Throws: ``CommandError``: 64 for a key that is none, 78 for a set that cannot be run, 70 for one that cannot be loaded.
    static func prepared(_ analyzers: [any AnalyzerPlugin], only: [String]?, console: Console) throws -> AnalyzerRegistry {
        let registry: AnalyzerRegistry
        do { registry = try AnalyzerRegistry(analyzers, only: only) } catch {
            throw sentence(for: error, console)
        }
        do { try registry.prepare() } catch { throw CommandError(.internalFault, "\(capitalized("\(error)")).") }
        return registry
    }

    /// All faults of a set in one message, each on a line of its own where there are several.
    private static func sentence(for faults: RegistryFaults, _ console: Console) -> CommandError {
        var texts: [String] = []
        var isSlip = true
        for fault in faults.faults {
            if case .unknownAnalyzer(let key, let known) = fault {
                let guess = EditDistance.nearest(to: key, among: known).map { "; did you mean \($0)?" } ?? "."
                texts.append("There is no analyzer \"\(key)\" (there are: \(known.joined(separator: ", ")))\(guess)")
            } else {
                isSlip = false
                texts.append("\(capitalized(fault.description)).")
            }
        }
        return CommandError(isSlip ? .usage : .configuration, texts.joined(separator: "\n"))
    }

    /// A sentence from the middle of one.
    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
