internal import CLibpq
internal import Glibc
internal import Synchronization

/// Where tasks leave requests for a connection's thread, and how they wake it.
///
/// Requests stay here, and can be withdrawn, until the thread takes them to send.
final class Mailbox: Sendable {
    /// How the connection ended.
    private enum End {
        /// By ``Connection/close()``.
        case closed
        /// Otherwise.
        case lost(PostgresError)

        /// What went wrong, if anything did.
        var error: PostgresError? { if case .lost(let error) = self { error } else { nil } }
    }

    /// All that threads share.
    private struct State {
        var waiting: [Request] = []
        var head = 0
        var isAsleep = false
        var wantsToClose = false
        var end: End?
        var endWaiters: [CheckedContinuation<PostgresError?, Never>] = []
        var opening: Result<Void, any Error>?
        var openWaiter: CheckedContinuation<Void, any Error>?
        var parameters: [String: String] = [:]
        var serverVersion = 0
        var backendPID: Int32 = 0
        var lastID: UInt64 = 0

        /// Requests not yet taken.
        var isEmpty: Bool { head == waiting.count }
    }

    private let state = Mutex(State())
    /// An eventfd; written to only when the thread sleeps.
    let bell: Int32

    /// An empty box. Fails when the process has no file descriptor left.
    init() throws(PostgresError) {
        bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard bell >= 0 else {
            throw PostgresError(
                .connectionFailed, "This process has no file descriptor left for a connection: raise its limit (ulimit -n).")
        }
    }

    deinit { close(bell) }

    /// A number for the next request.
    func nextID() -> UInt64 {
        state.withLock {
            $0.lastID += 1
            return $0.lastID
        }
    }

    /// Leaves a request; when the connection has ended, its waiter hears so at once.
    func post(_ request: Request) {
        let (end, wake) = state.withLock { state -> (End?, Bool) in
            if let end = state.end { return (end, false) }
            if state.wantsToClose { return (.closed, false) }
            state.waiting.append(request)
            defer { state.isAsleep = false }
            return (nil, state.isAsleep)
        }
        if let end { request.waiter.resume(throwing: end.error ?? Self.closed) }
        if wake { ring() }
    }

    /// Puts a request back to the front, to be sent again.
    func putBack(_ request: Request) {
        state.withLock { state in
            if state.head > 0 {
                state.head -= 1
                state.waiting[state.head] = request
            } else {
                state.waiting.insert(request, at: 0)
            }
        }
    }

    /// Takes back a request that was not sent yet.
    func withdraw(_ id: UInt64) {
        let request = state.withLock { state -> Request? in
            guard let index = state.waiting[state.head...].firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiting.remove(at: index)
        }
        request?.waiter.resume(throwing: CancellationError())
    }

    /// Asks the thread to end the connection.
    func requestClose() {
        let wake = state.withLock { state in
            state.wantsToClose = true
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if wake { ring() }
    }

    /// Whether somebody asked to end the connection.
    var wantsToClose: Bool { state.withLock { $0.wantsToClose } }

    /// Wakes the thread.
    private func ring() {
        // EAGAIN would mean a counter of 2^64: then it is awake anyway.
        _ = eventfd_write(bell, 1)
    }

    /// What connections say that were closed on this side.
    static let closed = PostgresError(.closed, "The connection was closed by this process.")
}

// MARK: the thread's side

extension Mailbox {
    /// Takes the oldest request that `admits` lets through; never one behind a request that has to wait.
    func take(where admits: (Request) -> Bool) -> Request? {
        state.withLock { state in
            guard !state.isEmpty, admits(state.waiting[state.head]) else { return nil }
            let request = state.waiting[state.head]
            state.head += 1
            if state.isEmpty || state.head > 256 {
                state.waiting.removeFirst(state.head)
                state.head = 0
            }
            return request
        }
    }

    /// Says that the thread is about to sleep; `false` when there is something to do first.
    func fallAsleep(unless admits: (Request) -> Bool) -> Bool {
        state.withLock { state in
            if state.wantsToClose { return false }
            if !state.isEmpty, admits(state.waiting[state.head]) { return false }
            state.isAsleep = true
            return true
        }
    }

    /// Says that the thread is up, and silences the bell.
    func wakeUp(bellRang: Bool) {
        state.withLock { $0.isAsleep = false }
        var count: UInt64 = 0
        if bellRang { _ = unsafe eventfd_read(bell, &count) }
    }

    /// Notes what is known of the session once it is up.
    func introduce(serverVersion: Int, backendPID: Int32) {
        state.withLock { ($0.serverVersion, $0.backendPID) = (serverVersion, backendPID) }
    }

    /// Tells whoever opens the connection how that went.
    func opened(_ result: Result<Void, any Error>) {
        let waiter = state.withLock { state in
            state.opening = result
            defer { state.openWaiter = nil }
            return state.openWaiter
        }
        waiter?.resume(with: result)
    }

    /// The connection has ended: everybody whose request was not sent hears so, and everybody who waits for the end.
    func ended(_ error: PostgresError?) {
        let (unsent, waiters) = state.withLock { state in
            state.end = error.map(End.lost) ?? .closed
            defer { (state.waiting, state.head, state.endWaiters) = ([], 0, []) }
            return (Array(state.waiting[state.head...]), state.endWaiters)
        }
        for request in unsent { request.waiter.resume(throwing: error ?? Self.closed) }
        for waiter in waiters { waiter.resume(returning: error) }
    }

    /// Notes a setting the server reported.
    func report(_ name: String, _ value: String) {
        state.withLock { $0.parameters[name] = value }
    }
}

// MARK: the tasks' side

extension Mailbox {
    /// Waits until the connection is up.
    func waitUntilOpen() async throws {
        try await withCheckedThrowingContinuation { waiter in
            let result = state.withLock { state in
                if state.opening == nil { state.openWaiter = waiter }
                return state.opening
            }
            if let result { waiter.resume(with: result) }
        }
    }

    /// Waits until the connection has ended, and says why; `nil` when it was closed on purpose.
    func waitUntilEnded() async -> PostgresError? {
        await withCheckedContinuation { waiter in
            let end = state.withLock { state -> End? in
                if state.end == nil { state.endWaiters.append(waiter) }
                return state.end
            }
            if let end { waiter.resume(returning: end.error) }
        }
    }

    /// A setting the server reported.
    func parameter(_ name: String) -> String? { state.withLock { $0.parameters[name] } }

    /// `150018` is 15.18.
    var serverVersion: Int { state.withLock { $0.serverVersion } }

    /// The process id that the server, or a pooler, gave at the start.
    var backendPID: Int32 { state.withLock { $0.backendPID } }

    /// The connection is over.
    var hasEnded: Bool { state.withLock { $0.end != nil || $0.wantsToClose } }
}
