import Foundation

/// Wrong wall clocks for workers, by a small library that is loaded before the C library. Durations stay right, as on a machine whose
/// clock was set wrong.
enum WrongClock {
    /// The library, compiled once from `wrong_clock.c` beside this file.
    private static let library = Result<String, any Error> {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "wrong_clock.c")
        let library = FileManager.default.temporaryDirectory.appending(path: "dragoman-wrong-clock-\(getpid()).so")
        // By system(3): Foundation's `Process` learns of an end by a socket that others' children may inherit.
        guard unsafe system("gcc -shared -fPIC -O1 -Wall -Werror -o '\(library.path)' '\(source.path)'") == 0 else { throw Failed() }
        return library.path
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
