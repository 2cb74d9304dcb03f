internal import Glibc

/// A POSIX thread: slots, and the watch for signals, block, and blocking has no place on Swift's cooperative pool.
package enum Thread {
    /// Runs `body` on a new, detached thread.
    package static func start(_ body: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, nil,
            { @Sendable argument in
                // `start` hands over exactly one retained Box.
                if let argument = unsafe argument { unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, unsafe box.toOpaque())
        guard status == 0 else {
            unsafe box.release()
            // Out of threads: do it here and now rather than never.
            return body()
        }
        pthread_detach(thread)
    }

    /// Blocks this thread, which must be one of ours.
    static func sleep(for duration: Duration) {
        var time = timespec(
            tv_sec: Int(duration.components.seconds), tv_nsec: Int(duration.components.attoseconds / 1_000_000_000))
        unsafe nanosleep(&time, nil)
    }

    /// Carries a closure through a `void *`.
    private final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
