internal import Glibc

/// A TCP socket that listens, made before the server so that each failure can be told in words.
struct ListeningSocket: ~Copyable {
    /// The file descriptor; whoever takes it closes it.
    let descriptor: CInt
    /// The port, also where the system chose it.
    let port: UInt16

    /// Binds and listens.
    ///
    /// - Throws: ``HTTPEndpointError``.
    init(on address: HTTPAddress) throws(HTTPEndpointError) {
        var problem = HTTPEndpointError(.unavailable, "Cannot listen on \(address): the host has no usable address.")
        var first: UnsafeMutablePointer<addrinfo>?
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE
        unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        let failure = unsafe getaddrinfo(address.host, String(address.port), &hints, &first)
        guard failure == 0 else {
            let why = unsafe String(cString: gai_strerror(failure))
            throw HTTPEndpointError(.unknownHost, "Cannot listen on \(address): \(why). Name an address of this machine.")
        }
        defer { unsafe freeaddrinfo(first) }
        // For "every interface" IPv6 comes first where the machine has it: such a socket takes IPv4 as well.
        for family in [AF_INET6, AF_INET] {
            var next = unsafe first
            while let candidate = unsafe next {
                unsafe next = candidate.pointee.ai_next
                guard unsafe candidate.pointee.ai_family == family else { continue }
                do {
                    descriptor = unsafe try Self.open(candidate.pointee, address)
                    port = Self.port(of: descriptor) ?? address.port
                    return
                } catch { problem = error }
            }
        }
        throw problem
    }

    /// One socket on one resolved address.
    @unsafe
    private static func open(_ candidate: addrinfo, _ address: HTTPAddress) throws(HTTPEndpointError) -> CInt {
        let kind = unsafe candidate.ai_socktype | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
        let descriptor = unsafe socket(candidate.ai_family, kind, candidate.ai_protocol)
        guard descriptor >= 0 else { throw refusal(errno, address) }
        var on: CInt = 1
        var off: CInt = 0
        let size = socklen_t(MemoryLayout<CInt>.size)
        // After a restart the port is free at once, although old connections still linger.
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
        if unsafe candidate.ai_family == AF_INET6 {
            unsafe setsockopt(descriptor, CInt(IPPROTO_IPV6), IPV6_V6ONLY, &off, size)
        }
        guard unsafe bind(descriptor, candidate.ai_addr, candidate.ai_addrlen) == 0, listen(descriptor, 32) == 0 else {
            let error = errno
            close(descriptor)
            throw refusal(error, address)
        }
        return descriptor
    }

    /// An `errno` as a sentence that says what to do.
    private static func refusal(_ error: CInt, _ address: HTTPAddress) -> HTTPEndpointError {
        switch error {
        case EADDRINUSE:
            HTTPEndpointError(
                .addressInUse, "Cannot listen on \(address): another process does. Choose another port, or 0 for any that is free.")
        case EACCES:
            HTTPEndpointError(.unavailable, "Cannot listen on \(address): ports below 1024 need root. Choose a higher one, such as 9090.")
        case EADDRNOTAVAIL:
            HTTPEndpointError(
                .unavailable, "Cannot listen on \(address): this machine has no such address. Use 127.0.0.1, or leave the host out.")
        default:
            unsafe HTTPEndpointError(.unavailable, "Cannot listen on \(address): \(String(cString: strerror(error))).")
        }
    }

    /// The port a socket is bound to.
    private static func port(of descriptor: CInt) -> UInt16? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutablePointer(to: &storage) { pointer -> UInt16? in
            let raw = UnsafeMutableRawPointer(pointer)
            guard unsafe getsockname(descriptor, raw.assumingMemoryBound(to: sockaddr.self), &length) == 0 else { return nil }
            // The port stands at the same place in sockaddr_in and sockaddr_in6.
            return unsafe UInt16(bigEndian: raw.assumingMemoryBound(to: sockaddr_in.self).pointee.sin_port)
        }
    }
}
