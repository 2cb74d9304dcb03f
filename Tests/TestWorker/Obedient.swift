import ArticleAnalysis
import Glibc

/// Obeys the first line of an article, `#order argument`; an article without one is echoed.
///
/// | order | does |
/// |---|---|
/// | `#sleep MS` | blocks its slot, deaf to cancellation |
/// | `#listen MS` | waits, and stops when asked to |
/// | `#trap` · `#index` · `#overflow` | kills the process: `fatalError`, an index out of range, an endless recursion |
/// | `#kill` | ends the process as the kernel does when memory runs out: SIGKILL |
/// | `#trap-unless FILE` | kills the process while FILE does not exist |
/// | `#throw TEXT` · `#later MS` · `#cannot` | throws an error, `RetryLater`, `CannotAnalyze` |
/// | `#throw-nul` | throws an error whose text has NUL, controls and astral characters |
/// | `#eat MB` | allocates and touches memory, then goes on |
/// | `#nul` | answers with NUL, controls and astral characters |
/// | `#big KB` | answers with that much text |
/// | `#nan` | answers with a number JSON does not have |
struct Obedient: Analyzer {
    /// What was done.
    struct Deed: Finding {
        var done: String
        var number: Double?
    }
    static let key: AnalyzerKey = "obedient"
    static let revision = 1
    var limits: AnalyzerLimits {
        AnalyzerLimits(deadline: .milliseconds(Int(unsafe getenv("TEST_WORKER_DEADLINE_MS").map { unsafe atol($0) } ?? 60_000)))
    }

    func analyze(_ article: Article, knowing earlier: Findings) throws -> Deed {
        guard article.body.utf8.first == UInt8(ascii: "#") else { return Deed(done: String(article.body.prefix(100))) }
        let line = article.body.utf8.prefix { $0 != UInt8(ascii: "\n") }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1).map(String.init)
        let argument = words.count > 1 ? words[1] : ""
        let number = Int(argument) ?? 0
        switch words[0] {
        case "#sleep": usleep(UInt32(number) * 1_000)
        case "#listen":
            for _ in 0..<max(1, number / 5) {
                try Cancellation.check()
                usleep(5_000)
            }
        case "#trap": fatalError("told to trap")
        case "#kill": kill(getpid(), SIGKILL)
        case "#trap-unless":
            if unsafe access(argument, F_OK) != 0 { fatalError("told to trap") }
        case "#index": return Deed(done: "\([1, 2, 3][3 + number])")
        case "#overflow": return Deed(done: "\(recurse(number))")
        case "#throw": throw Disobedience(description: argument)
        case "#throw-nul": throw Disobedience(description: "a\u{0}b\u{1}\u{1B}\u{7F}\u{FFFF}\u{1F9E8}\u{202E}")
        case "#later": throw RetryLater(after: .milliseconds(number), reason: "told to come later")
        case "#cannot": throw CannotAnalyze("told that it cannot")
        case "#eat": return Deed(done: "\(eat(megabytes: number))")
        case "#nul": return Deed(done: "a\u{0}b\u{1}\u{7F}\u{FFFF}\u{1F9E8}\u{202E}\\u0000\"")
        case "#big": return Deed(done: String(repeating: "0123456789abcdef", count: number * 64))
        case "#nan": return Deed(done: "nan", number: .nan)
        default: throw Disobedience(description: "unknown order \(words[0])")
        }
        return Deed(done: words[0])
    }

    /// What it throws.
    struct Disobedience: Error, CustomStringConvertible { var description: String }

    /// Never ends.
    private func recurse(_ depth: Int) -> Int { depth == .min ? 0 : 1 + recurse(depth + 1) + depth % 3 }

    /// Touches memory, page by page, and keeps it until the process ends. No optimizer may leave out what `explicit_bzero` writes, nor
    /// then the block.
    private func eat(megabytes: Int) -> Int {
        var eaten = 0
        for _ in 0..<megabytes {
            guard let block = unsafe malloc(1 << 20) else { break }
            unsafe explicit_bzero(block, 1 << 20)
            eaten += 1
        }
        return eaten
    }
}
