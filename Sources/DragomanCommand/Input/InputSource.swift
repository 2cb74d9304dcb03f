internal import Glibc

/// A file, or standard input, opened and recognized.
struct InputSource: Sendable {
    /// What an input holds.
    enum Content: Sendable, Equatable { case text, jsonLines }

    /// Its name as it was typed; `-` for standard input.
    let name: String
    /// What it holds.
    let content: Content
    /// Where the rest of it is read.
    let descriptor: CInt
    /// What was read already, to recognize it.
    let front: [UInt8]

    /// The name as messages show it.
    var shownName: String { name == "-" ? "standard input" : name }

    /// Opens an input.
    ///
    /// - Parameter forced: what it holds, where the user said so.
    /// - Throws: ``CommandError`` with the exit code 66.
    static func open(_ name: String, input: CInt, forced: Content?) throws -> InputSource {
        let descriptor = name == "-" ? input : unsafe Glibc.open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unsafe CommandError(.noInput, "Cannot open \(name): \(String(cString: strerror(errno))).") }
        if let forced { return InputSource(name: name, content: forced, descriptor: descriptor, front: []) }
        let lowercase = name.lowercased()
        if lowercase.hasSuffix(".jsonl") || lowercase.hasSuffix(".ndjson") {
            return InputSource(name: name, content: .jsonLines, descriptor: descriptor, front: [])
        }
        guard name == "-" else { return InputSource(name: name, content: .text, descriptor: descriptor, front: []) }
        let front = try firstWord(of: descriptor)
        let isObject = front.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) } == UInt8(ascii: "{")
        return InputSource(name: name, content: isObject ? .jsonLines : .text, descriptor: descriptor, front: front)
    }

    /// The front of the input up to something that is no white space.
    private static func firstWord(of descriptor: CInt) throws -> [UInt8] {
        var front: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        repeat {
            let bytes = try RawInput.read(descriptor, into: &buffer)
            if bytes.isEmpty { break }
            front += bytes
        } while front.allSatisfy { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        return front
    }

    /// The whole of a text, without a byte order mark; broken UTF-8 becomes U+FFFD.
    func text() throws -> String {
        var bytes = try front + RawInput.readAll(descriptor)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The lines of JSON lines.
    func lines() -> LineReader { LineReader(descriptor: descriptor, front: front) }

    /// Lets go of a file.
    func close() { if name != "-" { Glibc.close(descriptor) } }

    /// The inputs a verb was given: standard input where no file is named.
    ///
    /// - Throws: ``CommandError`` where both contents were forced, or `-` was said twice.
    static func names(_ settings: Settings) throws -> (names: [String], forced: Content?) {
        if settings.has(.jsonLines) && settings.has(.plainText) {
            throw CommandError.usage("--jsonl and --text contradict each other: give one of them.")
        }
        let names = settings.arguments.operands.isEmpty ? ["-"] : settings.arguments.operands
        if names.filter({ $0 == "-" }).count > 1 { throw CommandError.usage("- (standard input) can be read only once.") }
        return (names, settings.has(.jsonLines) ? .jsonLines : settings.has(.plainText) ? .text : nil)
    }
}
