internal import Dispatch
internal import Glibc

/// Reads lines of any length from a file descriptor, some at a time, without holding one of Swift's threads while it waits.
final class LineReader: Sendable {
    /// What is read.
    private let descriptor: CInt
    /// Everything below happens here.
    private let queue = DispatchQueue(label: "dragoman.input")
    /// What was read and not yet given out.
    private let state: State

    /// The reader's buffer; only ever touched on `queue`.
    ///
    /// Sendable because every access is a block of that serial queue.
    private final class State: @unchecked Sendable {
        /// The front of a line whose end has not come yet.
        var partial: [UInt8] = []
        /// Complete lines beyond what a call may give out.
        var lines: ArraySlice<[UInt8]> = []
        /// Nothing more comes.
        var isAtEnd = false
        /// Where bytes arrive.
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
    }

    /// - Parameter front: bytes that were read already, to tell what the input is.
    init(descriptor: CInt, front: [UInt8] = []) {
        self.descriptor = descriptor
        state = State()
        LineReader.split(front[...], into: state)
    }

    /// The next lines, at most `most`, without their ends; empty at the end of input. Waits for one line, never for more.
    ///
    /// - Throws: ``CommandError`` when reading fails.
    func next(upTo most: Int) async throws -> [[UInt8]] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { @Sendable [state, descriptor] in
                continuation.resume(with: Result { try LineReader.take(most, from: state, descriptor) })
            }
        }
    }

    /// Gives out lines, reading until there is one.
    private static func take(_ most: Int, from state: State, _ descriptor: CInt) throws -> [[UInt8]] {
        while state.lines.isEmpty && !state.isAtEnd {
            let bytes = try RawInput.read(descriptor, into: &state.buffer)
            if bytes.isEmpty {
                state.isAtEnd = true
                if !state.partial.isEmpty { state.lines.append(state.partial) }
                state.partial = []
            }
            split(bytes, into: state)
        }
        let lines = Array(state.lines.prefix(most))
        state.lines = state.lines.dropFirst(lines.count)
        if state.lines.isEmpty { state.lines = [] }
        return lines
    }

    /// Cuts bytes at line ends.
    private static func split(_ bytes: ArraySlice<UInt8>, into state: State) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            state.partial += rest[..<end]
            state.lines.append(state.partial)
            state.partial = []
            rest = rest[(end + 1)...]
        }
        state.partial += rest
    }
}

/// read(2) with its errors in words.
enum RawInput {
    /// Up to a buffer full of bytes; empty at the end.
    static func read(_ descriptor: CInt, into buffer: inout [UInt8]) throws -> ArraySlice<UInt8> {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { return buffer[..<count] }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                unsafe poll(&wait, 1, -1)
            case EISDIR: throw CommandError(.noInput, "A directory cannot be read as an article: name its files.")
            default: throw unsafe CommandError(.noInput, "Cannot read the input: \(String(cString: strerror(errno))).")
            }
        }
    }

    /// All that is left.
    static func readAll(_ descriptor: CInt) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let bytes = try read(descriptor, into: &buffer)
            if bytes.isEmpty { return all }
            all += bytes
        }
    }
}
