internal import Glibc

/// The process's own figures, under the names Prometheus' client libraries use.
enum ProcessMetrics {
    static func add(to page: inout PrometheusPage) {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime)
        page.family("process_cpu_seconds_total", .counter, "CPU time used, user and system.", [([:], cpu)])
        page.gauge("process_resident_memory_bytes", "Memory in use.", Double(residentBytes ?? 0))
        page.gauge("process_max_resident_memory_bytes", "Most memory ever in use.", Double(usage.ru_maxrss) * 1024)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

    /// The second field of /proc/self/statm, in pages.
    private static var residentBytes: Int? {
        let file = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        guard count > 0 else { return nil }
        let fields = buffer[..<count].split(separator: UInt8(ascii: " "))
        guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
