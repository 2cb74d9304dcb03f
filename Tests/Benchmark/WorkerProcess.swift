import Foundation

/// A worker in a process of its own, which does not outlive this one.
final class WorkerProcess: Sendable {
    private let process: Process
    /// A shell that kills the worker when its input ends: the kernel closes it however this process ends, `kill -9` included.
    private let guardian: Process
    /// The guardian's input.
    private let lifeline: Pipe
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
        (guardian, lifeline) = (Process(), Pipe())
        // Another child that inherited it would keep it open after our end.
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        guardian.executableURL = URL(fileURLWithPath: "/bin/sh")
        guardian.arguments = ["-c", "read -r line; kill -KILL \(pid)"]
        guardian.standardInput = lifeline
        try guardian.run()
    }

    var cpuSeconds: Double { ProcessFigures.cpuSeconds(pid) }
    var peakMiB: Double { ProcessFigures.peakMiB(pid) }

    /// SIGTERM, and its exit code.
    @discardableResult
    func drain() -> Int32 {
        // It inherits a mask that blocks SIGTERM from the thread that started it.
        kill(guardian.processIdentifier, SIGKILL)
        guardian.waitUntilExit()
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
