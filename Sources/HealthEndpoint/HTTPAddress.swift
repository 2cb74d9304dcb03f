/// An address to listen on, written `127.0.0.1:9090`, `[::1]:9090`, `localhost:9090`, or `:9090` for every interface.
public struct HTTPAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or a numeric address without brackets; `nil` for every interface.
    public var host: String?
    /// 0 lets the system choose a free port.
    public var port: UInt16

    /// An address from its parts.
    public init(host: String?, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// An address as a person writes it.
    ///
    /// - Throws: ``HTTPEndpointError`` with the code `malformedAddress`.
    public init(_ text: String) throws(HTTPEndpointError) {
        let malformed = HTTPEndpointError(
            .malformedAddress,
            "\"\(text)\" is not an address to listen on: write HOST:PORT, for instance 127.0.0.1:9090, [::1]:9090 or :9090.")
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { throw malformed }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            if host.isEmpty { throw malformed }
        } else if host.contains(":") || host.contains("[") || host.contains("]") {
            // Without brackets nobody can tell where an IPv6 address ends and the port begins.
            throw malformed
        }
        self.init(host: host.isEmpty || host == "*" ? nil : String(host), port: port)
    }

    public var description: String {
        guard let host else { return ":\(port)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
