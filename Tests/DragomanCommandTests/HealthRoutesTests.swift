import HealthEndpoint
import Testing

@testable import DragomanCommand
@testable import WorkerRuntime

@Suite("Probes")
struct HealthRoutesTests {
    @Test("A worker is ready when it is connected and holds its lease, else the reason is told")
    func readiness() {
        var status = WorkerStatus()
        #expect(HealthRoutes.readiness(status).status == 503)
        #expect(HealthRoutes.readiness(status).body.contains(#""ready":false,"reason":"PostgreSQL cannot be reached""#))
        status.isConnected = true
        #expect(HealthRoutes.readiness(status).body.contains(#""reason":"no lease""#))
        status.holdsLease = true
        #expect(HealthRoutes.readiness(status).status == 200)
        #expect(!HealthRoutes.readiness(status).body.contains("reason"))
        status.isDraining = true
        #expect(HealthRoutes.readiness(status).status == 503)
    }

    @Test("A process is healthy through an outage, and ill only when a restart would help")
    func health() {
        var status = WorkerStatus()
        #expect(HealthRoutes.health(status).status == 200)
        status.isStuck = true
        #expect(HealthRoutes.health(status).status == 503)
    }

    @Test("The metrics are in Prometheus' text format")
    func metrics() throws {
        let routes = HealthRoutes.routes(status: { WorkerStatus() }, telemetry: Telemetry(version: "1"))
        let route = try #require(routes["/metrics"])
        let response = route()
        #expect(response.contentType == .prometheus)
        #expect(response.body.contains("dragoman_build_info"))
    }
}
