internal import FoundationEssentials

/// How many cores this process may keep busy.
enum ProcessorCount {
    /// Cores of the machine that this process is let on, or fewer where its control group has a quota, as in a container.
    static var usable: Int {
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        // Where there is no such file there is no quota.
        guard let text = try? String(contentsOfFile: "/sys/fs/cgroup/cpu.max", encoding: .utf8), let quota = quota(in: text) else {
            return cores
        }
        return min(cores, max(1, Int(quota.rounded(.up))))
    }

    /// Cores that `cpu.max` grants: `200000 100000` is two, `max 100000` says nothing.
    static func quota(in text: String) -> Double? {
        let words = text.split { $0 == " " || $0 == "\n" }
        guard words.count == 2, let time = Double(words[0]), let period = Double(words[1]), period > 0 else { return nil }
        return time / period
    }
}
