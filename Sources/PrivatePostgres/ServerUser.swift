internal import Glibc

/// Whom the server runs as: PostgreSQL refuses to run as root.
struct ServerUser: Equatable {
    /// The user's numbers; `nil` when this process's own user will do.
    var other: (uid: uid_t, gid: gid_t)?

    static func == (left: ServerUser, right: ServerUser) -> Bool {
        left.other?.uid == right.other?.uid && left.other?.gid == right.other?.gid
    }

    /// This process's user; for root `postgres`, or else `nobody`.
    static func choose() throws(PrivatePostgresError) -> ServerUser {
        guard geteuid() == 0 else { return ServerUser(other: nil) }
        for name in ["postgres", "nobody"] {
            if let entry = unsafe getpwnam(name) {
                return unsafe ServerUser(other: (entry.pointee.pw_uid, entry.pointee.pw_gid))
            }
        }
        throw PrivatePostgresError(
            "PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody: run this as another user.")
    }

    /// What to put before a command so that it runs as this user.
    func command(_ words: [String]) -> [String] {
        guard let other else { return words }
        return ["setpriv", "--reuid=\(other.uid)", "--regid=\(other.gid)", "--clear-groups", "--"] + words
    }

    /// Makes the folder this user's own.
    func own(_ folder: String) throws(PrivatePostgresError) {
        guard let other else { return }
        guard unsafe chown(folder, other.uid, other.gid) == 0 else {
            throw PrivatePostgresError("The folder \(folder) could not be given to the server's user: \(Folder.reason()).")
        }
    }
}
