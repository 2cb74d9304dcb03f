internal import JobQueue

/// `dragoman enqueue`: articles from files or standard input, one job each.
struct EnqueueVerb {
    /// What was asked.
    let settings: Settings
    /// Where it goes.
    let console: Console

    /// Articles sent in one transaction, at most.
    private static let batchCount = 500
    /// Bytes of JSON sent in one transaction, at most, unless one article alone has more.
    private static let batchBytes = 4 * 1024 * 1024

    /// Enqueues every input in turn.
    func run() async throws -> ExitCode {
        let (names, forced) = try InputSource.names(settings)
        let defaults = try ArticleDefaults(settings)
        let database = try DatabaseSettings(settings)
        if names == ["-"], Terminal.isOne(console.input) {
            console.say("Reading an article from the terminal; end it with Ctrl-D on a line of its own.")
        }
        return try await database.withControl { control in
            var batch = EnqueueBatch(
                control: control, output: console.output, isJSON: settings.has(.json), progress: progress, say: console.say)
            for name in names {
                let source = try InputSource.open(name, input: console.input, forced: forced)
                defer { source.close() }
                try await enqueue(source, defaults, into: &batch)
            }
            try await batch.flush()
            batch.progress.finish()
            return report(batch)
        }
    }

    /// A counter, where the ids do not already show how far it is.
    private var progress: Progress { Progress("articles", on: console.output.isTerminal ? .silent : console.messages) }

    /// One input.
    private func enqueue(_ source: InputSource, _ defaults: ArticleDefaults, into batch: inout EnqueueBatch) async throws {
        guard source.content == .jsonLines else {
            try await batch.add(ArticleElement(text: try source.text(), place: source.shownName, defaults: defaults))
            return
        }
        let reader = source.lines()
        var number = 0
        while true {
            let lines = try await reader.next(upTo: Self.batchCount)
            if lines.isEmpty { return }
            for line in lines {
                number += 1
                // A blank line between articles is nobody's article.
                if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
                let place = "\(source.shownName) line \(number)"
                do { try await batch.add(ArticleElement(line: line, place: place, defaults: defaults)) } catch let fault as JSONLine.Fault {
                    try await batch.refuse(place, fault.reason)
                }
                if batch.elements.count >= Self.batchCount || batch.bytes >= Self.batchBytes { try await batch.flush() }
            }
            // What comes slowly, from a pipe, should not wait for a batch to fill.
            if lines.count < Self.batchCount { try await batch.flush() }
        }
    }

    /// The last words, and the exit code.
    private func report(_ batch: EnqueueBatch) -> ExitCode {
        if batch.replaced > 0 {
            let noun = batch.replaced == 1 ? "character" : "characters"
            console.say(
                "dragoman: \(batch.replaced) \(noun) that PostgreSQL cannot store (NUL, lone surrogates, broken UTF-8) became U+FFFD.")
        }
        guard batch.refused > 0 else { return .success }
        console.say("dragoman: \(batch.refused) of \(batch.refused + batch.enqueued) articles were not enqueued.")
        return .workFailed
    }
}
