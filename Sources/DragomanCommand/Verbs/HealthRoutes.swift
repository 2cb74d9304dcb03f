internal import HealthEndpoint
internal import WorkerRuntime

/// What the probes of a worker answer.
enum HealthRoutes {
    /// `/healthz`, `/readyz` and `/metrics`.
    static func routes(status: @escaping @Sendable () -> WorkerStatus, telemetry: Telemetry) -> [String: HTTPEndpoint.Route] {
        [
            "/healthz": { @Sendable in health(status()) },
            "/readyz": { @Sendable in readiness(status()) },
            "/metrics": { @Sendable in HTTPResponse(contentType: .prometheus, body: telemetry.prometheusText()) },
        ]
    }

    /// The process lives. Only what a restart would mend counts as ill: an outage of PostgreSQL does not.
    static func health(_ status: WorkerStatus) -> HTTPResponse {
        status.isStuck
            ? HTTPResponse(
                status: 503, contentType: .json, body: "{\"healthy\":false,\"reason\":\(JSONText.quoted(status.reason ?? ""))}\n")
            : HTTPResponse(contentType: .json, body: "{\"healthy\":true}\n")
    }

    /// The worker would take a job now. The analyzers were loaded before the endpoint was there at all.
    static func readiness(_ status: WorkerStatus) -> HTTPResponse {
        let reason = status.reason.map { ",\"reason\":\(JSONText.quoted($0))" } ?? ""
        let body =
            "{\"ready\":\(status.isReady)\(reason),\"connected\":\(status.isConnected),\"lease_held\":\(status.holdsLease),"
            + "\"paused\":\(status.isPaused),\"draining\":\(status.isDraining),\"held_jobs\":\(status.heldJobs)}\n"
        return HTTPResponse(status: status.isReady ? 200 : 503, contentType: .json, body: body)
    }
}
