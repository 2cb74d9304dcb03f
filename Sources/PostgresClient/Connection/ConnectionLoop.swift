internal import CLibpq
internal import Glibc

/// What a connection's thread does, from connecting to the end: sends what tasks left in the mailbox, and hands back what the server
/// answers.
///
/// A thread of its own in poll(2) may block where libpq does (looking up names, TLS), needs no lock around the connection, and leaves
/// the cooperative pool alone.
final class ConnectionLoop {
    /// Where requests come from.
    let mailbox: Mailbox
    /// Where notifications go.
    let notifications: AsyncStream<Notification>.Continuation
    /// The connection, once there is one.
    let session: LibpqSession
    /// What is under way on it.
    var pipeline = Pipeline<Request, Rows>()
    /// What is prepared on it.
    var prepared = PreparedNames()
    /// Bytes wait for the kernel to take them.
    var isBlocked = false

    /// A loop over a session that is connected.
    init(_ session: LibpqSession, mailbox: Mailbox, notifications: AsyncStream<Notification>.Continuation) {
        self.session = session
        self.mailbox = mailbox
        self.notifications = notifications
    }

    /// Serves requests until the connection is closed or lost; `nil` when it was closed on purpose.
    func serve() -> PostgresError? {
        reportParameters()
        while true {
            if mailbox.wantsToClose { return end(because: Mailbox.closed, onPurpose: true) }
            if let error = sendWaiting() ?? flush() { return end(because: error) }
            if let error = waitAndReceive() { return end(because: error) }
        }
    }

    /// Tells everybody who waits, and says why it ended.
    private func end(because error: PostgresError, onPurpose: Bool = false) -> PostgresError? {
        for (request, error) in pipeline.lose(because: error) { request.waiter.resume(throwing: error) }
        return onPurpose ? nil : error
    }

    /// Sleeps until the server or a task has something, and takes in what the server has.
    private func waitAndReceive() -> PostgresError? {
        // libpq closes its socket on what it cannot recover from; poll would wait for ever.
        guard session.socket >= 0 else { return lost() }
        var descriptors = [
            pollfd(fd: session.socket, events: Int16(POLLIN) | (isBlocked ? Int16(POLLOUT) : 0), revents: 0),
            pollfd(fd: mailbox.bell, events: Int16(POLLIN), revents: 0),
        ]
        let sleeps = mailbox.fallAsleep { isBlocked ? false : pipeline.admits($0.kind) }
        let ready = unsafe poll(&descriptors, 2, sleeps ? -1 : 0)
        mailbox.wakeUp(bellRang: ready > 0 && descriptors[1].revents != 0)
        guard ready > 0, descriptors[0].revents != 0 else { return nil }
        let isAlive = session.consume()
        if let error = receive() { return error }
        drainNotifications()
        // Not with each piece of a large answer.
        if pipeline.isEmpty { reportParameters() }
        return isAlive && session.isUp ? nil : lost()
    }

    /// Hands to the kernel what it takes.
    private func flush() -> PostgresError? {
        switch session.flush() {
        case .done: isBlocked = false
        case .blocked: isBlocked = true
        // What the server said before it hung up is still to be read: the next poll shows it, or that nothing comes.
        case .failed: isBlocked = false
        }
        return nil
    }

    /// Passes on the notifications that came with the last bytes.
    private func drainNotifications() {
        while let notification = session.nextNotification() { notifications.yield(notification) }
    }

    /// Settings that callers may ask for; the server reports some again when they change.
    private func reportParameters() {
        for name in Connection.reportedParameters {
            if let value = session.parameterStatus(name) { mailbox.report(name, value) }
        }
    }

    /// Why the connection is gone, in the server's words if it had any.
    func lost() -> PostgresError {
        if let farewell = session.farewell {
            return PostgresError(
                .connectionLost, "PostgreSQL ended the session: \(farewell.error.message).", sqlState: farewell.error.sqlState)
        }
        let reason = session.errorMessage.split(separator: "\n").first.map(String.init) ?? "no reason given"
        return PostgresError(.connectionLost, "The connection to PostgreSQL was lost: \(reason).")
    }
}
