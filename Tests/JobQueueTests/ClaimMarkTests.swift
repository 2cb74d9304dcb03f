import Testing

@testable import JobQueue

@Suite("Where claims start")
struct ClaimMarkTests {
    private let start = ContinuousClock.now

    @Test("The first claim sweeps; then each priority has its own place, highest first, a margin back")
    func places() {
        var mark = ClaimMark()
        #expect(mark.places.isEmpty && mark.isSweepDue(at: start))
        mark.swept(from: start, to: start)
        mark.claimed(
            [.init(priority: 0, since: 100), .init(priority: 5, since: 90), .init(priority: 0, since: 110)], sent: start,
            everythingSince: nil)
        #expect(mark.places == [.init(priority: 5, since: 88), .init(priority: 0, since: 108)])
        mark.claimed([.init(priority: 0, since: 50)], sent: start, everythingSince: nil)
        #expect(mark.places == [.init(priority: 5, since: 88), .init(priority: 0, since: 48)])
        mark.claimed([.init(priority: -1, since: 120)], sent: start, everythingSince: 200)
        #expect(mark.places.map(\.since) == [198, 198, 198])
    }

    @Test("A worker that found nothing yet starts where its first sweep ended")
    func nothingYet() {
        var mark = ClaimMark()
        mark.swept(from: start, to: start)
        mark.claimed([], sent: start, everythingSince: 10)
        #expect(mark.places == [.init(priority: 0, since: 8)])
    }

    @Test(
        "The longer a sweep takes, the longer until the next, between 50 ms and 10 s",
        arguments: [(0, 50), (1, 200), (20, 4000), (500, 10_000)])
    func pauses(cost: Int, pause: Int) {
        var mark = ClaimMark()
        #expect(mark.untilSweep(at: start) == .zero)
        let end = start + .milliseconds(cost)
        mark.swept(from: start, to: end)
        mark.claimed([], sent: start, everythingSince: 10)
        #expect(mark.untilSweep(at: end) == .milliseconds(pause))
        #expect(mark.untilSweep(at: end + .milliseconds(pause)) == .zero)
        // A stream of claims that all bring something sweeps too, once a second at most.
        #expect(!mark.isSweepDue(at: end + .milliseconds(max(pause, 1000) - 1)))
        #expect(mark.isSweepDue(at: end + .milliseconds(max(pause, 1000))))
    }

    @Test("Only so many priorities are remembered: the stalest is forgotten")
    func manyPriorities() {
        var mark = ClaimMark()
        mark.swept(from: start, to: start)
        for priority in 0..<40 {
            mark.claimed([.init(priority: Int32(priority), since: Double(priority))], sent: start, everythingSince: nil)
        }
        #expect(mark.places.map(\.priority) == (24..<40).reversed().map(Int32.init))
    }

    @Test("A mark goes back to what was found late, and claims that were under way then do not move it on")
    func late() {
        var mark = ClaimMark()
        mark.claimed([.init(priority: 0, since: 100)], sent: start, everythingSince: 100)
        mark.found(late: [.init(priority: 0, since: 40), .init(priority: 7, since: 1)], at: start + .seconds(2))
        #expect(mark.places == [.init(priority: 0, since: 38)])
        mark.claimed([.init(priority: 0, since: 110)], sent: start + .seconds(1), everythingSince: 110)
        #expect(mark.places == [.init(priority: 0, since: 38)])
        mark.claimed([.init(priority: 0, since: 40)], sent: start + .seconds(3), everythingSince: 120)
        #expect(mark.places == [.init(priority: 0, since: 118)])
    }

    @Test("Sweeps are costly once the quickest of the last four takes ten milliseconds")
    func costs() {
        var mark = ClaimMark()
        for cost in [2, 50, 50, 50] { mark.swept(from: start, to: start + .milliseconds(cost)) }
        #expect(!mark.isCostly)
        mark.swept(from: start, to: start + .milliseconds(11))
        #expect(mark.isCostly)
    }
}
