internal import ArticleAnalysis
internal import FoundationEssentials

/// Looks through one finding for what breaks the rules all findings share.
struct FindingFaults {
    /// The body's scalars: what offsets count.
    private let scalars: [Unicode.Scalar]

    /// Arrays, by their key, whose `text` is not the body's.
    private let ownText: Set<String>

    /// For findings on one body.
    init(body: String, ownText: Set<String>) {
        scalars = Array(body.unicodeScalars)
        self.ownText = ownText
    }

    /// One sentence for each fault of a finding and of its JSON.
    func faults<Kind: Finding>(in finding: Kind, encoded json: Data) -> [String] {
        var faults: [String] = []
        do {
            let value = try JSONReader.value(of: json)
            guard case .object = value else { return ["its JSON is no object"] }
            faults += self.faults(in: value, at: "")
            let again = try FindingFaults.encode(try JSONDecoder().decode(Kind.self, from: json))
            if again != json { faults.append("its JSON, decoded and encoded again, is another") }
        } catch {
            faults.append("its JSON cannot be decoded again: \(error)")
        }
        return faults
    }

    /// A finding's JSON with keys in a fixed order, so that equal findings have equal bytes.
    static func encode(_ finding: some Finding) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(finding)
    }

    /// Goes down the document; `path` is where it is: `entities[3].mentions[0]`.
    private func faults(in value: JSONValue, at path: String) -> [String] {
        switch value {
        case .null: return ["\(path) is null, and should be absent"]
        case .bool, .number, .string: return []
        case .array(let elements):
            return elements.enumerated().flatMap { faults(in: $1, at: "\(path)[\($0)]") } + orderFaults(of: elements, at: path)
        case .object(let members):
            let inside = members.sorted { $0.key < $1.key }
            return inside.flatMap { faults(in: $1, at: path.isEmpty ? $0 : "\(path).\($0)") }
                + spanFaults(of: members, at: path) + shareFaults(of: members, at: path)
        }
    }

    /// What is wrong with an object that has `start` and `end`.
    private func spanFaults(of members: [String: JSONValue], at path: String) -> [String] {
        guard let first = members["start"], let last = members["end"] else { return [] }
        guard let start = first.integer, let end = last.integer else { return ["\(path) has a start or end that is no whole number"] }
        guard 0 <= start, start < end, end <= scalars.count else {
            return ["\(path) spans \(start)..<\(end), which is empty or outside the body's \(scalars.count) code points"]
        }
        guard let text = members["text"]?.string, !hasOwnText(path) else { return [] }
        // Compared scalar by scalar: String's == would call canonically equivalent texts the same.
        guard text.unicodeScalars.elementsEqual(scalars[start..<end]) else {
            return ["\(path) spans \(start)..<\(end), where the body has another text"]
        }
        return []
    }

    /// Whether the array that `path` lies in has texts of its own: `segments[4]` with `segments`.
    private func hasOwnText(_ path: String) -> Bool {
        let name = path.split(separator: ".").last?.prefix { $0 != "[" } ?? ""
        return ownText.contains(String(name))
    }

    /// Probabilities and shares beyond 0…1.
    private func shareFaults(of members: [String: JSONValue], at path: String) -> [String] {
        ["confidence", "salience"].compactMap { key in
            guard let number = members[key]?.number, !(0...1).contains(number) else { return nil }
            return "\(path.isEmpty ? key : "\(path).\(key)") is \(number), not in 0…1"
        }
    }

    /// Spans that do not come in text order.
    private func orderFaults(of elements: [JSONValue], at path: String) -> [String] {
        let starts = elements.compactMap { element in
            if case .object(let members) = element { members["start"]?.integer } else { nil }
        }
        return zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 } ? [] : ["\(path) is not in text order"]
    }
}
