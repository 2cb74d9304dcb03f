public import ArticleAnalysis

/// A set of analyzers that can be run together, in an order in which each comes after those whose findings it needs.
///
/// ```swift
/// let registry = try AnalyzerRegistry([LanguageDetector(), EntityTagger()])
/// try registry.prepare()
/// ```
public struct AnalyzerRegistry: Sendable {
    /// In running order: needs first, otherwise as registered.
    let analyzers: [RegisteredAnalyzer]
    /// Where each key stands in `analyzers`.
    let positions: [String: Int]
    /// For each analyzer and each finding it needs, the positions of the analyzers that make it.
    let makers: [[[Int]]]

    /// - Parameters:
    ///   - plugins: the analyzers, in any order.
    ///   - only: keys to keep, with all they need; `nil` keeps all.
    /// - Throws: every fault of the set at once.
    public init(_ plugins: [any AnalyzerPlugin], only: [String]? = nil) throws(RegistryFaults) {
        let all = plugins.map(RegisteredAnalyzer.erasing)
        var faults = Self.faults(of: all)
        for key in only ?? [] where !all.contains(where: { $0.key == key }) {
            faults.append(.unknownAnalyzer(key, known: all.map(\.key)))
        }
        var order: [Int] = []
        switch Self.runningOrder(
            of: all, from: only.map { keys in all.indices.filter { keys.contains(all[$0].key) } } ?? Array(all.indices))
        {
        case .success(let found): order = found
        case .failure(let cycle): faults.append(.cycle(cycle.keys))
        }
        guard faults.isEmpty else { throw RegistryFaults(faults) }
        let ordered = order.map { all[$0] }
        analyzers = ordered
        positions = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.key, $0) })
        makers = ordered.map { analyzer in analyzer.needs.map { need in ordered.indices.filter { ordered[$0].output == need } } }
    }

    /// The keys, in running order.
    public var keys: [String] { analyzers.map(\.key) }

    /// Revisions by key, as `dragoman.workers` shows them.
    public var revisions: [String: Int] { Dictionary(uniqueKeysWithValues: analyzers.map { ($0.key, $0.revision) }) }

    /// Lets every analyzer load what it needs.
    ///
    /// - Throws: ``PreparationFailure`` for the first that cannot.
    public func prepare() throws {
        for analyzer in analyzers {
            do { try analyzer.prepare() } catch { throw PreparationFailure(key: analyzer.key, reason: "\(error)") }
        }
    }

    /// An analyzer that could not load what it needs.
    public struct PreparationFailure: Error, Sendable, CustomStringConvertible {
        public let key: String
        public let reason: String
        public var description: String { "the analyzer \"\(key)\" cannot start: \(reason)" }
    }
}

extension AnalyzerRegistry {
    /// Faults that can be told analyzer by analyzer.
    private static func faults(of all: [RegisteredAnalyzer]) -> [RegistryFaults.Fault] {
        guard !all.isEmpty else { return [.nothingRegistered] }
        var faults: [RegistryFaults.Fault] = []
        var seen: Set<String> = []
        let outputs = Set(all.map(\.output))
        for analyzer in all {
            if !AnalyzerKey.isWellFormed(analyzer.key) { faults.append(.malformedKey(analyzer.key)) }
            if !seen.insert(analyzer.key).inserted { faults.append(.duplicateKey(analyzer.key)) }
            if analyzer.revision < 1 { faults.append(.badRevision(key: analyzer.key, revision: analyzer.revision)) }
            if case .none = analyzer.work { faults.append(.notRunnable(key: analyzer.key)) }
            if analyzer.limits.deadline <= .zero || (analyzer.limits.concurrency ?? 1) < 1 { faults.append(.badLimits(key: analyzer.key)) }
            for (need, name) in zip(analyzer.needs, analyzer.needNames) where !outputs.contains(need) {
                faults.append(.unknownNeed(key: analyzer.key, finding: name))
            }
        }
        return faults
    }

    /// The keys along a circle of needs.
    private struct Cycle: Error { let keys: [String] }

    /// Depth first from `wanted`: whatever an analyzer needs comes before it.
    private static func runningOrder(of all: [RegisteredAnalyzer], from wanted: [Int]) -> Result<[Int], Cycle> {
        var order: [Int] = []
        var path: [Int] = []
        func visit(_ index: Int) throws(Cycle) {
            if order.contains(index) { return }
            if let start = path.firstIndex(of: index) { throw Cycle(keys: (path[start...] + [index]).map { all[$0].key }) }
            path.append(index)
            for need in all[index].needs { for other in all.indices where all[other].output == need { try visit(other) } }
            path.removeLast()
            order.append(index)
        }
        do throws(Cycle) {
            for index in wanted { try visit(index) }
            return .success(order)
        } catch {
            return .failure(error)
        }
    }
}
