/// What the process says when it ends, after sysexits(3) where that has a word for it. Documented by `dragoman help`.
enum ExitCode: Int32, Sendable, CaseIterable {
    /// Everything that was asked for was done.
    case success = 0
    /// It ran to its end, but some of the work failed: an unreadable line, an article that PostgreSQL refused, a job that is not there.
    case workFailed = 1
    /// The command line or a variable is wrong.
    case usage = 64
    /// A file cannot be read.
    case noInput = 66
    /// PostgreSQL, or a program that is needed, is not there.
    case unavailable = 69
    /// A fault of the program or of one of its analyzers.
    case internalFault = 70
    /// Output or a socket failed.
    case inputOutput = 74
    /// User name, password or rights.
    case permission = 77
    /// Something is not set up: no database named, schema missing, older or newer, an encoding other than UTF-8, a wrong set of analyzers.
    case configuration = 78
    /// Interrupted by SIGINT.
    case interrupted = 130
    /// Ended by a second SIGTERM, before the drain was over.
    case terminated = 143

    /// What help says of it.
    var explanation: String {
        switch self {
        case .success: "done; a drained worker too"
        case .workFailed: "ran to the end, but some of the work failed"
        case .usage: "the command line or a variable is wrong"
        case .noInput: "a file cannot be read"
        case .unavailable: "PostgreSQL or its programs are not there"
        case .internalFault: "a fault of dragoman or of an analyzer"
        case .inputOutput: "writing or listening failed"
        case .permission: "user name, password or rights"
        case .configuration: "not set up: no database named, schema missing, older or newer, encoding not UTF-8"
        case .interrupted: "interrupted (Ctrl-C)"
        case .terminated: "told twice to stop"
        }
    }
}
