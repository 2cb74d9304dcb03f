extension ArticleFacts {
    /// Longer names of places are rare.
    private static let mostWords = 4

    /// Marks the names of the place table among the capitalised words of a sentence, or words of a script without capitals, the longest from
    /// each word on.
    mutating func notePlaces(_ sentence: Reading.Sentence, _ tokens: [Token], _ bytes: [UInt8]) {
        guard let table = PlaceTable.shared else { return }
        var run = sentence.tokens.lowerBound
        while run < sentence.tokens.upperBound {
            var end = run + 1
            if words[run].isCapital {
                end = Int(words[run].run.upperBound)
            } else if words[run].mayBeName, !tokens[run].traits.contains(.unit) {
                while end < sentence.tokens.upperBound, words[end].mayBeName, !words[end].isCapital { end += 1 }
            } else {
                run += 1
                continue
            }
            notePlaces(run..<end, tokens, bytes, table)
            run = end
        }
    }

    /// The same for capitalised words in a row.
    private mutating func notePlaces(_ run: Range<Int>, _ tokens: [Token], _ bytes: [UInt8], _ table: PlaceTable) {
        var start = run.lowerBound
        while start < run.upperBound {
            let most = min(run.upperBound, start + ArticleFacts.mostWords)
            let name = ToponymKey(bytes, from: Int(tokens[start].start), to: Int(tokens[most - 1].end), table: table, whole: false)
            var next = start + 1
            for count in stride(from: name.words.count, to: 0, by: -1) {
                guard let hit = table.best(name.key(0..<count)),
                    let last = (start..<most).first(where: { Int(tokens[$0].end) == name.words[count - 1].end })
                else { continue }
                let size = ArticleFacts.size(hit, table)
                words[start].place = size << 1 | 1
                for inside in start + 1..<max(last + 1, start + 1) { words[inside].place = size << 1 }
                next = last + 1
                break
            }
            start = next
        }
    }

    /// How large a place is: 1 for a short form such as "Tex.", 2 and 3 for countries, then towns and divisions by inhabitants, a step for each
    /// power of eight, those of a lesser name first.
    private static func size(_ hit: PlaceTable.Hit, _ table: PlaceTable) -> UInt8 {
        if hit.isAbbreviation { return 1 }
        let place = table.place(hit.place)
        if place.level == .country { return hit.isLesser ? 2 : 3 }
        return (hit.isLesser ? 4 : 14) + UInt8(min(max(place.population, 0) / 3, 9))
    }
}
