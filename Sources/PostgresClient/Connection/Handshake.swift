internal import Glibc

/// Gets a session: libpq's non-blocking connect, with a deadline for each host and an ear for `close`.
struct Handshake {
    /// Where to.
    private let target: ConnectionTarget
    /// Where somebody may have asked to give up.
    private let mailbox: Mailbox

    /// A handshake that has not begun.
    init(_ target: ConnectionTarget, _ mailbox: Mailbox) {
        self.target = target
        self.mailbox = mailbox
    }

    /// Connects, or says why not.
    func run() -> Result<LibpqSession, PostgresError> {
        guard let session = LibpqSession(target.parameters) else {
            return .failure(PostgresError(.connectionFailed, "libpq is out of memory."))
        }
        let limit = Self.limit(session.options["connect_timeout"]) ?? target.connectTimeout
        var host = session.host
        var deadline = ContinuousClock.now + limit
        var progress = LibpqSession.Progress.wantsToWrite
        while true {
            switch progress {
            case .connected: return .success(session)
            case .failed: return .failure(ConnectFailure.error(from: session.errorMessage))
            case .wantsToRead, .wantsToWrite: break
            }
            if session.host != host {
                host = session.host
                deadline = ContinuousClock.now + limit
            }
            switch wait(for: session, toWrite: progress == .wantsToWrite, until: deadline) {
            case .ready: progress = session.proceed()
            case .closed: return .failure(Mailbox.closed)
            case .timedOut:
                let name = host.isEmpty ? "the server" : host
                return .failure(
                    PostgresError(
                        .connectionFailed,
                        "PostgreSQL at \(name) did not answer within \(limit). Check host and port, and that no firewall is between."))
            }
        }
    }

    /// What ended the wait.
    private enum Wait { case ready, closed, timedOut }

    /// Waits for the socket, the bell or the deadline.
    private func wait(for session: LibpqSession, toWrite: Bool, until deadline: ContinuousClock.Instant) -> Wait {
        while true {
            var descriptors = [
                pollfd(fd: session.socket, events: Int16(toWrite ? POLLOUT : POLLIN), revents: 0),
                pollfd(fd: mailbox.bell, events: Int16(POLLIN), revents: 0),
            ]
            let left = deadline - ContinuousClock.now
            let milliseconds =
                left <= .zero
                ? 0 : Int32(clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
            guard mailbox.fallAsleep(unless: { _ in false }) else { return .closed }
            let ready = unsafe poll(&descriptors, 2, milliseconds)
            mailbox.wakeUp(bellRang: ready > 0 && descriptors[1].revents != 0)
            if mailbox.wantsToClose { return .closed }
            if ready > 0, descriptors[0].revents != 0 { return .ready }
            if left <= .zero { return .timedOut }
        }
    }

    /// `connect_timeout` as libpq reads it: seconds, of which 0 means for ever and 1 means 2.
    static func limit(_ text: String?) -> Duration? {
        guard let text, let seconds = Int64(text) else { return nil }
        return seconds <= 0 ? .seconds(1 << 31) : .seconds(max(2, min(seconds, 1 << 31)))
    }
}
