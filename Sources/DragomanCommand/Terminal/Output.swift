internal import Dispatch
internal import Glibc

/// A stream that results, or messages, are written to.
final class Output: Sendable {
    /// 1 or 2; tests write to a pipe.
    let descriptor: CInt
    /// Whether a person reads it.
    let isTerminal: Bool
    /// Colours, where the terminal wants them.
    let style: Style
    /// Writes that may take long wait here and not on Swift's cooperative threads.
    private let queue = DispatchQueue(label: "dragoman.output")

    init(descriptor: CInt, environment: [String: String]) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        // no-color.org: any value that is not empty.
        let wantsNone = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        style = Style(isColoured: isTerminal && !wantsNone && environment["TERM"] != "dumb")
    }

    /// Nobody reads the stream any more: `head` has seen enough.
    struct Closed: Error {}

    /// Columns of the terminal, 80 where there is none.
    var columns: Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes text and a line end, at once.
    func line(_ text: String = "") throws { try write(Array((text + "\n").utf8)) }

    /// Writes all of `bytes`, at once.
    ///
    /// - Throws: ``Closed``, or ``CommandError`` when the disk is full.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                // Somebody made the terminal we share non-blocking.
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                unsafe poll(&wait, 1, -1)
            case EPIPE: throw Closed()
            default: throw unsafe CommandError(.inputOutput, "Cannot write the output: \(String(cString: strerror(errno))).")
            }
        }
    }

    /// Writes all of `bytes` without holding one of Swift's threads while the reader is slow.
    func writeLater(_ bytes: [UInt8]) async throws {
        if bytes.isEmpty { return }
        try await withCheckedThrowingContinuation { continuation in
            queue.async { @Sendable in continuation.resume(with: Result { try self.write(bytes) }) }
        }
    }
}
