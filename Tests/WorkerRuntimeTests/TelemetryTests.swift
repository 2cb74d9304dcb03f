import JobQueue
import Synchronization
import Testing

@testable import WorkerRuntime

struct TelemetryTests {
    @Test("The page has HELP and TYPE for each family, cumulative buckets, and escaped labels")
    func page() {
        let telemetry = Telemetry(version: "1\"2")
        telemetry.claims.add(3)
        let counts = telemetry.counts(of: "language")
        counts.seconds.observe(.milliseconds(3))
        counts.seconds.observe(.seconds(100))
        counts[.finding].add(2)
        telemetry.set(depth: QueueDepth(byState: ["ready": 7], oldestReady: .seconds(2), unclaimable: 1))
        let lines = telemetry.prometheusText().split(separator: "\n").map(String.init)
        for line in [
            "# TYPE dragoman_claims_total counter", "dragoman_claims_total 3", "dragoman_build_info{version=\"1\\\"2\"} 1",
            "dragoman_analysis_seconds_bucket{analyzer=\"language\",le=\"0.0025\"} 0",
            "dragoman_analysis_seconds_bucket{analyzer=\"language\",le=\"0.005\"} 1",
            "dragoman_analysis_seconds_bucket{analyzer=\"language\",le=\"+Inf\"} 2",
            "dragoman_analyses_total{analyzer=\"language\",outcome=\"finding\"} 2", "dragoman_queue_jobs{state=\"ready\"} 7",
            "dragoman_queue_oldest_ready_seconds 2",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    @Test("A log line stays one line, in both formats")
    func log() {
        let lines = Mutex<[String]>([])
        let keep: @Sendable ([UInt8]) -> Void = { bytes in lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
        Log(level: .info, format: .json, write: keep).info("a\n\"b\"", ["k": "v\u{1}"])
        Log(level: .info, format: .text, write: keep).warning("a\nb", ["k": "v"])
        Log(level: .warning, format: .text, write: keep).info("dropped")
        let written = lines.withLock { $0 }
        #expect(written.count == 2)
        #expect(written[0].hasSuffix("\"level\":\"info\",\"message\":\"a\\n\\\"b\\\"\",\"k\":\"v\\u0001\"}\n"))
        #expect(written[1].hasSuffix(" WARNING a b k=v\n") && written[1].utf8.filter { $0 == 10 }.count == 1)
    }
}
