/// An article to enqueue, as an element of `enqueue_many`'s array.
struct ArticleElement: Sendable {
    /// The JSON object.
    var json: [UInt8]
    /// Where it came from, for messages: `articles.jsonl line 3`.
    var place: String
    /// Characters that PostgreSQL cannot store and that became U+FFFD.
    var replaced: Int

    /// The parameters of `dragoman.enqueue`, and what JSON they take.
    private static let parameters: [(name: String, kinds: [JSONScanner.Kind])] = [
        ("body", [.string]), ("title", [.string]), ("key", [.string]), ("url", [.string]), ("language", [.string]),
        ("published_at", [.string]), ("metadata", [.object, .array, .string, .number, .bool]), ("analyzers", [.array]),
        ("priority", [.number]),
        ("run_at", [.string]), ("max_attempts", [.number]),
    ]

    /// A line of JSON lines; `defaults` say what it leaves out.
    ///
    /// - Throws: ``JSONLine/Fault`` with a sentence for whoever wrote the line.
    init(line: [UInt8], place: String, defaults: ArticleDefaults) throws(JSONLine.Fault) {
        let line = try JSONLine(line)
        _ = try line.body()
        let known = Self.parameters.map(\.name)
        if let stranger = line.members.keys.filter({ !known.contains($0) }).min() {
            let guess = stranger == "id" ? "key" : EditDistance.nearest(to: stranger, among: known)
            let hint = guess.map { "did you mean \"\($0)\"?" } ?? "what is your own belongs into \"metadata\"."
            throw JSONLine.Fault(id: nil, reason: "there is no parameter \"\(DisplayWidth.fitted(stranger, to: 60))\"; \(hint)")
        }
        var object = StorableJSON()
        object.append("{")
        for (name, kinds) in Self.parameters {
            guard let value = line.members[name], value.kind != .null else {
                defaults.add(name, to: &object)
                continue
            }
            guard kinds.contains(value.kind) else {
                throw JSONLine.Fault(id: nil, reason: "\"\(name)\" must be \(Self.words(for: kinds))")
            }
            object.append(object.bytes.count == 1 ? "\"\(name)\":" : ",\"\(name)\":")
            object.append(value: line.bytes[value.range])
        }
        object.append("}")
        (json, replaced, self.place) = (object.bytes, object.replaced, place)
    }

    /// A text with the options of the command line.
    init(text: String, place: String, defaults: ArticleDefaults) {
        var object = StorableJSON()
        object.append("{\"body\":")
        object.append(text: text)
        for (name, _) in Self.parameters { defaults.add(name, to: &object) }
        object.append("}")
        (json, replaced, self.place) = (object.bytes, object.replaced, place)
    }

    /// What a parameter takes, in words.
    private static func words(for kinds: [JSONScanner.Kind]) -> String {
        switch kinds {
        case [.string]: "a string"
        case [.number]: "a number"
        default: "an array of strings"
        }
    }
}

/// What the options of `enqueue` say for articles that do not say it themselves.
struct ArticleDefaults: Sendable {
    /// JSON of each parameter, by name.
    private var values: [String: [UInt8]] = [:]

    /// - Throws: ``CommandError`` where `--metadata` is no JSON object.
    init(_ settings: Settings) throws {
        let texts: [(Option, String)] = [
            (.title, "title"), (.key, "key"), (.url, "url"), (.language, "language"), (.publishedAt, "published_at"), (.runAt, "run_at"),
        ]
        for (option, name) in texts { if let text = settings.text(option) { values[name] = Self.storable(text) } }
        for (option, name) in [(Option.priority, "priority"), (.maxAttempts, "max_attempts")] {
            if let number = settings.integer(option) { values[name] = Array(String(number).utf8) }
        }
        if let keys = settings.keys(.analyzers) {
            values["analyzers"] = Array("[\(keys.map(JSONText.quoted).joined(separator: ","))]".utf8)
        }
        if let text = settings.text(.metadata) { values["metadata"] = try Self.object(text) }
    }

    /// No defaults.
    init() {}

    /// Adds a parameter's default, where there is one.
    func add(_ name: String, to object: inout StorableJSON) {
        guard let value = values[name] else { return }
        object.append(object.bytes.count == 1 ? "\"\(name)\":" : ",\"\(name)\":")
        object.append(String(decoding: value, as: UTF8.self))
    }

    /// A text as JSON.
    private static func storable(_ text: String) -> [UInt8] {
        var json = StorableJSON()
        json.append(text: text)
        return json.bytes
    }

    /// The metadata, when it is an object.
    private static func object(_ text: String) throws -> [UInt8] {
        var scanner = JSONScanner(Array(text.utf8))
        guard let value = try? scanner.value(), value.kind == .object, scanner.isAtEnd() else {
            throw CommandError.usage("--metadata needs a JSON object, for instance --metadata '{\"desk\":\"asia\"}'.")
        }
        var json = StorableJSON()
        json.append(value: scanner.bytes[value.range])
        return json.bytes
    }
}
