internal import Dispatch
internal import Glibc
internal import Synchronization

/// Turns SIGTERM and SIGINT into calls, from the first byte of the program's first process in a container on.
final class SignalWatch: Sendable {
    /// The sources, which must live as long as they are wanted. Nobody touches them again after `init`.
    nonisolated(unsafe) private let sources: [any DispatchSourceSignal]
    /// How many signals came.
    private let count = Mutex(0)

    /// - Parameters:
    ///   - first: called for the first signal.
    ///   - again: called for every later one.
    init(first: @escaping @Sendable (CInt) -> Void, again: @escaping @Sendable (CInt) -> Void) {
        let queue = DispatchQueue(label: "dragoman.signals")
        let sources = [SIGTERM, SIGINT].map { number in
            // A source only watches; what the signal would do by itself must be turned off.
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: queue)
        }
        unsafe self.sources = sources
        for (source, number) in zip(sources, [SIGTERM, SIGINT]) {
            source.setEventHandler { @Sendable [weak self] in
                let isFirst =
                    self?.count.withLock { count in
                        count += 1
                        return count == 1
                    } ?? false
                isFirst ? first(number) : again(number)
            }
            source.activate()
        }
    }

    /// A signal's name.
    static func name(of number: CInt) -> String { number == SIGINT ? "SIGINT" : "SIGTERM" }

    /// What a process ends with that a signal ended.
    static func exitCode(of number: CInt) -> ExitCode { number == SIGINT ? .interrupted : .terminated }

    /// Ends the process at once.
    static func exitNow(_ number: CInt) -> Never { exitNow(with: exitCode(of: number)) }

    /// Ends the process at once.
    static func exitNow(with code: ExitCode) -> Never { _exit(code.rawValue) }
}
