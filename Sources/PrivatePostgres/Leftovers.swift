internal import Glibc

/// What a private server leaves when its guardian was killed too: found and removed by the next one.
enum Leftovers {
    /// Folders are named for this and for the process that owns them.
    static let prefix = "dragoman-pg-"

    /// Removes the folders of owners that are gone and whose server is gone too.
    static func remove(in root: String) {
        for name in Folder.names(in: root) where name.hasPrefix(prefix) {
            guard let owner = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }), owner > 0 else { continue }
            // A guardian that still works has a second or two to finish; its server answers, or has a pid file, until then.
            guard kill(owner, 0) != 0, errno == ESRCH, !isServed("\(root)/\(name)") else { continue }
            removeTree("\(root)/\(name)")
        }
    }

    /// Whether a server may still work in the folder: its pid file names a process that lives. A process of another container is not to
    /// be seen from here, but its lock file in the socket's place is: only folders without one, or older than a minute, are removed.
    private static func isServed(_ folder: String) -> Bool {
        let pidFile = "\(folder)/data/postmaster.pid"
        guard let line = Folder.tail(of: pidFile).split(separator: "\n").first, let server = pid_t(line) else { return isYoung(folder) }
        return kill(server, 0) == 0 || errno != ESRCH || isYoung(folder)
    }

    /// Changed within the last minute.
    private static func isYoung(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return time(nil) - status.st_mtim.tv_sec < 60
    }

    /// Removes a folder with all in it.
    private static func removeTree(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in Folder.names(in: path) { removeTree("\(path)/\(name)") }
            _ = unsafe rmdir(path)
        } else {
            _ = unsafe unlink(path)
        }
    }
}
