internal import PrivatePostgres
internal import Synchronization

/// What must be cleaned up when a signal ends the demo, at whatever point it is.
final class DemoStage: Sendable {
    /// The server once it runs, whether somebody looks around in it, and whether a signal has come.
    private let state = Mutex((server: PrivatePostgres?.none, isKept: false, isLeaving: false))

    /// Nothing ever comes here.
    private let never = AsyncStream<Void>.makeStream()

    /// Whether the demo's own work is over and it only waits to be ended.
    var isKept: Bool { state.withLock { $0.isKept } }

    /// The server runs.
    func enter(_ server: PrivatePostgres) async {
        state.withLock { $0.server = server }
        await waitIfLeaving()
    }

    /// Stops the server, removes its files, and ends the process.
    func leave(_ code: ExitCode) {
        let server = state.withLock { state in
            state.isLeaving = true
            return state.server
        }
        // Without a server there is only its guardian, which cleans up as soon as this process is gone.
        Task {
            await server?.stop()
            SignalWatch.exitNow(with: code)
        }
    }

    /// Says how to go on by `invitation`, then waits for the signal that ends the process. It is expected from the first word of the
    /// invitation on: somebody may answer before the last one.
    func keep(_ invitation: () -> Void) async {
        state.withLock { $0.isKept = true }
        invitation()
        await wait()
    }

    /// Waits for the end of the process, where it has begun.
    func waitIfLeaving() async { if state.withLock({ $0.isLeaving }) { await wait() } }

    /// Waits for ever: whoever leaves ends the process.
    private func wait() async { for await _ in never.stream {} }
}
