/// All that is wrong with a set of analyzers, found before anything runs.
public struct RegistryFaults: Error, Sendable, Equatable, CustomStringConvertible {
    public var faults: [Fault]

    public init(_ faults: [Fault]) { self.faults = faults }

    /// One thing that keeps a set of analyzers from being run.
    public enum Fault: Sendable, Equatable, CustomStringConvertible {
        case malformedKey(String)
        case duplicateKey(String)
        case badRevision(key: String, revision: Int)
        /// Nobody in the set makes this finding.
        case unknownNeed(key: String, finding: String)
        /// Keys along the cycle, the first repeated at the end.
        case cycle([String])
        /// A key that was asked for, and the nearest that exists.
        case unknownAnalyzer(String, known: [String])
        case notRunnable(key: String)
        case nothingRegistered
        case badLimits(key: String)

        public var description: String {
            switch self {
            case .malformedKey(let key):
                "the key \"\(key)\" is malformed: use lowercase letters, digits and hyphens, starting with a letter, at most 63 bytes"
            case .duplicateKey(let key): "two analyzers have the key \"\(key)\": rename one of them"
            case .badRevision(let key, let revision): "\(key) has revision \(revision): revisions start at 1"
            case .unknownNeed(let key, let finding): "\(key) needs \(finding), which no registered analyzer makes: register one that does"
            case .cycle(let keys): "the analyzers \(keys.joined(separator: " → ")) need each other in a circle"
            case .unknownAnalyzer(let key, let known):
                "no analyzer has the key \"\(key)\"; there are: \(known.joined(separator: ", "))"
            case .notRunnable(let key): "\(key) conforms to neither Analyzer nor AsyncAnalyzer"
            case .nothingRegistered: "no analyzer is registered: pass at least one to Dragoman.main(analyzers:)"
            case .badLimits(let key): "\(key) has limits that let nothing through: its deadline and its concurrency must be above zero"
            }
        }
    }

    public var description: String { faults.map(\.description).joined(separator: "; ") }
}
