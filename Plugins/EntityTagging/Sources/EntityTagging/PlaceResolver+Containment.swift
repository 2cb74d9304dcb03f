internal import ArticleAnalysis

/// Reads what the text itself says of where a place lies: behind a comma, in parentheses, or by the name of a country beside it.
extension PlaceResolver {
    /// A mention that may contain others: of a country, a people or a division.
    private struct Container {
        var start: Int
        var end: Int
        /// Places of the table.
        var places: [Int]
        /// The toponym it is a mention of, or -1.
        var toponym: Int
    }

    /// Mentions so many bytes apart stand beside each other.
    private static let besideReach = 28
    /// A name of more places than this does not say where anything lies.
    private static let mostContainers = 60

    /// Sets ``PlaceCandidate/contained`` and ``PlaceCandidate/beside``.
    mutating func readContainment(_ groups: [MentionGroup], _ mentions: [TypedMention], _ gazetteer: Gazetteer) {
        let containers = self.containers(groups, mentions, gazetteer)
        var startingAt: [Int: Int] = [:]
        for (index, container) in containers.enumerated() where container.toponym >= 0 { startingAt[container.start] = index }
        // Decided first and applied afterwards, since a mention may both contain and be contained.
        var said: [(toponym: Int, container: Int)] = []
        var saysOf: [(toponym: Int, places: [Int])] = []
        for index in toponyms.indices {
            for span in toponyms[index].spans {
                guard let (at, written) = writtenContainers(behind: span) else { continue }
                let fitting = written.filter { container in toponyms[index].candidates.contains { isInside($0, container) } }
                for container in fitting { said.append((index, container)) }
                if !fitting.isEmpty, let container = startingAt[at] { saysOf.append((containers[container].toponym, fitting)) }
            }
        }
        for (index, container) in said {
            let share = 1 / Float(toponyms[index].spans.count)
            for at in toponyms[index].candidates.indices where isInside(toponyms[index].candidates[at], container) {
                toponyms[index].candidates[at].contained += share
            }
        }
        for (index, places) in saysOf {
            let share = 1 / Float(toponyms[index].spans.count)
            for at in toponyms[index].candidates.indices where places.contains(toponyms[index].candidates[at].place.index) {
                toponyms[index].candidates[at].contained += share
            }
        }
        readNeighbours(containers)
    }

    /// Whether a candidate lies in a container, but is not itself it.
    private func isInside(_ candidate: PlaceCandidate, _ container: Int) -> Bool {
        candidate.place.index != container && table.lies(candidate.place.index, in: container)
    }

    /// The places named right behind a mention as what contains it, "Paris, Texas", "Paris (Tex.)", and where their name starts.
    private func writtenContainers(behind span: Toponym.Span) -> (start: Int, places: [Int])? {
        // "Springfield, Ill." may be one mention.
        var index = bytes[span.start..<span.end].firstIndex(of: 0x2C) ?? span.end
        let limit = min(bytes.count, index + 64)
        guard index < limit else { return nil }
        if bytes[index] == 0x2C {
            index += 1
        } else {
            while index < limit, bytes[index] == 0x20 { index += 1 }
            guard index < limit, bytes[index] == 0x28 else { return nil }
            index += 1
        }
        while index < limit, bytes[index] == 0x20 { index += 1 }
        var end = index
        while end < limit, bytes[end] != 0x2C, bytes[end] != 0x0A, bytes[end] != 0x29, bytes[end] != 0x28, bytes[end] != 0x3B { end += 1 }
        // A cut character is none of a name.
        while end < bytes.count, end > index, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let name = ToponymKey(bytes, from: index, to: end, table: table, most: 4, whole: false)
        guard let first = name.words.first, !isLowercase(first.start) else { return nil }
        for count in stride(from: min(4, name.words.count), to: 0, by: -1) {
            let hits = table.hits(name.key(0..<count))
            guard !hits.isEmpty, hits.count <= PlaceResolver.mostContainers || count > 1 else { continue }
            let places = hits.filter { hit in
                guard !table.towns.contains(hit.place) else { return false }
                return !hit.isAbbreviation || isShortForm(name.words[0].start, name.words[count - 1].end)
            }
            if !places.isEmpty { return (first.start, places.map(\.place)) }
        }
        return nil
    }

    /// Whether a word is written without a capital where its script has one.
    private func isLowercase(_ index: Int) -> Bool {
        if case .letter(cased: true, upper: false) = Scalars.kind(of: Scalars.decode(bytes, at: index, limit: bytes.count).0) {
            return true
        }
        return false
    }

    /// Whether an abbreviation is written as one: "IN" or "Ga." but not "In".
    func isShortForm(_ start: Int, _ end: Int) -> Bool {
        let letters = bytes[start..<end].filter { $0 != 0x2E }
        let isStopped = bytes[end - 1] == 0x2E || end < bytes.count && bytes[end] == 0x2E
        return letters.count > 2 || isStopped || letters.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }

    /// All mentions that may contain others, in text order.
    private func containers(_ groups: [MentionGroup], _ mentions: [TypedMention], _ gazetteer: Gazetteer) -> [Container] {
        var found: [Container] = []
        for (index, toponym) in toponyms.enumerated() {
            let places = toponym.candidates.map(\.place.index).filter { !table.towns.contains($0) }.prefix(PlaceResolver.mostContainers)
            for span in toponym.spans { found.append(Container(start: span.start, end: span.end, places: Array(places), toponym: index)) }
        }
        for group in groups where group.type == .group {
            guard let country = gazetteer.entry(at: group.entry)?.country.flatMap(table.country) else { continue }
            for mention in group.mentions {
                let candidate = mentions[mention].candidate
                found.append(Container(start: Int(candidate.start), end: Int(candidate.end), places: [country], toponym: -1))
            }
        }
        return found.sorted { $0.start < $1.start }
    }

    /// Looks at the containers right before and right behind each mention.
    private mutating func readNeighbours(_ containers: [Container]) {
        for (index, container) in containers.enumerated() where container.toponym >= 0 {
            let share = 1 / Float(toponyms[container.toponym].spans.count)
            var beside: [Int] = []
            if index > 0, isBeside(containers[index - 1].end, container.start) { beside += containers[index - 1].places }
            if index + 1 < containers.count, isBeside(container.end, containers[index + 1].start) { beside += containers[index + 1].places }
            guard !beside.isEmpty else { continue }
            for at in toponyms[container.toponym].candidates.indices {
                let candidate = toponyms[container.toponym].candidates[at]
                if beside.contains(where: { isInside(candidate, $0) }) { toponyms[container.toponym].candidates[at].beside += share }
            }
        }
    }

    /// Whether two mentions stand beside each other in one sentence.
    private func isBeside(_ end: Int, _ start: Int) -> Bool {
        guard start >= end, start - end <= PlaceResolver.besideReach else { return false }
        return !bytes[end..<start].contains { $0 == 0x0A || $0 == 0x21 || $0 == 0x3F || $0 == 0x3B || $0 == 0x2E }
    }
}
