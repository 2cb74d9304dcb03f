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
        var parameters = target.parameters
        while true {
            guard let session = LibpqSession(parameters) else {
                return .failure(PostgresError(.connectionFailed, "libpq is out of memory."))
            }
            switch connect(session) {
            case .connected: return .success(session)
            case .failed: return .failure(ConnectFailure.error(from: session.errorMessage))
            case .closed: return .failure(Mailbox.closed)
            case .silent(let limit):
                guard let rest = HostList(options: session.options).options(after: session.host, port: session.port) else {
                    return .failure(Self.silence(of: session, limit))
                }
                parameters = parameters.filter { rest[$0.keyword] == nil } + rest.map { ($0.key, $0.value) }
            }
        }
    }

    /// How an attempt ended.
    private enum Attempt { case connected, failed, closed, silent(Duration) }

    /// Tries the session's hosts, until one says nothing for too long.
    private func connect(_ session: LibpqSession) -> Attempt {
        let limit = Self.limit(session.options["connect_timeout"]) ?? target.connectTimeout
        var place = (session.host, session.port)
        var deadline = ContinuousClock.now + limit
        // The first steps were taken at the start, and may all have failed: then there is nothing to wait for.
        var progress = session.isBroken ? LibpqSession.Progress.failed : .wantsToWrite
        while true {
            switch progress {
            case .connected: return .connected
            case .failed: return .failed
            case .wantsToRead, .wantsToWrite: break
            }
            if place != (session.host, session.port) {
                place = (session.host, session.port)
                deadline = ContinuousClock.now + limit
            }
            switch wait(for: session, toWrite: progress == .wantsToWrite, until: deadline) {
            case .ready: progress = session.proceed()
            case .closed: return .closed
            case .timedOut: return .silent(limit)
            }
        }
    }

    /// What to say of a host that says nothing.
    private static func silence(of session: LibpqSession, _ limit: Duration) -> PostgresError {
        PostgresError(
            .connectionFailed,
            "No connection to PostgreSQL: \(session.host) port \(session.port) did not answer within \(limit). "
                + "Check host and port, and that no firewall is between.")
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
