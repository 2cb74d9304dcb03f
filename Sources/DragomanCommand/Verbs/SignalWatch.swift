internal import Glibc
internal import WorkerRuntime

/// Turns SIGTERM and SIGINT into calls, from the first byte of the program's first process in a container on.
///
/// A handler writes the signal's number into a pipe that a thread of its own reads. A source of Dispatch was used before: on a busy
/// machine it lost a second signal that came while the first was being told.
final class SignalWatch: Sendable {
    /// - Parameters:
    ///   - first: called for the first signal.
    ///   - again: called for every later one.
    init(first: @escaping @Sendable (CInt) -> Void, again: @escaping @Sendable (CInt) -> Void) {
        let reader = SignalPipe.ends.reading
        Thread.start {
            var count = 0
            var number: UInt8 = 0
            while true {
                guard unsafe read(reader, &number, 1) == 1 else {
                    if errno == EINTR { continue }
                    return
                }
                count += 1
                count == 1 ? first(CInt(number)) : again(CInt(number))
            }
        }
        for number in [SIGTERM, SIGINT] { SignalPipe.catch(number) }
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

/// The pipe between the handler of signals and the thread that acts on them: one a process, as handlers are.
private enum SignalPipe {
    /// Its ends, which no child inherits.
    static let ends: (reading: CInt, writing: CInt) = {
        var ends: [CInt] = [0, 0]
        // Sockets, because Glibc shows Swift no pipe2.
        let failure = unsafe socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0, &ends)
        precondition(failure == 0, "no pipe for signals: \(errno)")
        return (ends[0], ends[1])
    }()

    /// From now on this signal goes into the pipe.
    static func `catch`(_ number: CInt) {
        _ = ends
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { number in
            // Nothing but what signal-safety(7) allows: `ends` is there by now, so that this is a load and a system call.
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = unsafe write(SignalPipe.ends.writing, &byte, 1)
            errno = before
        }
        action.sa_flags = SA_RESTART
        unsafe sigaction(number, &action, nil)
    }
}
