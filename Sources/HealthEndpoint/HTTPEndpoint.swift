internal import CMicrohttpd
internal import Glibc
internal import Synchronization

/// A small HTTP server for probes and scrapers: GET and HEAD of a fixed set of paths, on a thread of its own.
///
/// ```swift
/// let endpoint = try HTTPEndpoint(address: HTTPAddress("127.0.0.1:0"), routes: ["/healthz": { HTTPResponse(body: "ok\n") }])
/// print(endpoint.port)
/// endpoint.stop()
/// ```
public final class HTTPEndpoint: Sendable {
    /// Answers one path; called on the server's thread, so it must be quick.
    public typealias Route = @Sendable () -> HTTPResponse

    /// The port that is listened on, also where the address said 0.
    public let port: UInt16
    /// What answers requests; the server holds a pointer to it.
    private let routes: Routes
    /// The running server, `nil` once stopped.
    private let daemon: Mutex<Handle?>

    /// Listens and serves.
    ///
    /// - Throws: ``HTTPEndpointError``, which says what keeps the address from being listened on.
    public init(address: HTTPAddress, routes: [String: Route]) throws(HTTPEndpointError) {
        let socket = try ListeningSocket(on: address)
        let table = Routes(routes)
        let context = unsafe Unmanaged.passUnretained(table).toOpaque()
        guard let daemon = unsafe http_daemon_start(socket.descriptor, answerRequest, context) else {
            close(socket.descriptor)
            throw HTTPEndpointError(.unavailable, "Cannot serve \(address): the HTTP server does not start.")
        }
        port = socket.port
        self.routes = table
        self.daemon = unsafe Mutex(Handle(pointer: daemon))
    }

    deinit { stop() }

    /// Stops serving; no route runs once this returns.
    public func stop() {
        let handle = daemon.withLock { daemon -> Handle? in
            defer { daemon = nil }
            return daemon
        }
        if let handle { unsafe http_daemon_stop(handle.pointer) }
    }

    /// The server's pointer.
    ///
    /// Sendable because it is only ever taken out of the mutex above, once, by whoever stops the server.
    @safe private struct Handle: @unchecked Sendable {
        /// What `http_daemon_start` gave.
        let pointer: OpaquePointer
    }
}

/// The table of paths, in a class so that C can point to it.
private final class Routes: Sendable {
    /// By path, without query.
    private let routes: [String: HTTPEndpoint.Route]

    init(_ routes: [String: HTTPEndpoint.Route]) { self.routes = routes }

    /// The answer for a path.
    func answer(_ path: String) -> HTTPResponse {
        if let route = routes[path] { return route() }
        let known = routes.keys.sorted().joined(separator: " ")
        return HTTPResponse(status: 404, body: "There is nothing here; there are: \(known)\n")
    }
}

/// What libmicrohttpd calls for each request.
private func answerRequest(
    _ context: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>?, _ answer: UnsafeMutablePointer<http_answer>?
) {
    guard let context = unsafe context, let path = unsafe path, let answer = unsafe answer else { return }
    let routes = unsafe Unmanaged<Routes>.fromOpaque(context).takeUnretainedValue()
    let response = routes.answer(unsafe String(cString: path))
    unsafe answer.pointee.status = CUnsignedInt(response.status)
    unsafe answer.pointee.content_type = UnsafeRawPointer(response.contentType.header.utf8Start).assumingMemoryBound(to: CChar.self)
    let bytes = Array(response.body.utf8)
    guard let copy = unsafe malloc(max(1, bytes.count)) else { return }
    unsafe bytes.withUnsafeBytes { unsafe copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
    unsafe answer.pointee.body = copy.assumingMemoryBound(to: CChar.self)
    unsafe answer.pointee.length = bytes.count
}
