import Foundation

/// A worker in a process of its own.
final class WorkerProcess: Sendable {
    private let process: Process
    let pid: Int

    /// Starts `program run` on a database.
    init(_ program: String, on url: String, analyzers: String? = "noop,noop-2", environment: [String: String] = [:]) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["run"]
        var variables = ProcessInfo.processInfo.environment
        variables["DATABASE_URL"] = url
        variables["DRAGOMAN_LOG_LEVEL"] = "warning"
        if let analyzers { variables["DRAGOMAN_ANALYZERS"] = analyzers }
        process.environment = variables.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        pid = Int(process.processIdentifier)
    }

    var cpuSeconds: Double { ProcessFigures.cpuSeconds(pid) }
    var peakMiB: Double { ProcessFigures.peakMiB(pid) }

    /// SIGTERM, and its exit code.
    @discardableResult
    func drain() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
