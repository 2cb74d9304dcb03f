import Testing

@testable import JobQueue

@Suite("Where claims start")
struct ClaimMarkTests {
    private let start = ContinuousClock.now

    @Test("The first claim sweeps; then each priority has its own place, highest first, a margin back")
    func places() {
        var mark = ClaimMark()
        #expect(mark.places(at: start).isEmpty)
        mark.swept(from: start, to: start)
        mark.claimed([.init(priority: 0, since: 100), .init(priority: 5, since: 90), .init(priority: 0, since: 110)], everythingSince: nil)
        #expect(mark.places(at: start) == [.init(priority: 5, since: 88), .init(priority: 0, since: 108)])
        mark.claimed([.init(priority: 0, since: 50)], everythingSince: nil)
        #expect(mark.places(at: start) == [.init(priority: 5, since: 88), .init(priority: 0, since: 48)])
        mark.claimed([.init(priority: -1, since: 120)], everythingSince: 200)
        #expect(mark.places(at: start).map(\.since) == [198, 198, 198])
    }

    @Test("A worker that found nothing yet starts where its first sweep ended")
    func nothingYet() {
        var mark = ClaimMark()
        mark.swept(from: start, to: start)
        mark.claimed([], everythingSince: 10)
        #expect(mark.places(at: start) == [.init(priority: 0, since: 8)])
    }

    @Test("The longer a sweep takes, the longer until the next, between 50 ms and 10 s", arguments: [(0, 50), (1, 200), (20, 4000), (500, 10_000)])
    func pauses(cost: Int, pause: Int) {
        var mark = ClaimMark()
        #expect(mark.untilSweep(at: start) == .zero)
        let end = start + .milliseconds(cost)
        mark.swept(from: start, to: end)
        mark.claimed([], everythingSince: 10)
        #expect(mark.untilSweep(at: end) == .milliseconds(pause))
        #expect(mark.untilSweep(at: end + .milliseconds(pause)) == .zero)
        // A stream of claims that all bring something sweeps too, once a second at most.
        #expect(!mark.places(at: end + .milliseconds(max(pause, 1000) - 1)).isEmpty)
        #expect(mark.places(at: end + .milliseconds(max(pause, 1000))).isEmpty)
    }

    @Test("Only so many priorities are remembered: the stalest is forgotten")
    func manyPriorities() {
        var mark = ClaimMark()
        mark.swept(from: start, to: start)
        for priority in 0..<40 { mark.claimed([.init(priority: Int32(priority), since: Double(priority))], everythingSince: nil) }
        #expect(mark.places(at: start).map(\.priority) == (24..<40).reversed().map(Int32.init))
    }
}
