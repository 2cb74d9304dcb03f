public import ArticleAnalysis
internal import FoundationEssentials
internal import Glibc

/// The command line, for any set of analyzers.
///
/// A package of your own gets every verb with a main of ten lines:
///
/// ```swift
/// import DragomanCommand
/// import LanguageDetection
///
/// @main struct Newsroom {
///     static func main() async { await Dragoman.main(analyzers: [LanguageDetector(), ReadingTime()]) }
/// }
/// ```
public enum Dragoman {
    /// The version of this build.
    public static let version = "0.1.0"

    /// Reads the process's arguments and environment, does what they say, and ends the process.
    ///
    /// - Parameter analyzers: what the worker can run, in the order in which findings are shown.
    public static func main(analyzers: [any AnalyzerPlugin]) async -> Never {
        // A reader that has seen enough (`head`) is an error of write(2), not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let command = Command(analyzers: analyzers, console: Console(environment: ProcessInfo.processInfo.environment))
        let code = await command.run(Array(CommandLine.arguments.dropFirst()))
        exit(code.rawValue)
    }
}
