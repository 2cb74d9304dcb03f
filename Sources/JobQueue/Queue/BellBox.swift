internal import Synchronization

/// Bells on their way to the one who listens: equal ones that nobody awaited are one.
final class BellBox: Sendable {
    /// What the ringing side and the listening side share.
    private struct State {
        /// Rung and not yet heard, each kind once.
        var pending: [Bell] = []
        /// The listener, while it waits.
        var listener: CheckedContinuation<Bell?, Never>?
    }

    /// What the ringing side and the listening side share.
    private let state = Mutex(State())

    /// Adds a ring.
    func ring(_ bell: Bell) {
        let listener = state.withLock { state -> CheckedContinuation<Bell?, Never>? in
            if let listener = state.listener {
                state.listener = nil
                return listener
            }
            if !state.pending.contains(bell) { state.pending.append(bell) }
            return nil
        }
        listener?.resume(returning: bell)
    }

    /// The bells, for one listener; ends when its task is cancelled.
    var bells: AsyncStream<Bell> { AsyncStream { await self.next() } }

    /// The next bell, or `nil` once the task is cancelled.
    private func next() async -> Bell? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { listener in
                let bell = state.withLock { state -> Bell?? in
                    if Task.isCancelled { return .some(nil) }
                    if !state.pending.isEmpty { return .some(state.pending.removeFirst()) }
                    state.listener = listener
                    return nil
                }
                if let bell { listener.resume(returning: bell) }
            }
        } onCancel: {
            let listener = state.withLock { state in
                defer { state.listener = nil }
                return state.listener
            }
            listener?.resume(returning: nil)
        }
    }
}
