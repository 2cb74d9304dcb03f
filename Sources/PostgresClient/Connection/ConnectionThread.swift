internal import Glibc

/// The thread of one connection.
enum ConnectionThread {
    /// Starts a thread that connects to `target` and serves `mailbox` until the connection ends.
    static func start(
        _ target: ConnectionTarget, _ mailbox: Mailbox, _ notifications: AsyncStream<Notification>.Continuation
    ) throws(PostgresError) {
        let body = Body {
            let end: PostgresError?
            switch Handshake(target, mailbox).run() {
            case .success(let session):
                guard session.enterPipeline() else {
                    end = PostgresError(.connectionFailed, "libpq could not enter pipeline mode: \(session.errorMessage)")
                    mailbox.opened(.failure(end!))
                    break
                }
                let loop = ConnectionLoop(session, mailbox: mailbox, notifications: notifications)
                mailbox.introduce(serverVersion: session.serverVersion, backendPID: session.backendPID)
                mailbox.opened(.success(()))
                end = loop.serve()
            case .failure(let error):
                end = error
                mailbox.opened(.failure(error))
            }
            notifications.finish()
            mailbox.ended(end)
        }
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                unsafe Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(body).toOpaque())
        guard code == 0 else {
            unsafe Unmanaged.passUnretained(body).release()
            throw PostgresError(
                .connectionFailed, "No thread could be started for a connection (error \(code)): the process is at its limit.")
        }
        pthread_detach(thread)
    }

    /// A closure that C can carry.
    private final class Body: Sendable {
        private let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }

        /// Runs it with all signals blocked: those are for the process's other threads.
        func run() {
            var all = sigset_t()
            unsafe sigfillset(&all)
            _ = unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
            work()
        }
    }
}
