/// A table in columns, for people.
struct TextTable {
    /// Heads of the columns.
    var head: [String]
    /// Cells, row by row.
    var rows: [[String]] = []
    /// Columns whose cells stand to the right, for numbers.
    var numeric: Set<Int> = []

    init(_ head: [String], numeric: Set<Int> = []) {
        self.head = head
        self.numeric = numeric
    }

    /// The lines of the table; the last column may be as long as it likes.
    func lines(style: Style) -> [String] {
        var widths = head.map { DisplayWidth.of($0) }
        for row in rows { for (column, cell) in row.enumerated() { widths[column] = max(widths[column], DisplayWidth.of(cell)) } }
        let all = [head.map { style.faint($0, DisplayWidth.of($0)) }] + rows.map { $0.map { ($0, DisplayWidth.of($0)) } }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let fill = String(repeating: " ", count: max(0, widths[column] - cell.1))
                let isLast = column == row.count - 1
                line += numeric.contains(column) ? fill + cell.0 : isLast ? cell.0 : cell.0 + fill
                if !isLast { line += "  " }
            }
            return line
        }
    }
}

/// Colours, where the reader is a terminal that wants them.
struct Style: Sendable {
    /// Whether escape sequences are written.
    let isColoured: Bool

    /// Bold text.
    func strong(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    /// Text for what matters less.
    func faint(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    /// Text for what is wrong.
    func warning(_ text: String) -> String { isColoured ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
    /// Faint text with the columns it takes.
    func faint(_ text: String, _ width: Int) -> (String, Int) { (faint(text), width) }
}
