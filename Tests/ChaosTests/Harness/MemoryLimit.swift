import Foundation

/// A limit of memory that the kernel enforces as it does for a container: whoever passes it gets SIGKILL.
///
/// A control group of its own under that of this process, so that no outer limit is left; version 1 or 2, whichever the machine has.
struct MemoryLimit {
    /// The group.
    let folder: String
    /// Version 2 names its files otherwise.
    private let isSecondVersion: Bool

    /// Whether this process may make such a group: as root, where `/sys/fs/cgroup` is writable.
    static let isPossible: Bool = {
        guard let trial = try? MemoryLimit(megabytes: 64) else { return false }
        trial.remove()
        return true
    }()

    /// A group that may use so much, and no swap.
    init(megabytes: Int) throws {
        for place in Self.places() {
            let group = MemoryLimit(
                folder: "\(place.folder)/dragoman-storm-\(getpid())-\(UInt32.random(in: 0 ... .max))",
                isSecondVersion: place.isSecondVersion)
            guard unsafe mkdir(group.folder, 0o755) == 0 else { continue }
            do {
                try group.set(bytes: megabytes << 20)
                self = group
                return
            } catch { group.remove() }
        }
        throw POSIXError(.EACCES)
    }

    /// A group that is to be made.
    private init(folder: String, isSecondVersion: Bool) {
        self.folder = folder
        self.isSecondVersion = isSecondVersion
    }

    /// Sets the limit. Where there is no swap there may be no file for it; with it, the group would be slow rather than killed.
    private func set(bytes: Int) throws {
        if isSecondVersion {
            try Self.write("\(bytes)", to: folder + "/memory.max")
            try? Self.write("0", to: folder + "/memory.swap.max")
        } else {
            try Self.write("\(bytes)", to: folder + "/memory.limit_in_bytes")
            try? Self.write("\(bytes)", to: folder + "/memory.memsw.limit_in_bytes")
        }
    }

    /// Starts a program inside: for ``Victim``.
    var wrapper: [String] { ["/bin/sh", "-c", #"echo $$ > "$0/cgroup.procs" && exec "$@""#, folder] }

    /// How many processes the kernel has killed for it.
    var kills: Int {
        let counts =
            (try? String(contentsOfFile: folder + (isSecondVersion ? "/memory.events" : "/memory.oom_control"), encoding: .utf8)) ?? ""
        return counts.firstMatch(of: /oom_kill (\d+)/).flatMap { Int($0.1) } ?? 0
    }

    /// Kills who is left inside, and removes the group.
    func remove() {
        for _ in 0..<200 {
            guard unsafe rmdir(folder) != 0, errno == EBUSY else { return }
            let inside = (try? String(contentsOfFile: folder + "/cgroup.procs", encoding: .utf8)) ?? ""
            for pid in inside.split(separator: "\n").compactMap({ pid_t($0) }) { kill(pid, SIGKILL) }
            usleep(10_000)
        }
    }

    /// Groups in which one may be made, best first.
    private static func places() -> [(folder: String, isSecondVersion: Bool)] {
        let mine = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
        var places: [(String, Bool)] = []
        for line in mine.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { continue }
            let path = parts[2] == "/" ? "" : parts[2]
            if parts[1].split(separator: ",").contains("memory") {
                places.append(("/sys/fs/cgroup/memory" + path, false))
            } else if parts[0] == "0" {
                // A group with processes in it hands no controller down, except the root: then one beside it does.
                places.append(("/sys/fs/cgroup" + path, true))
                if !path.isEmpty { places.append((("/sys/fs/cgroup" + path as NSString).deletingLastPathComponent, true)) }
            }
        }
        return places
    }

    /// Writes to one of the kernel's files, which are there or are not.
    private static func write(_ text: String, to file: String) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
