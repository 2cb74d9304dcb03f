internal import Synchronization

/// Wakes one waiting task. Signals that nobody awaited are merged into one.
final class WakeSignal: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isSignalled = false
        var waiter: CheckedContinuation<Bool, Never>?
        /// Tells a late timer that its wait is over.
        var wait = 0
    }

    /// Wakes the waiting task, or the next one that waits.
    func signal() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            if state.waiter == nil { state.isSignalled = true }
            return state.waiter
        }
        waiter?.resume(returning: true)
    }

    /// Returns at the next signal, after `timeout`, or when the task is cancelled.
    ///
    /// - Returns: `true` when there was a signal.
    @discardableResult
    func wait(timeout: Duration? = nil, clock: RuntimeClock) async -> Bool {
        let wait = state.withLock { state in
            state.wait += 1
            return state.wait
        }
        return await withTaskGroup(of: Void.self) { group in
            if let timeout {
                group.addTask { [self] in
                    // A cancelled sleep means that the signal came first.
                    do { try await clock.sleep(timeout) } catch { return }
                    expire(wait)
                }
            }
            let signalled = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in begin(wait, continuation) }
            } onCancel: {
                expire(wait)
            }
            group.cancelAll()
            return signalled
        }
    }

    /// Parks the continuation, or resumes it at once when the signal, the end of the time or the cancellation was quicker.
    private func begin(_ wait: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        let answer: Bool? = state.withLock { state in
            if state.isSignalled {
                state.isSignalled = false
                return true
            }
            if state.wait != wait { return false }
            state.waiter = continuation
            return nil
        }
        if let answer { continuation.resume(returning: answer) }
    }

    private func expire(_ wait: Int) {
        let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.wait == wait else { return nil }
            // A wait that has not parked yet sees that its number is no longer the current one.
            state.wait += 1
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: false)
    }
}
