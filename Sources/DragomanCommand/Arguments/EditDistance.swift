/// How far two words are apart, for "did you mean".
enum EditDistance {
    /// Insertions, deletions, replacements and swaps of neighbours that turn `left` into `right` (optimal string alignment).
    static func between(_ left: String, _ right: String) -> Int {
        let left = Array(left.utf8), right = Array(right.utf8)
        var before: [Int] = []
        var above = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(current[column] + 1, above[column + 1] + 1, above[column] + (byte == other ? 0 : 1))
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other { best = min(best, before[column - 1] + 1) }
                current.append(best)
            }
            (before, above) = (above, current)
        }
        return above[right.count]
    }

    /// The nearest of `words`, or `nil` when none is near: a third of the letters may differ, two in short words. A word that
    /// begins with what was typed counts as near too.
    static func nearest(to typed: String, among words: [String]) -> String? {
        guard !typed.isEmpty, typed.utf8.count <= 64 else { return nil }
        let ranked = words.map { (word: $0, distance: between(typed, $0)) }
        if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(2, best.word.utf8.count / 3),
            best.distance < best.word.utf8.count
        {
            return best.word
        }
        return typed.utf8.count >= 3 ? words.first { $0.hasPrefix(typed) } : nil
    }
}
