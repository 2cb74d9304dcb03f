import JobQueue
import Testing

@testable import WorkerRuntime

struct PolicyTests {
    @Test("The ladder climbs to the poll interval, wakes for what is due, and starts over after work")
    func ladder() {
        var ladder = IdleLadder(poll: .seconds(1))
        #expect(
            (0..<6).map { _ in ladder.next() } == [
                .milliseconds(5), .milliseconds(20), .milliseconds(80), .milliseconds(320), .seconds(1), .seconds(1),
            ])
        #expect(ladder.next(due: .milliseconds(300)) == .milliseconds(300))
        #expect(ladder.next(due: .seconds(-5)) == .milliseconds(1))
        ladder.reset()
        #expect(ladder.next() == .milliseconds(5))
    }

    @Test("Backoff doubles, is jittered by a quarter, has a ceiling, and heeds what the analyzer asked for")
    func backoff() {
        let low = RetryPolicy(random: { 0 })
        let high = RetryPolicy(random: { 1 })
        #expect((1...3).map { low.delay(afterAttempt: $0) } == [.seconds(1.5), .seconds(3), .seconds(6)])
        #expect(high.delay(afterAttempt: 1) == .seconds(2.5))
        #expect(high.delay(afterAttempt: 40) == .seconds(4_500))
        #expect(low.delay(afterAttempt: 1, atLeast: .seconds(60)) == .seconds(60))
    }

    @Test("Prefetch follows the pace of the work and claims in batches")
    func prefetch() {
        var prefetch = Prefetch(concurrency: 2, most: nil)
        #expect(prefetch.target == 4 && prefetch.room(holding: 0) == 4 && prefetch.room(holding: 4) == 0)
        for step in 0...100 { prefetch.note(finished: 1_000, at: .milliseconds(100 * step)) }
        #expect(prefetch.target == 1_502)
        #expect(prefetch.room(holding: 900) == 0)
        #expect(prefetch.room(holding: 700) == 802)
        #expect(prefetch.room(holding: 400) == 1_000)
        for step in 101...200 { prefetch.note(finished: 10_000, at: .milliseconds(100 * step)) }
        #expect(prefetch.target == 4_002)
        #expect(prefetch.room(holding: 3_003) == 0)
        #expect(prefetch.room(holding: 3_002) == 1_000)
        #expect(Prefetch(concurrency: 3, most: 5).target == 8)
    }

    @Test("A lease counts from before its renewal was sent")
    func lease() {
        var lease = LeaseWatch(lease: .seconds(20))
        #expect(!lease.isHeld(at: .zero))
        lease.renewed(sentAt: .seconds(1))
        #expect(lease.isHeld(at: .seconds(15)) && !lease.isHeld(at: .seconds(16)))
        // An answer that comes late does not shorten what a later one gave.
        lease.renewed(sentAt: .seconds(10))
        lease.renewed(sentAt: .seconds(5))
        #expect(lease.isHeld(at: .seconds(24)))
        lease.lost()
        #expect(!lease.isHeld(at: .seconds(11)))
    }

    @Test("A signal that nobody awaited is kept, once")
    func signal() async {
        let signal = WakeSignal()
        signal.signal()
        signal.signal()
        #expect(await signal.wait(timeout: .seconds(60), clock: .system))
        #expect(await !signal.wait(timeout: .milliseconds(1), clock: .system))
    }
}
