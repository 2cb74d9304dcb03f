internal import Glibc

/// The little of a file system that a private server needs.
enum Folder {
    /// The names in a folder, without `.` and `..`; none where it cannot be read.
    static func names(in path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Makes a new folder for this user alone; `pattern` ends in `XXXXXX`.
    static func make(_ pattern: String) throws(PrivatePostgresError) -> String {
        var bytes = pattern.utf8CString.map { $0 }
        let made = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe mkdtemp(buffer.baseAddress!).map { unsafe String(cString: $0) }
        }
        guard let made else {
            throw PrivatePostgresError("No folder could be made at \(pattern): \(reason()). Set TMPDIR to a folder that can be written.")
        }
        return made
    }

    /// The last `limit` bytes of a text file.
    static func tail(of path: String, limit: Int = 2_000) -> String {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return "" }
        return text(of: path, from: max(0, Int(status.st_size) - limit), limit: limit)
    }

    /// The first `limit` bytes of a text file after `start`; nothing where it cannot be read.
    static func text(of path: String, from start: Int = 0, limit: Int = 2_000) -> String {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        lseek(file, start, SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Makes a file with this text, which everybody may read.
    static func write(_ text: String, to path: String) throws(PrivatePostgresError) {
        let bytes = Array(text.utf8)
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        let count = file < 0 ? -1 : unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
        let failure = count == bytes.count ? nil : PrivatePostgresError("\(path) could not be written: \(reason()).")
        if file >= 0 { close(file) }
        if let failure { throw failure }
    }

    /// What the C library says of the last failure.
    static func reason() -> String { unsafe String(cString: strerror(errno)) }
}
