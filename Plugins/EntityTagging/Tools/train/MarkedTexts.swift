import Foundation

/// Texts written for Dragoman, their names marked where they stand: `[P Mary Smith]`, `[O …]`, `[L …]`, `[F …]`.
enum MarkedTexts {
    private static let tools = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("..")
    private static let types: [Unicode.Scalar: String] = ["P": "PERSON", "O": "ORG", "L": "LOCATION", "F": "FACILITY"]

    /// The sentences of `lists/examples.txt`, each a text.
    static func examples() throws -> [Row] {
        let lines = try read("lists/examples.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
        return lines.enumerated().map { number, line in row(line, id: "examples-\(number)", language: "en") }
    }

    /// The articles of `articles/` in a language, by which their files' names begin: a headline behind `=`, then paragraphs; a blank line between two.
    static func articles(in language: some StringProtocol) throws -> [Row] {
        let names = try FileManager.default.contentsOfDirectory(atPath: tools.appendingPathComponent("articles").path)
        let files = names.filter { $0 == "\(language).txt" || $0.hasPrefix("\(language)-") }.sorted()
        if files.isEmpty { throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: "Tools/articles/\(language).txt"]) }
        return try files.flatMap { name in
            try read("articles/\(name)").split(separator: "\n\n").filter { !$0.hasPrefix("#") }.enumerated().map { number, article in
                var lines = article.split(separator: "\n")
                let title = lines.first?.hasPrefix("= ") == true ? lines.removeFirst().dropFirst(2) : nil
                var row = row(lines.joined(separator: "\n"), id: "\(name)-\(number)", language: language)
                row.title = title.map { self.row($0, id: "", language: language).text }
                return row
            }
        }
    }

    private static func read(_ path: String) throws -> String {
        try String(contentsOf: tools.appendingPathComponent(path), encoding: .utf8)
    }

    /// The text without its marks, and the names they mark.
    private static func row(_ marked: some StringProtocol, id: String, language: some StringProtocol) -> Row {
        var text = String.UnicodeScalarView()
        var names: [Row.Name] = []
        var open: (start: Int, type: String)?
        var scalars = marked.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if scalar == "[", let type = scalars.next().flatMap({ types[$0] }) {
                open = (text.count, type)
                _ = scalars.next()
            } else if scalar == "]", let (start, type) = open {
                names.append(Row.Name(start: start, end: text.count, type: type))
                open = nil
            } else {
                text.append(scalar)
            }
        }
        return Row(id: id, lang: String(language), text: String(text), entities: names)
    }
}
