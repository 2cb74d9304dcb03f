internal import Synchronization
internal import WorkerRuntime

/// SIGTERM and SIGINT for a worker: the first drains, the second ends at once. Watched from the start, because the kernel drops what
/// the first process of a container does not watch.
final class DrainSignals: Sendable {
    /// The worker, once there is one.
    private let worker: Slot
    /// The watch.
    private let watch: SignalWatch

    /// A place for the worker, which the watch's closures share.
    private final class Slot: Sendable {
        /// The worker, once there is one.
        let worker = Mutex<Worker?>(nil)
    }

    init(log: Log) {
        let slot = Slot()
        worker = slot
        watch = SignalWatch(
            first: { @Sendable number in
                log.info("told to stop", ["signal": SignalWatch.name(of: number)])
                // Before there is a worker there is nothing to drain.
                guard let worker = slot.worker.withLock({ $0 }) else { SignalWatch.exitNow(with: .success) }
                worker.drain()
            },
            again: { @Sendable number in
                log.warning("ending at once; the jobs will be rescued", ["signal": SignalWatch.name(of: number)])
                SignalWatch.exitNow(number)
            })
    }

    /// From now on the first signal drains this worker.
    func drain(_ worker: Worker) { self.worker.worker.withLock { $0 = worker } }
}
