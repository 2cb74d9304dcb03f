/// Lets at most `limit` runs into one analyzer at once; the others wait in the order in which they came.
struct Gate: Sendable {
    let limit: Int
    private var inside = 0
    private var waiting = Fifo<AnalysisRun>()

    init(limit: Int) { self.limit = limit }

    /// Whether the run may go in; otherwise it is kept until ``leave()`` hands it out.
    mutating func enter(_ run: AnalysisRun) -> Bool {
        guard inside < limit else {
            waiting.append(run)
            return false
        }
        inside += 1
        return true
    }

    /// One run has left; answers the run that should try again.
    mutating func leave() -> AnalysisRun? {
        inside -= 1
        return waiting.popFirst()
    }
}
