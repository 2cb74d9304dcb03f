internal import Glibc
internal import HealthEndpoint
internal import WorkerRuntime

/// Everything `run` works by.
struct RunConfiguration: Sendable {
    /// How the worker behaves.
    let worker: WorkerConfiguration
    /// Where PostgreSQL is.
    let database: DatabaseSettings
    /// Keys to run; `nil` for all.
    let analyzers: [String]?
    /// Where probes are answered.
    let http: HTTPAddress?
    /// The log's level and form.
    let log: LogSettings

    /// - Throws: ``CommandError`` that names the flag or variable that is wrong.
    init(_ settings: Settings, messages: Output) throws {
        database = try DatabaseSettings(settings)
        analyzers = settings.keys(.analyzers)
        http = try Self.address(settings)
        log = LogSettings(settings, messages: messages)
        let host = Self.hostName
        var worker = WorkerConfiguration(
            name: "\(host)-\(getpid())", version: Dragoman.version, host: host,
            concurrency: settings.integer(.concurrency) ?? ProcessorCount.usable, prefetch: settings.integer(.prefetch))
        if let lease = settings.duration(.lease) { worker.lease = lease }
        if let grace = settings.duration(.grace) { worker.grace = grace }
        if let poll = settings.duration(.poll) { worker.poll = poll }
        if let maxCrashes = settings.integer(.maxCrashes) { worker.maxCrashes = maxCrashes }
        if let retention = settings.duration(.retention) { worker.retention = retention }
        self.worker = worker
    }

    /// Where probes are answered; `nil` for `off`.
    private static func address(_ settings: Settings) throws -> HTTPAddress? {
        let setting = settings.setting(.http)
        guard let text = setting.text, text != "off" else { return nil }
        do { return try HTTPAddress(text) } catch { throw CommandError.usage("\(setting.name(of: .http)): \(error.message)") }
    }

    /// This machine's name.
    static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// How logs are written.
struct LogSettings: Sendable {
    /// From which level on.
    let level: Log.Level
    /// In which form.
    let format: Log.Format

    /// Text where a person watches, JSON for everything that collects logs.
    init(_ settings: Settings, messages: Output) {
        level = settings.text(.logLevel).flatMap(Log.Level.init(rawValue:)) ?? .info
        format = settings.text(.logFormat).flatMap(Log.Format.init(rawValue:)) ?? (messages.isTerminal ? .text : .json)
    }

    /// The log.
    var log: Log { Log(level: level, format: format) }
}
