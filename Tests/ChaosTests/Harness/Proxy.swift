import Foundation
import Synchronization

/// Stands between workers and the server, and cuts, freezes and refuses.
///
/// ```swift
/// let proxy = try Proxy(before: server)
/// let victim = try Victim(on: proxy.url(database: "news"))
/// proxy.cutAll()
/// ```
final class Proxy: Sendable {
    /// After how many bytes, and in which direction, a connection is cut.
    struct Fuse: Sendable {
        /// Counted on the way to the server, or back.
        var toServer: Bool
        /// Bytes that still pass.
        var bytes: Int
    }

    /// What is decided for all connections.
    private struct State {
        var links: [Link] = []
        var makeFuse: (@Sendable () -> Fuse?)?
        var isRefusing = false
        var isClosed = false
    }

    /// The port on 127.0.0.1.
    let port: Int
    /// Connections cut so far.
    let cuts = Atomic<Int>(0)
    private let listener: Int32
    private let serverSocket: String
    private let state = Mutex(State())
    private let isFrozen = Atomic<Bool>(false)

    /// A proxy before a server's Unix socket.
    init(beforeSocket path: String) throws {
        serverSocket = path
        (listener, port) = try TCP.listen()
        Thread.detachNewThread { @Sendable [self] in accept() }
    }

    /// Where workers connect.
    func url(database: String, user: String = "postgres") -> String {
        "postgresql://\(user)@127.0.0.1:\(port)/\(database)?sslmode=disable&gssencmode=disable"
    }

    /// From now on each new connection burns the fuse it is given; `nil` for none.
    func lightFuses(_ make: (@Sendable () -> Fuse?)?) { state.withLock { $0.makeFuse = make } }

    /// Cuts all connections, whatever they carry.
    func cutAll() { for link in state.withLock(\.links) { cut(link) } }

    /// Connections that are up.
    var open: Int { state.withLock { $0.links.count { !$0.isCut } } }

    /// Bytes go nowhere, and nobody is told.
    func freeze() { isFrozen.store(true, ordering: .relaxed) }

    /// Bytes that waited go on.
    func thaw() { isFrozen.store(false, ordering: .relaxed) }

    /// Turns everybody away, or no longer.
    func refuse(_ refuses: Bool) { state.withLock { $0.isRefusing = refuses } }

    /// Ends it.
    func close() {
        state.withLock { $0.isClosed = true }
        shutdown(listener, Int32(SHUT_RDWR))
        thaw()
        cutAll()
    }

    /// Takes connections in until closed. On a thread of its own.
    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            let (isRefusing, makeFuse) = state.withLock { (client < 0 || $0.isRefusing || $0.isClosed, $0.makeFuse) }
            if client < 0 && (errno == EINTR || errno == ECONNABORTED) { continue }
            guard client >= 0 else { break }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            guard !isRefusing, let server = TCP.connect(toSocket: serverSocket) else {
                Glibc.close(client)
                continue
            }
            let link = Link(client: client, server: server, fuse: makeFuse?())
            state.withLock { state in
                state.links.removeAll(where: \.isCut)
                state.links.append(link)
            }
            Thread.detachNewThread { @Sendable [self] in pump(link, toServer: true) }
            Thread.detachNewThread { @Sendable [self] in pump(link, toServer: false) }
        }
        Glibc.close(listener)
    }

    /// Carries bytes one way until somebody hangs up or the fuse is burnt. On a thread of its own.
    private func pump(_ link: Link, toServer: Bool) {
        let (from, to) = toServer ? (link.client, link.server) : (link.server, link.client)
        var left = link.fuse.flatMap { $0.toServer == toServer ? $0.bytes : nil }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while !link.isCut {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(from, $0.baseAddress, $0.count, 0) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            while isFrozen.load(ordering: .relaxed) { usleep(2_000) }
            let passing = min(count, left ?? count)
            guard TCP.write(buffer[..<passing], to: to) else { break }
            if let budget = left {
                left = budget - passing
                // The bytes before the cut are on their way: whether they still arrive is the network's affair, as in life.
                if passing < count || budget == passing { cut(link) }
            }
        }
        link.cut()
    }

    /// Cuts one connection, and counts it.
    private func cut(_ link: Link) { if link.cut() { cuts.add(1, ordering: .relaxed) } }
}

/// A client and its server, and the two sockets between.
final class Link: Sendable {
    let client: Int32
    let server: Int32
    let fuse: Proxy.Fuse?
    private let wasCut = Atomic<Bool>(false)

    init(client: Int32, server: Int32, fuse: Proxy.Fuse?) {
        self.client = client
        self.server = server
        self.fuse = fuse
    }

    /// Closed only here, when neither direction uses them any more: a number must not be another's while somebody reads from it.
    deinit {
        close(client)
        close(server)
    }

    var isCut: Bool { wasCut.load(ordering: .acquiring) }

    /// Hangs up on both sides; `false` when it was done before.
    @discardableResult func cut() -> Bool {
        guard !wasCut.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(server, Int32(SHUT_RDWR))
        return true
    }
}
