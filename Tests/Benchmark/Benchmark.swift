import Foundation
import PostgresClient
import PrivatePostgres

/// Measures the queue against what PostgreSQL itself can do, in one run and alternating, and prints ratios of medians.
@main struct Benchmark {
    /// What a person may ask for.
    struct Options {
        var only: Set<String> = ["w1", "w2", "w4", "w5"]
        var jobs = 50_000
        var rounds = 5
        var seconds = 30
        var dead = 0
        var peers: String?
        var databaseURL: String?
        var data: String?
        var isJSON = false
        var worker = Benchmark.beside("TestWorker")
        var dragoman = Benchmark.beside("dragoman")
    }

    static let help = """
        usage: swift run -c release Benchmark [--only w1,w2,…] [--jobs N] [--rounds N] [--seconds N] [--dead N]
                                              [--database-url DSN] [--peers PROGRAM] [--data FOLDER] [--json]

        Runs on a private PostgreSQL (fsync on, commit timestamps on) unless a DSN of a superuser is given; makes and drops databases
        named bench_*. Ratios compare medians of rounds that alternate; absolute figures depend on the machine and its load.

          w1  burn-down of N articles of 3 kB with two no-op analyzers, one worker process, against a server-side loop of the same effect
              and, with --peers PROGRAM, against pgqueuer, awa and procrastinate on the server of --database-url: "PROGRAM NAME JOBS DSN"
              must print "… RATE jobs/s"
          w2  latency from the commit of enqueue to the commit of the finding, at 1, 100 and 2,000 articles a second
          w3  throughput while articles are produced, for --seconds
          w4  burn-down by 1, 2, 4, 8 worker processes
          w5  cost of enqueue for 1, 16 and 64 clients against bare inserts into twins of the tables; enqueue_many against COPY
          w6  pickup at 800 jobs/s for --seconds while others hold old snapshots; claims with 1,000,000 waiting and 10,000,000 finished jobs
              --dead N begins with N dead rows that an old snapshot keeps: 960,000 are what ten minutes leave
          w7  articles from --data (a folder with docs.jsonl) with all analyzers: where the CPU goes
          w8  questions for articles by entity in front of N articles of forty entities, what being able to ask costs a finding, and how
              long older findings take to get their rows; 1,000,000 articles take an hour and 20 GB
        """

    static func main() async {
        do {
            let options = try parse(Array(CommandLine.arguments.dropFirst()))
            let server = try await BenchServer.start(options.databaseURL)
            let report = Report(isJSON: options.isJSON)
            do { try await run(options, server, report) } catch {
                await server.stop()
                throw error
            }
            await server.stop()
            report.finish()
        } catch {
            FileHandle.standardError.write(Data("Benchmark: \(error)\n".utf8))
            exit(error is Usage ? 64 : 1)
        }
    }

    private static func run(_ options: Options, _ server: BenchServer, _ report: Report) async throws {
        if options.only.contains("w1") { try await BurnDown.measure(options, server, report) }
        if options.only.contains("w2") { try await Latency.measure(options, server, report) }
        if options.only.contains("w3") { try await Produce.measure(options, server, report) }
        if options.only.contains("w4") { try await Fleet.measure(options, server, report) }
        if options.only.contains("w5") { try await EnqueueCost.measure(options, server, report) }
        if options.only.contains("w6") { try await OldSnapshot.measure(options, server, report) }
        if options.only.contains("w6") { try await LongQueue.measure(server, report) }
        if options.only.contains("w7") { try await RealArticles.measure(options, server, report) }
        if options.only.contains("w8") { try await Mentioned.measure(options, server, report) }
    }

    /// A mistake on the command line.
    struct Usage: Error, CustomStringConvertible { var description: String }

    private static func parse(_ arguments: [String]) throws -> Options {
        var options = Options()
        var rest = arguments[...]
        func value(_ flag: String) throws -> String {
            guard let value = rest.popFirst() else { throw Usage(description: "\(flag) needs a value\n\(help)") }
            return value
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--only": options.only = Set(try value(argument).split(separator: ",").map(String.init))
            case "--jobs": options.jobs = Int(try value(argument)) ?? options.jobs
            case "--rounds": options.rounds = max(1, Int(try value(argument)) ?? options.rounds)
            case "--dead": options.dead = max(0, Int(try value(argument)) ?? options.dead)
            case "--seconds": options.seconds = max(1, Int(try value(argument)) ?? options.seconds)
            case "--database-url": options.databaseURL = try value(argument)
            case "--peers": options.peers = try value(argument)
            case "--data": options.data = try value(argument)
            case "--worker": options.worker = try value(argument)
            case "--json": options.isJSON = true
            case "--help", "-h":
                print(help)
                exit(0)
            default: throw Usage(description: "unknown argument \(argument)\n\(help)")
            }
        }
        return options
    }

    /// A program built beside this one.
    private static func beside(_ name: String) -> String {
        let this = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: this).deletingLastPathComponent().appendingPathComponent(name).path
    }
}
