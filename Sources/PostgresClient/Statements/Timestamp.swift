/// PostgreSQL's binary times: microseconds since 2000-01-01 00:00 UTC.
enum Timestamp {
    /// 2000-01-01 00:00 UTC in seconds since 1970.
    static let epoch: Double = 946_684_800

    /// What the server sends for `infinity` and `-infinity` are the extremes of the type.
    static func microseconds(secondsSince1970 seconds: Double) -> Int64 {
        let microseconds = ((seconds - epoch) * 1e6).rounded()
        if microseconds.isNaN { return .min }
        return Int64(exactly: microseconds) ?? (microseconds > 0 ? .max : .min)
    }

    /// Seconds since 1970 of a binary `timestamptz`.
    static func secondsSince1970(microseconds: Int64) -> Double {
        switch microseconds {
        case .max: .infinity
        case .min: -.infinity
        default: Double(microseconds) / 1e6 + epoch
        }
    }

    /// A binary `interval`: microseconds, days, months; a `Duration` has no days.
    static func interval(_ duration: Duration) -> [UInt8] {
        let (seconds, attoseconds) = duration.components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (microseconds, over) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        let value = overflow || over ? (seconds > 0 ? Int64.max : .min) : microseconds
        return (0..<16).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> Int64(56 - 8 * $0)) : 0 }
    }
}
