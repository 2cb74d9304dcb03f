import ArticleAnalysis
import Foundation
import Testing
import WorkerRuntime

@testable import DragomanCommand

/// Counts code points; obeys a body that begins with `!`.
struct CountingAnalyzer: Analyzer {
    /// The count.
    struct Count: Finding { var points: Int }
    /// What the body `!throw` earns.
    struct Told: Error, CustomStringConvertible { var description: String { "told to" } }
    static let key: AnalyzerKey = "count"
    static let revision = 1

    func analyze(_ article: Article, knowing earlier: Findings) throws -> Count {
        if article.body == "!throw" { throw Told() }
        if article.body == "!cannot" { throw CannotAnalyze("cannot") }
        // The first lines take longest, so that answers are ready in the wrong order.
        if let wait = Int(article.title ?? "") { usleep(UInt32(wait)) }
        return Count(points: article.body.unicodeScalars.count)
    }
}

/// A pipe that no process started meanwhile inherits: it would keep the reader waiting for the end.
struct TestPipe {
    /// Its ends.
    let reading: FileHandle, writing: FileHandle

    init() throws {
        var ends: [CInt] = [0, 0]
        // Sockets, because Glibc shows Swift no pipe2: closing on exec must be theirs from the first moment.
        guard unsafe socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw POSIXError(.EMFILE)
        }
        reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        writing = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    }
}

/// Blocks on a thread that is not one of Swift's cooperative ones, of which there may be only two.
func aside<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in Thread { continuation.resume(returning: work()) }.start() }
}

@Suite("Analyzing lines")
struct AnalyzePipelineTests {
    /// What comes out when `input` goes in.
    func answers(to input: Data, window: Int = 16) async throws -> (lines: [String], tally: Tally) {
        let source = try TestPipe(), sink = try TestPipe()
        let pool = AnalysisPool(registry: try AnalyzerRegistry([CountingAnalyzer()]), concurrency: 4)
        defer { pool.stop() }
        let pipeline = AnalyzePipeline(
            pool: pool, asked: nil, render: { @Sendable in $0.json },
            output: Output(descriptor: sink.writing.fileDescriptor, environment: [:]),
            progress: Progress("articles", on: .silent),
            window: window)
        let writer = Thread {
            try? source.writing.write(contentsOf: input)
            try? source.writing.close()
        }
        writer.start()
        async let output = aside { sink.reading.readDataToEndOfFile() }
        let tally = try await pipeline.run(LineReader(descriptor: source.reading.fileDescriptor))
        try sink.writing.close()
        return (String(decoding: await output, as: UTF8.self).split(separator: "\n").map(String.init), tally)
    }

    @Test("Answers come in the order of the lines, one for each")
    func order() async throws {
        let input = (0..<500).map { "{\"id\":\($0),\"title\":\"\(($0 % 7) * 300)\",\"body\":\"\(String(repeating: "x", count: $0))\"}\n" }
        let (lines, tally) = try await answers(to: Data(input.joined().utf8))
        #expect(lines == (0..<500).map { "{\"id\":\($0),\"findings\":{\"count\":{\"points\":\($0)}}}" })
        #expect(tally == Tally(all: 500, failed: 0))
    }

    @Test("Bad lines, failing analyzers and a missing last line end are answered in their place")
    func failures() async throws {
        let input = """
            {"id":"a","body":"!throw"}
            nonsense

            {"id":"b","body":"!cannot"}
            {"id":"c","body":"\\u0000\\ud800"}
            """
        let (lines, tally) = try await answers(to: Data(input.utf8))
        #expect(
            lines == [
                #"{"id":"a","findings":{},"failures":[{"analyzer":"count","code":"error","message":"told to"}]}"#,
                #"{"id":null,"error":"not a JSON object: { is missing at byte 0"}"#,
                #"{"id":null,"error":"not a JSON object: the line is empty at byte 0"}"#,
                #"{"id":"b","findings":{},"failures":[{"analyzer":"count","code":"cannot_analyze","message":"cannot"}]}"#,
                #"{"id":"c","findings":{"count":{"points":2}}}"#,
            ])
        #expect(tally == Tally(all: 5, failed: 3))
    }

    @Test("A line of many megabytes is one line, and none is none")
    func sizes() async throws {
        let big = Data("{\"body\":\"".utf8) + Data(repeating: UInt8(ascii: "x"), count: 8_000_000) + Data("\"}\n{\"body\":\"y\"}".utf8)
        let (lines, _) = try await answers(to: big)
        #expect(lines == [#"{"id":null,"findings":{"count":{"points":8000000}}}"#, #"{"id":null,"findings":{"count":{"points":1}}}"#])
        #expect(try await answers(to: Data()).lines.isEmpty)
    }

    @Test("A line is answered before the next is sent")
    func conversation() async throws {
        let source = try TestPipe(), sink = try TestPipe()
        let pool = AnalysisPool(registry: try AnalyzerRegistry([CountingAnalyzer()]), concurrency: 1)
        defer { pool.stop() }
        let pipeline = AnalyzePipeline(
            pool: pool, asked: nil, render: { @Sendable in $0.json },
            output: Output(descriptor: sink.writing.fileDescriptor, environment: [:]),
            progress: Progress("articles", on: .silent),
            window: 16)
        async let tally = pipeline.run(LineReader(descriptor: source.reading.fileDescriptor))
        for number in 0..<3 {
            try source.writing.write(contentsOf: Data("{\"id\":\(number),\"body\":\"\"}\n".utf8))
            let answer = await aside { sink.reading.availableData }
            #expect(String(decoding: answer, as: UTF8.self) == "{\"id\":\(number),\"findings\":{\"count\":{\"points\":0}}}\n")
        }
        try source.writing.close()
        #expect(try await tally.all == 3)
    }
}
