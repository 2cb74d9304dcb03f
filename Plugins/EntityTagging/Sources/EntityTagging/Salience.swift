internal import ArticleAnalysis

/// How much of an article is about each group of mentions.
struct Salience {
    /// The length of the body in code points.
    let length: Int
    /// The names of the title's entities: what an editor put there is what it is about.
    let titled: Set<String>

    /// Weights that add up to one at most.
    ///
    /// A mention weighs by its confidence, more at the beginning of the article; being in the title counts like three early mentions.
    /// Nationalities say more of the others than of themselves and weigh half.
    func shares(_ groups: [MentionGroup], _ mentions: [TypedMention], names: [String]) -> [Double] {
        var weights = [Double](repeating: 0, count: groups.count)
        for (index, group) in groups.enumerated() {
            var weight = 0.0
            for mention in group.mentions {
                let position = Double(mentions[mention].candidate.codePoint) / Double(max(length, 1))
                weight += mentions[mention].confidence * (1 + max(0, 1 - position * 4))
            }
            if titled.contains(names[index]) { weight += 6 }
            weights[index] = group.type == .group ? weight / 2 : weight
        }
        let sum = weights.reduce(0, +)
        // Four digits are more than the numbers are worth; rounding down keeps the sum within one.
        return weights.map { sum > 0 ? ($0 / sum * 10_000).rounded(.down) / 10_000 : 0 }
    }
}
