internal import Glibc

/// A TCP port nobody listens on.
enum FreePort {
    /// Asks the kernel for one. Another process may take it before the server does; then the server says so.
    static func find() throws(PrivatePostgresError) -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw PrivatePostgresError("No socket could be made: \(Folder.reason()).") }
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, size) == 0 && getsockname(listener, pointer, &size) == 0
            }
        }
        guard found else { throw PrivatePostgresError("No free port was found on 127.0.0.1: \(Folder.reason()).") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
