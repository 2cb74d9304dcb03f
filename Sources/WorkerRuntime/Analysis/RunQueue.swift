/// Runs that wait for a slot: those under way first, fresh ones only while fewer than `width` articles are under way.
struct RunQueue: Sendable {
    let width: Int
    private var resumed = Fifo<AnalysisRun>()
    private var fresh = Fifo<AnalysisRun>()
    private(set) var active = 0
    /// While closed nothing fresh begins: a suspect runs alone.
    var isClosed = false

    init(width: Int) { self.width = width }

    var waiting: Int { fresh.count }

    mutating func add(_ run: AnalysisRun) { fresh.append(run) }

    /// A run that comes back from a task or a gate.
    mutating func resume(_ run: AnalysisRun) { resumed.append(run) }

    /// The one run that may begin while the queue is closed.
    mutating func addAlone(_ run: AnalysisRun) {
        active += 1
        resumed.append(run)
    }

    /// What a free slot should do next.
    mutating func take(mayStart: Bool) -> AnalysisRun? {
        if let run = resumed.popFirst() { return run }
        guard mayStart, !isClosed, active < width, let run = fresh.popFirst() else { return nil }
        active += 1
        return run
    }

    /// One article is through.
    mutating func finished() { active -= 1 }

    /// Takes out all that has not begun.
    mutating func withdraw() -> [AnalysisRun] {
        var runs: [AnalysisRun] = []
        while let run = fresh.popFirst() { runs.append(run) }
        return runs
    }
}

/// First in, first out, in amortized constant time.
struct Fifo<Element: Sendable>: Sendable {
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        let element = elements[head]
        elements[head] = nil
        head += 1
        if head == elements.count {
            elements.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 256, head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
        return element
    }
}
