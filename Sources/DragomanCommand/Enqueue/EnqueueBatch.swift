internal import JobQueue

/// Articles on their way into the queue, some hundred in one transaction.
struct EnqueueBatch {
    /// Where they go.
    let control: QueueControl
    /// Where the ids go.
    let output: Output
    /// Whether ids are written as JSON.
    let isJSON: Bool
    /// Counts on the terminal.
    let progress: Progress
    /// Where what is refused is told.
    let say: (String) -> Void

    /// Those not sent yet.
    private(set) var elements: [ArticleElement] = []
    /// Bytes of their JSON.
    private(set) var bytes = 0
    /// How many are in the queue, how many were refused, and how many characters could not be stored.
    private(set) var enqueued = 0, refused = 0, replaced = 0

    /// Adds one; ``flush()`` sends it.
    mutating func add(_ element: ArticleElement) async throws {
        // Two that are big alone would be too big together for one parameter.
        if bytes + element.json.count > 64 * 1024 * 1024 { try await flush() }
        elements.append(element)
        bytes += element.json.count
    }

    /// Reports an article that is none, after those before it, so that answers keep the order of the input.
    mutating func refuse(_ place: String, _ reason: String) async throws {
        try await flush()
        try answerRefused(place, reason)
    }

    /// Sends what there is.
    mutating func flush() async throws {
        let sent = elements
        (elements, bytes) = ([], 0)
        try await send(sent[...])
    }

    /// Sends some in one transaction; when PostgreSQL refuses them, half of them and then the other half, until the guilty one stands alone.
    private mutating func send(_ part: ArraySlice<ArticleElement>) async throws {
        guard let first = part.first else { return }
        do {
            var json = Array("[".utf8)
            for element in part {
                if json.count > 1 { json.append(UInt8(ascii: ",")) }
                json += element.json
            }
            json.append(UInt8(ascii: "]"))
            let ids = try await control.enqueueMany(json: json)
            var answer: [UInt8] = []
            for id in ids { answer += Array((isJSON ? "{\"job_id\":\(id)}\n" : "\(id)\n").utf8) }
            try output.write(answer)
            enqueued += ids.count
            replaced += part.reduce(0) { $0 + $1.replaced }
            progress.advance(by: ids.count)
        } catch let error as QueueError where error.code == .refused {
            if part.count == 1 { return try answerRefused(first.place, Self.reason(error)) }
            let middle = part.startIndex + part.count / 2
            try await send(part[..<middle])
            try await send(part[middle...])
        }
    }

    /// Says which article was refused and why.
    private mutating func answerRefused(_ place: String, _ reason: String) throws {
        refused += 1
        if isJSON {
            try output.line("{\"error\":\(JSONText.quoted("\(place): \(reason)"))}")
        } else {
            say("\(place): \(reason)")
        }
    }

    /// What PostgreSQL said, without the place in an array the user never saw.
    private static func reason(_ error: QueueError) -> String {
        for mark in ["articles[0].", "articles[0]: ", "articles[0] "] {
            if let range = error.message.firstRange(of: mark) {
                return error.message.replacingCharacters(in: range, with: "")
            }
        }
        return error.message
    }
}

extension String {
    /// The text with another in the place of `range`.
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
