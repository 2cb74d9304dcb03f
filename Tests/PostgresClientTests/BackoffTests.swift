import PostgresClient
import Testing

@Suite("Pauses between tries")
struct BackoffTests {
    @Test("They double up to the longest")
    func doubling() {
        var backoff = Backoff(first: .milliseconds(50), longest: .seconds(1))
        let pauses = (0..<7).map { _ in backoff.next(spread: 1) }
        #expect(pauses == [50, 100, 200, 400, 800, 1000, 1000].map { Duration.milliseconds($0) })
    }

    @Test("They are spread over the upper half of their interval")
    func spread() {
        var backoff = Backoff(first: .milliseconds(100))
        #expect(backoff.next(spread: 0) == .milliseconds(50))
        #expect(backoff.next(spread: 0.5) == .milliseconds(150))
        #expect(backoff.next(spread: 7) == .milliseconds(400))
    }

    @Test("They start anew after a connection that lasted, not after one that broke at once")
    func steadiness() {
        var backoff = Backoff(first: .milliseconds(50), steadyAfter: .seconds(5))
        _ = backoff.next(spread: 1)
        backoff.connectionEnded(after: .seconds(1))
        #expect(backoff.next(spread: 1) == .milliseconds(100))
        backoff.connectionEnded(after: .seconds(5))
        #expect(backoff.next(spread: 1) == .milliseconds(50))
    }

    @Test("A million failures overflow nothing")
    func manyFailures() {
        var backoff = Backoff()
        for _ in 0..<100_000 { _ = backoff.next(spread: 1) }
        #expect(backoff.next(spread: 1) == .seconds(5))
    }
}
