/// Why a verb could not do its work: a sentence for people, and the process's exit code.
struct CommandError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the process ends with.
    var exitCode: ExitCode
    /// What happened and what to do.
    var message: String

    init(_ exitCode: ExitCode, _ message: String) {
        self.exitCode = exitCode
        self.message = message
    }

    /// A slip on the command line or in a variable.
    static func usage(_ message: String) -> CommandError { CommandError(.usage, message) }

    var description: String { message }
}
