/// What one analyzer says of one article. Its JSON is stored in `dragoman.findings.finding` and is public: it grows, it does not change.
///
/// ```swift
/// public struct Estimate: Finding { public var minutes: Double }
/// ```
///
/// Leave out what is not known: an optional that is `nil` is absent from the JSON rather than null.
public protocol Finding: Codable, Sendable {}

/// The findings other analyzers made for the article at hand, by type.
///
/// ```swift
/// let language = earlier[DetectedLanguage.self]?.language
/// let inATest = Findings([DetectedLanguage(language: "en", confidence: 1, reliable: true)])
/// ```
public struct Findings: Sendable {
    /// In the order of registration of their analyzers.
    private var all: [any Finding] = []

    /// No findings: what an analyzer without needs is given.
    public init() {}

    /// Findings as a test or another host gives them, in the order of their analyzers.
    public init(_ findings: [any Finding]) { all = findings }

    /// The finding of this type, or `nil` when none was made. With several analyzers of one finding: the first registered.
    public subscript<Kind: Finding>(type: Kind.Type) -> Kind? {
        for finding in all { if let match = finding as? Kind { return match } }
        return nil
    }

    /// All findings of this type, in the order of registration of their analyzers.
    public func every<Kind: Finding>(_ type: Kind.Type) -> [Kind] { all.compactMap { $0 as? Kind } }

    /// Adds what one more analyzer found.
    public mutating func append(_ finding: any Finding) { all.append(finding) }
}
