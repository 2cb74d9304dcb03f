/// Up to where the ready index is known to be swept: claims start there, and from the front now and then.
///
/// While somebody holds an old snapshot, VACUUM cannot remove what was claimed, and a scan from the front walks over all of it.
/// What commits late, with a `run_at` from before the mark, is found by the next sweep.
struct ClaimMark {
    /// A place in the order of claims.
    struct Place: Equatable {
        /// Priority of the job claimed last.
        var priority: Int32
        /// Its `run_at`, in seconds since 1970.
        var runAt: Double
    }

    /// How far behind the last claim the next one starts: transactions that were open when it ran commit within this.
    private static let margin = 2.0
    /// How often a claim starts from the front.
    private static let sweep = Duration.seconds(1)

    /// Where the last claim ended.
    private var last: Place?
    /// When a claim last started from the front.
    private var swept: ContinuousClock.Instant?

    /// Where to start a claim made now; `nil` for the front.
    mutating func start(at now: ContinuousClock.Instant) -> Place? {
        guard let last, let swept, now - swept < Self.sweep else {
            swept = now
            return nil
        }
        return Place(priority: last.priority, runAt: last.runAt - Self.margin)
    }

    /// A claim came back; `place` is that of its last job, `nil` when it brought fewer than asked for from the front.
    mutating func claimed(upTo place: Place?) { last = place }
}
