/// How many jobs to hold: enough that the slots never wait for a claim, not so many that another worker starves or that a
/// crash makes many suspects.
struct Prefetch: Sendable {
    /// Work held ahead, in time at the present pace.
    private static let horizon = 0.15
    /// More than this ahead brings nothing: claims, analyses and settlements of a thousand each are all under way at once by then.
    static let largest = 4_000
    /// More than this in one claim brings nothing: the cost per job is flat by then, and its transaction stays short.
    static let largestClaim = 1_000

    private let concurrency: Int
    private let most: Int?
    private var pace = 0.0
    private var lastUpdate: Duration?
    private var finished = 0

    init(concurrency: Int, most: Int?) {
        self.concurrency = concurrency
        self.most = most
    }

    /// Jobs to hold in all, running ones included.
    var target: Int {
        if let most { return concurrency + most }
        return min(max(2 * concurrency, concurrency + Int(pace * Self.horizon)), concurrency + Self.largest)
    }

    /// Room for the next claim. Waits for half the target to be free, so that claims come in batches, unless slots are idle.
    func room(holding held: Int) -> Int {
        let free = target - held
        guard free > 0 else { return 0 }
        return held < concurrency || free * 2 >= min(target - concurrency, 2 * Self.largestClaim) ? min(free, Self.largestClaim) : 0
    }

    /// Notes jobs that were finished; the pace is smoothed over some tenths of a second.
    mutating func note(finished count: Int, at now: Duration) {
        finished += count
        guard let last = lastUpdate else {
            lastUpdate = now
            return
        }
        let seconds = (now - last).seconds
        guard seconds >= 0.02 else { return }
        let weight = min(1, seconds / 0.2)
        pace += (Double(finished) / seconds - pace) * weight
        lastUpdate = now
        finished = 0
    }
}

extension Duration {
    /// The duration as a number of seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
