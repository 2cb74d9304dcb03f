import Foundation

/// Accepts TCP connections on 127.0.0.1 and never says a word: a frozen server.
final class SilentServer: Sendable {
    /// The listening socket.
    private let listener: Int32
    /// Where it listens.
    let port: Int

    /// A server that listens; the kernel accepts on its own.
    init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let file = listener
        let isListening = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(file, $0, size) == 0 && listen(file, 8) == 0 && getsockname(file, $0, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(listener) }

    /// Waits until somebody has connected.
    func waitForClient() async {
        let file = listener
        await withCheckedContinuation { waiter in
            DispatchQueue.global().async { @Sendable in
                var descriptor = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
                _ = unsafe poll(&descriptor, 1, -1)
                waiter.resume()
            }
        }
    }
}
