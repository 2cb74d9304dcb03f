@testable import EntityTagging

/// How often the place that is meant is found, within 161 km, as the field counts it.
struct PlaceScore: CustomStringConvertible {
    private(set) var right = 0
    /// How often the most populous place of the name is the one.
    private(set) var popular = 0
    private(set) var all = 0
    private(set) var wrong: [String] = []

    var description: String { "\(right) of \(all) right; \(popular) by population alone" }

    /// Resolves texts in their languages, marked as ``MarkedText`` reads it.
    init(_ texts: [(language: String, text: String)]) throws {
        for (language, text) in texts {
            let marked = MarkedText(text, language)
            let found = try marked.locations()
            for (index, name) in marked.names.enumerated() {
                guard let gold = name.gold else { continue }
                all += 1
                if let most = marked.mostPopulous(index), kilometres(most, gold) < 161 { popular += 1 }
                if let location = found[index], kilometres((location.latitude, location.longitude), gold) < 161 {
                    right += 1
                } else {
                    let answer = found[index].map { "\($0.latitude) \($0.longitude) \($0.country ?? "")" } ?? "nothing"
                    wrong.append("\(name.text) in \(text.prefix(60)): \(answer)")
                }
            }
        }
    }
}
