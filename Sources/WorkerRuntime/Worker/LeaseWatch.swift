/// The lease as this process's own clock sees it: counted from before the renewal was sent, so that it ends here no later than
/// in the database. Tending renews only once a quarter of the lease is gone, so what is sure after it is three quarters.
struct LeaseWatch: Sendable {
    /// What is sure after a renewal.
    private let length: Duration
    private var end: Duration?

    /// - Parameter lease: the length the worker registered with.
    init(lease: Duration) { length = lease * 0.75 }

    /// A renewal that was sent at `sent` has been answered.
    mutating func renewed(sentAt sent: Duration) { end = max(end ?? .zero, sent + length) }

    /// Others have the jobs now.
    mutating func lost() { end = nil }

    /// Whether anything may be started or settled.
    func isHeld(at now: Duration) -> Bool { end.map { now < $0 } ?? false }
}
