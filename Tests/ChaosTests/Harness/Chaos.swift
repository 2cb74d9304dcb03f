import Foundation
import Testing

/// Most storms: one at a time, as each wants the machine for itself.
@Suite("Chaos", .serialized, .timeLimit(.minutes(60))) struct ChaosTests {}

/// Storms that for the most part wait, for a lease or for one article after another: beside the others they cost next to no time.
@Suite("Patient chaos", .timeLimit(.minutes(60))) struct PatientStorms {}

/// What every storm is told from outside, and where it reports.
enum Chaos {
    /// The seed of all storms: `DRAGOMAN_CHAOS_SEED`, or a new one.
    static let seed: UInt64 = environment["DRAGOMAN_CHAOS_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000_000)

    /// How long each long storm may take; `nil` in the gate, where only the quick ones run: `DRAGOMAN_CHAOS_MINUTES`.
    static let minutes: Double? = environment["DRAGOMAN_CHAOS_MINUTES"].flatMap { Double($0) }.flatMap { $0 > 0 ? $0 : nil }

    /// Whether the heavy storms run too.
    static var isLong: Bool { minutes != nil }

    /// The process's environment.
    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Randomness for one storm: the same for the same seed, whatever other storms draw.
    static func random(_ storm: String) -> SeededRandom {
        // FNV-1a, because `hashValue` differs from process to process.
        SeededRandom(seed ^ storm.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }

    /// A line that a person, or `grep '^storm'`, finds in the output, as soon as it is known.
    static func report(_ storm: String, _ figures: String) {
        print("storm \(storm): seed \(seed), \(figures)")
        fflush(nil)
    }

    /// The middle and the worst of some durations, for a report.
    static func spread(_ durations: [Duration]) -> String {
        let sorted = durations.sorted()
        guard let worst = sorted.last else { return "none" }
        return "median \(seconds(sorted[sorted.count / 2])), worst \(seconds(worst)) of \(sorted.count)"
    }

    /// A duration in seconds, to the hundredth.
    static func seconds(_ duration: Duration) -> String {
        String(format: "%.2f s", Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
    }
}

/// Numbers that can be drawn again: splitmix64.
struct SeededRandom: RandomNumberGenerator, Sendable {
    /// Where it stands.
    private var state: UInt64

    /// A generator that starts at `seed`.
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number between `low` and `high` whose order of magnitude is what is even: small ones are as likely as big ones.
    mutating func spread(_ low: Double, _ high: Double) -> Double { low * pow(high / low, Double.random(in: 0..<1, using: &self)) }
}

/// What never came about.
struct NeverHappened: Error, CustomStringConvertible {
    /// What was waited for, and what was seen instead.
    var description: String
}

/// Looks until `holds` is true.
///
/// - Throws: ``NeverHappened`` when that takes absurdly long; no test depends on how long it takes.
func eventually(
    _ what: String, within patience: Duration = .seconds(90), every pause: Duration = .milliseconds(20),
    otherwise: () -> String = { "" }, _ holds: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + patience
    while try await !holds() {
        guard ContinuousClock.now < end else { throw NeverHappened(description: "Never happened: \(what). \(otherwise())") }
        try await Task.sleep(for: pause)
    }
}
