import Foundation

/// What /proc says of processes.
enum ProcessFigures {
    /// User and system seconds of one process, and of its children that have ended.
    static func cpuSeconds(_ pid: Int, withEnded: Bool = false) -> Double {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8), let end = text.lastIndex(of: ")") else {
            return 0
        }
        let fields = text[end...].split(separator: " ").dropFirst()
        // proc(5): utime is field 14, counted from 1; the state after ")" is field 3.
        let times = fields.dropFirst(11).prefix(withEnded ? 4 : 2).compactMap { Double($0) }
        return times.reduce(0, +) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// A process with all its children.
    static func cpuSecondsOfTree(_ root: Int) -> Double {
        let pids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int($0) }
        let children = pids.filter { pid in
            guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8), let end = text.lastIndex(of: ")") else {
                return false
            }
            return text[end...].split(separator: " ").dropFirst(2).first.flatMap { Int($0) } == root
        }
        return cpuSeconds(root, withEnded: true) + children.reduce(0) { $0 + cpuSeconds($1) }
    }

    /// The most memory a process has held, in MiB.
    static func peakMiB(_ pid: Int) -> Double { status(pid, "VmHWM:") }
    /// What it holds now, in MiB.
    static func residentMiB(_ pid: Int) -> Double { status(pid, "VmRSS:") }

    private static func status(_ pid: Int, _ field: String) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
        return (line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
    }
}
