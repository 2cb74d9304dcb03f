import Foundation

/// Wrong wall clocks for workers: Debian's libfaketime, loaded before the C library. Durations stay right, as on a machine whose clock
/// was set wrong.
enum FakeClock {
    /// The library; `nil` where Debian's package `faketime` is not installed.
    static let library: String? = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
        return folders.map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }.first { FileManager.default.fileExists(atPath: $0) }
    }()

    /// The environment of a worker whose clock is `hours` ahead, or behind.
    static func settings(hours: Int) -> [String: String] {
        ["LD_PRELOAD": library ?? "", "FAKETIME": hours < 0 ? "\(hours)h" : "+\(hours)h", "FAKETIME_DONT_FAKE_MONOTONIC": "1"]
    }

    /// Starts a program with a wrong clock: for ``Victim``.
    ///
    /// When the library is loaded it sets a variable, which moves the environment, and beside that is where Swift's runtime looks for
    /// the program's arguments. The shell has it done before.
    static let wrapper = ["/bin/sh", "-c", #"exec "$0" "$@""#]

    /// How far the clock that wrote a line of a worker's log is ahead of this process's, to the hour; `nil` for a line without a time.
    static func hoursAhead(in line: String) -> Int? {
        guard let time = line.firstMatch(of: /"time":"([^"]+)"/) else { return nil }
        let format = ISO8601DateFormatter()
        format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return format.date(from: String(time.1)).map { Int(($0.timeIntervalSinceNow / 3_600).rounded()) }
    }

    /// Removes what the library leaves behind in shared memory when its process is killed: the next of that number would trip over it.
    static func sweep(after victim: Victim) {
        for name in ["faketime_shm_\(victim.pid)", "sem.faketime_sem_\(victim.pid)"] {
            try? FileManager.default.removeItem(atPath: "/dev/shm/\(name)")
        }
    }
}
