import Glibc

/// A client that sends bytes and reads to the end, so that tests see exactly what the server says.
enum RawClient {
    /// Everything the server on 127.0.0.1:`port` answers to `request`; empty when nobody listens.
    static func exchange(_ request: String, port: UInt16) -> String {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe connect(
                descriptor, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self), socklen_t(MemoryLayout<sockaddr_in>.size))
        }
        guard connected == 0 else { return "" }
        let bytes = Array(request.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// One request with a connection of its own.
    static func request(_ method: String, _ path: String, port: UInt16) -> String {
        exchange("\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n", port: port)
    }
}
