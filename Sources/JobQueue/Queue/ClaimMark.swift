/// From where on each claim looks for ready jobs, and when one looks at all of them.
///
/// While somebody holds an old snapshot, VACUUM cannot remove what was claimed, and a look at everything walks over all of it. So claims
/// start at the last place of each priority, and only now and then one sweeps: it finds what became ready late, with a `run_at` from
/// before the mark, such as jobs whose transaction committed long after it began. Where sweeps have become costly, another connection
/// looks for such jobs meanwhile, and the mark goes back to the first of them.
struct ClaimMark {
    /// Of one priority, the time before which everything that was ready is known to be taken.
    struct Place: Equatable {
        var priority: Int32
        /// In seconds since 1970, by the server's clock.
        var since: Double
    }

    /// How far behind the last claim the next one starts: transactions that were open when it ran commit within this.
    private static let margin = 2.0
    /// Sweeps take at most this part of the time, or the longer a snapshot is held, the longer jobs would wait for sweeps.
    private static let share = 0.005
    /// The shortest and the longest time between two sweeps.
    private static let pause = Duration.milliseconds(50)...Duration.seconds(10)
    /// How often a claim that need not sweeps nevertheless, because there is always something else.
    private static let routine = Duration.seconds(1)
    /// A sweep that takes longer is costly.
    private static let costly = Duration.milliseconds(10)
    /// Priorities to remember: a claim looks at each apart.
    private static let most = 16

    /// The marks.
    private var since: [Int32: Double] = [:]
    /// When the last sweep ended, and how soon another one may be made.
    private var swept: (at: ContinuousClock.Instant, pause: Duration)?
    /// What the last sweeps took: the least counts, as a busy machine makes any of them long.
    private var costs: [Duration] = []
    /// When a mark last went back for jobs that were found late.
    private var lowered: ContinuousClock.Instant?

    /// Where claims start, highest priority first; empty as long as nothing is known.
    var places: [Place] { since.map { Place(priority: $0.key, since: $0.value - Self.margin) }.sorted { $0.priority > $1.priority } }

    /// Whether a claim is to sweep though those before it found something.
    func isSweepDue(at now: ContinuousClock.Instant) -> Bool { swept.map { now - $0.at >= max($0.pause, Self.routine) } ?? true }

    /// How long it is until a sweep may be made of a claim that found nothing from the marks on.
    func untilSweep(at now: ContinuousClock.Instant) -> Duration { swept.map { max(.zero, $0.pause - (now - $0.at)) } ?? .zero }

    /// Whether sweeps keep claims waiting.
    var isCostly: Bool { costs.min().map { $0 > Self.costly } ?? false }

    /// Another connection looks instead.
    mutating func leftToAnother(at now: ContinuousClock.Instant) { swept?.at = now }

    /// A sweep was made.
    mutating func swept(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) {
        costs = costs.suffix(3) + [end - start]
        let pause = (costs.min() ?? .zero) * (1 / Self.share)
        swept = (end, min(max(pause, Self.pause.lowerBound), Self.pause.upperBound))
    }

    /// A claim brought jobs of these places.
    ///
    /// - Parameters:
    ///   - sent: when it was sent; what was found late since then is not yet taken.
    ///   - everythingSince: when the claim began by the server's clock, if it brought all that was ready.
    mutating func claimed(_ places: some Sequence<Place>, sent: ContinuousClock.Instant, everythingSince: Double?) {
        if let lowered, sent < lowered { return }
        var latest: [Int32: Double] = [:]
        for place in places { latest[place.priority] = max(place.since, latest[place.priority] ?? place.since) }
        since.merge(latest) { $1 }
        if let everythingSince {
            if since.isEmpty { since[0] = everythingSince }
            for priority in since.keys { since[priority] = everythingSince }
        }
        while since.count > Self.most, let oldest = since.min(by: { $0.value < $1.value }) { since[oldest.key] = nil }
    }

    /// Jobs were found that became ready late; `places` are the first of each priority.
    mutating func found(late places: some Sequence<Place>, at now: ContinuousClock.Instant) {
        for place in places where since[place.priority].map({ place.since < $0 }) ?? false {
            since[place.priority] = place.since
            lowered = now
        }
    }
}
