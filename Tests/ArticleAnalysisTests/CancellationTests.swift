import ArticleAnalysis
import Testing

@Suite("Cancellation")
struct CancellationTests {
    @Test("Without a flag nothing is cancelled")
    func none() throws {
        #expect(!Cancellation.isRequested)
        try Cancellation.check()
    }

    @Test("A raised flag is seen where it is current, and stays raised")
    func raised() throws {
        let flag = Cancellation.Flag()
        try Cancellation.$current.withValue(flag) {
            try Cancellation.check()
            flag.raise()
            flag.raise()
            #expect(Cancellation.isRequested)
            #expect(throws: CancellationError.self) { try Cancellation.check() }
        }
        #expect(!Cancellation.isRequested)
    }

    @Test("The flag of one analysis does not stop another")
    func apart() async {
        let raised = Cancellation.Flag()
        raised.raise()
        await withTaskGroup(of: Bool.self) { group in
            for flag in [raised, Cancellation.Flag()] {
                group.addTask { Cancellation.$current.withValue(flag) { Cancellation.isRequested == flag.isRaised } }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test("A cancelled task is heeded, with a flag and without", arguments: [true, false])
    func task(hasFlag: Bool) async {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (cancelled, cancel) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            await Cancellation.$current.withValue(hasFlag ? Cancellation.Flag() : nil) {
                start.finish()
                for await _ in cancelled {}
                return Cancellation.isRequested
            }
        }
        for await _ in started {}
        task.cancel()
        cancel.finish()
        #expect(await task.value)
    }
}
