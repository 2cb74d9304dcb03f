internal import Glibc

/// Structured log lines, to standard error by default: one JSON object a line, or readable text.
///
/// ```swift
/// let log = Log(level: .info, format: .text)
/// log.info("lease lost", ["worker": "42"])
/// ```
///
/// Never pass article text, passwords or bound values.
public struct Log: Sendable {
    /// How much is logged.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case debug, info, warning, error

        private var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    /// How a line looks.
    public enum Format: String, Sendable, CaseIterable { case text, json }

    public let level: Level
    public let format: Format
    private let write: @Sendable ([UInt8]) -> Void
    private let now: @Sendable () -> timespec

    public init(level: Level = .info, format: Format = .text, write: @escaping @Sendable ([UInt8]) -> Void = Log.standardError) {
        self.level = level
        self.format = format
        self.write = write
        now = {
            var time = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &time)
            return time
        }
    }

    /// A log that drops everything.
    public static var none: Log { Log(level: .error, write: { _ in }) }

    public func debug(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) { line(.debug, message, fields) }
    public func info(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) { line(.info, message, fields) }
    public func warning(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) { line(.warning, message, fields) }
    public func error(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) { line(.error, message, fields) }

    /// Writes whole lines to standard error; a closed one loses lines, not the worker.
    @Sendable public static func standardError(_ line: [UInt8]) {
        var rest = line[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    private func line(_ level: Level, _ message: String, _ fields: KeyValuePairs<String, String>) {
        guard level >= self.level else { return }
        let time = Timestamp.iso8601(now())
        var text: String
        switch format {
        case .text:
            text = "\(time) \(level.rawValue.uppercased()) \(Self.oneLine(message))"
            for (key, value) in fields { text += " \(key)=\(Self.oneLine(value))" }
        case .json:
            text = "{\"time\":\"\(time)\",\"level\":\"\(level.rawValue)\",\"message\":\(JSONText.quoted(message))"
            for (key, value) in fields { text += ",\(JSONText.quoted(key)):\(JSONText.quoted(value))" }
            text += "}"
        }
        write(Array((text + "\n").utf8))
    }

    /// A line stays a line whatever an error message holds.
    private static func oneLine(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}

/// Times as text, without Foundation's formatters.
enum Timestamp {
    /// `2026-01-31T08:15:00.123Z`.
    static func iso8601(_ time: timespec) -> String {
        var seconds = time.tv_sec
        var parts = unsafe tm()
        unsafe gmtime_r(&seconds, &parts)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = unsafe "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))"
        let clock = unsafe "\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
        return "\(date)T\(clock).\(padded(time.tv_nsec / 1_000_000, 3))Z"
    }
}

/// JSON strings for logs.
enum JSONText {
    /// The text as a JSON string, quotes included.
    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(text.utf8.count + 2)
        let hex = Array("0123456789abcdef".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
            case 0..<0x20: bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}
