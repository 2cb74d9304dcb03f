import Foundation

/// Wrong wall clocks for workers, by a small library that is loaded before the C library. Durations stay right, as on a machine whose
/// clock was set wrong.
enum WrongClock {
    /// Where the library goes, until the tests end.
    private static let path = FileManager.default.temporaryDirectory.appending(path: "dragoman-wrong-clock-\(getpid()).so").path

    /// The library, compiled once from `wrong_clock.c` beside this file.
    private static let library = Result<String, any Error> {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "wrong_clock.c")
        // By system(3): Foundation's `Process` learns of an end by a socket that others' children may inherit.
        guard unsafe system("gcc -shared -fPIC -O1 -Wall -Werror -o '\(path)' '\(source.path)'") == 0 else { throw Failed() }
        atexit { unsafe unlink(WrongClock.path) }
        return path
    }

    /// gcc could not compile the library; it has said why.
    struct Failed: Error {}

    /// The environment of a worker whose clock is `hours` ahead, or behind.
    static func settings(hours: Int) throws -> [String: String] {
        ["LD_PRELOAD": try library.get(), "WRONG_CLOCK": "\(hours * 3_600)"]
    }

    /// How far the clock that wrote a line of a worker's log is ahead of this process's, to the hour; `nil` for a line without a time.
    static func hoursAhead(in line: String) -> Int? {
        guard let time = line.firstMatch(of: /"time":"([^"]+)"/) else { return nil }
        let format = ISO8601DateFormatter()
        format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return format.date(from: String(time.1)).map { Int(($0.timeIntervalSinceNow / 3_600).rounded()) }
    }
}
