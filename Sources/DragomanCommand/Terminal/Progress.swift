internal import Synchronization

/// A counter on one line of a terminal, rewritten in place; silent where nobody watches.
final class Progress: Sendable {
    /// Where it is shown.
    private let output: Output
    /// What is counted: `articles`.
    private let noun: String
    /// When it began.
    private let start = ContinuousClock.now
    /// The count and when it was last shown.
    private let state = Mutex<(count: Int, shown: ContinuousClock.Instant?)>((0, nil))

    init(_ noun: String, on output: Output) {
        self.noun = noun
        self.output = output
    }

    /// Counts, and shows the count when the last showing is a fifth of a second old.
    func advance(by count: Int = 1) {
        guard output.isTerminal else { return }
        let now = ContinuousClock.now
        let line = state.withLock { state -> String? in
            state.count += count
            guard now - (state.shown ?? start) > .milliseconds(200) else { return nil }
            state.shown = now
            let seconds = Double((now - start).components.seconds) + Double((now - start).components.attoseconds) * 1e-18
            return "\r\u{1B}[K\(state.count) \(noun), \(Int(Double(state.count) / max(seconds, 0.001)))/s"
        }
        // A lost progress line harms nobody.
        if let line { _ = Result { try output.write(Array(line.utf8)) } }
    }

    /// Takes the line away.
    func finish() {
        guard output.isTerminal, state.withLock({ $0.shown != nil }) else { return }
        _ = Result { try output.write(Array("\r\u{1B}[K".utf8)) }
    }
}
