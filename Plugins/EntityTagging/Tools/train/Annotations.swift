import Foundation

/// Names marked by hand for Dragoman in texts of others: `Tools/annotations/NAME.tsv`, without the texts.
///
/// A line `# text: FILE …` names the files below the data folder that have the texts. `@ID` begins a document, and each line after it is a name:
/// start, end (code points), P, O, L or F, and the name itself, by which is seen whether the text is the one that was marked.
struct Annotations {
    struct Name {
        var start: Int
        var end: Int
        var type: String
        var text: String
    }

    enum Failure: Error, CustomStringConvertible {
        case line(URL, Int)
        case other(URL, id: String, Name)
        case missing(URL, count: Int, id: String)

        var description: String {
            switch self {
            case .line(let file, let number): "\(file.path): line \(number) is neither @ID nor START, END, P|O|L|F, NAME between tabs"
            case .other(let file, let id, let name):
                "\(file.path): the text of \(id) has no \"\(name.text)\" at \(name.start); it is not the one that was marked"
            case .missing(let file, let count, let id): "\(file.path): \(count) documents are not among the texts, \(id) for one"
            }
        }
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../annotations")
    private static let types = ["P": "PERSON", "O": "ORG", "L": "LOCATION", "F": "FACILITY"]

    let file: URL
    /// The files with the texts, below the data folder.
    private(set) var sources: [String] = []
    /// The names of each document.
    private(set) var names: [String: [Name]] = [:]

    /// Reads the names of a corpus; `nil` where it is none of ours.
    init?(of corpus: String) throws {
        file = Annotations.folder.appendingPathComponent("\(corpus).tsv")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let text = try String(contentsOf: file, encoding: .utf8)
        var id = ""
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            if line.hasPrefix("# text: ") {
                sources = line.dropFirst(8).split(separator: " ").map(String.init)
            } else if line.hasPrefix("#") {
                continue
            } else if line.hasPrefix("@") {
                id = String(line.dropFirst())
                names[id] = []
            } else if !id.isEmpty, fields.count == 4, let start = Int(fields[0]), let end = Int(fields[1]), start < end,
                let type = Annotations.types[String(fields[2])]
            {
                names[id]?.append(Name(start: start, end: end, type: type, text: String(fields[3])))
            } else {
                throw Failure.line(file, number + 1)
            }
        }
    }

    /// The documents, in the order of the texts.
    func rows(in data: URL) throws -> [Row] {
        var rows: [Row] = []
        var missing = Set(names.keys)
        for source in sources {
            let lines = try String(contentsOf: data.appendingPathComponent(source), encoding: .utf8).split(separator: "\n")
            for (number, line) in lines.enumerated() {
                let row = try source.hasSuffix(".tsv") ? sentence(line, number: number + 1, of: source) : Row(json: line)
                guard var row, let marked = names[row.id], missing.remove(row.id) != nil else { continue }
                let scalars = Array(row.text.unicodeScalars)
                row.entities = try marked.map { name in
                    guard name.end <= scalars.count, scalars[name.start..<name.end].elementsEqual(name.text.unicodeScalars) else {
                        throw Failure.other(file, id: row.id, name)
                    }
                    return Row.Name(start: name.start, end: name.end, type: name.type)
                }
                rows.append(row)
            }
        }
        if let id = missing.min() { throw Failure.missing(file, count: missing.count, id: id) }
        return rows
    }

    /// A line "language, kind, text" of a list of sentences: the folder and the line's number are its id.
    private func sentence(_ line: Substring, number: Int, of source: String) -> Row? {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[1] == "sentence" else { return nil }
        return Row(id: "\(source.prefix { $0 != "/" }):\(number)", lang: String(fields[0]), text: String(fields[2]), entities: [])
    }
}

/// A text of a corpus with its names.
struct Row: Decodable {
    struct Name: Decodable {
        var start: Int
        var end: Int
        var type: String
        var named: Bool?
    }
    var id: String
    var lang: String
    var title: String?
    var text: String
    /// None where the corpus has no names of its own.
    var entities: [Name]?
}

extension Row {
    init(json line: Substring) throws { self = try JSONDecoder().decode(Row.self, from: Data(line.utf8)) }
}
