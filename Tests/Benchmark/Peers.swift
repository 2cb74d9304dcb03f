import Foundation

/// Other queues on the same server, by a program that knows them: `PROGRAM NAME JOBS DSN` prints `… RATE jobs/s`.
struct Peers {
    /// Their names, and by how much fewer jobs each is given: a slow one would take all day.
    private static let known = [(name: "pgqueuer", divisor: 2), (name: "awa", divisor: 2), (name: "procrastinate", divisor: 30)]

    private let program: String
    private let dsn: String
    /// Rates by name, a value a round.
    private var rates: [String: [Double]] = [:]
    /// What each said that has no rate, once.
    private var silent: [String: String] = [:]

    /// `nil` where none were asked for.
    init?(_ options: Benchmark.Options) throws {
        guard let program = options.peers else { return nil }
        guard let dsn = options.databaseURL else {
            throw Benchmark.Usage(description: "--peers needs --database-url: peers do not reach the private server")
        }
        (self.program, self.dsn) = (program, dsn)
    }

    /// One round of each that has worked so far.
    mutating func measure(jobs: Int) throws {
        for (name, divisor) in Self.known where silent[name] == nil {
            let (rate, said) = try run(name, jobs: max(1, jobs / divisor))
            if let rate { rates[name, default: []].append(rate) } else { silent[name] = said }
        }
    }

    /// How many times as fast as each we were, round by round.
    func report(_ ours: [Double], _ report: Report) {
        for (name, _) in Self.known {
            if let rates = rates[name], rates.count == ours.count {
                report.line("w1", "\(name), in the same rounds", rates.median, "jobs/s")
                report.line("w1", "ratio to \(name) (median of rounds)", zip(ours, rates).map { $0 / $1 }.median, "×")
            } else {
                report.note("\(name) was not measured: \(silent[name] ?? "it failed in a later round")")
            }
        }
    }

    /// Runs the program for one peer; answers its rate, or the last line it wrote.
    private func run(_ name: String, jobs: Int) throws -> (rate: Double?, said: String) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = (program.hasSuffix(".py") ? ["python3"] : []) + [program, name, String(jobs), dsn]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let last = String(decoding: data, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? "it said nothing"
        let words = last.split(separator: " ")
        guard process.terminationStatus == 0, words.last == "jobs/s", words.count > 1 else { return (nil, last) }
        return (Double(words[words.count - 2]), last)
    }
}
