internal import Glibc

/// What a private server leaves when its guardian was killed too: found and removed by the next one.
enum Leftovers {
    /// Folders are named for this and for the process that owns them.
    static let prefix = "dragoman-pg-"

    /// Removes the folders whose owner is gone. A guardian that still works has a minute to finish; a server that has lost it is stopped.
    static func remove(in root: String) {
        for name in Folder.names(in: root) where name.hasPrefix(prefix) {
            let folder = "\(root)/\(name)"
            guard let owner = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }), owner > 0,
                kill(owner, 0) != 0, errno == ESRCH, !isYoung(folder)
            else { continue }
            if let server = server(in: folder) {
                kill(server, SIGQUIT)
            } else if Folder.names(in: folder).contains(where: { $0.hasPrefix(".s.PGSQL.") && Socket.answers("\(folder)/\($0)") }) {
                // Somebody serves it whom we cannot see: the owner lives in another container that shares the folder.
                continue
            }
            removeTree(folder)
        }
    }

    /// The server of the folder, if it is one of this machine's processes.
    private static func server(in folder: String) -> pid_t? {
        guard let line = Folder.tail(of: "\(folder)/data/postmaster.pid").split(separator: "\n").first, let server = pid_t(line),
            server > 1,
            Folder.text(of: "/proc/\(server)/cmdline").contains("\(folder)/data")
        else { return nil }
        return server
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
