/// Scripts as findings name them.
extension Prose {
    /// What Chinese and Japanese are written in.
    private static let han = ["Hani", "Hira", "Kana", "Bopo"].compactMap(ScriptTable.script(named:))
    /// What Korean is written in.
    private static let hangul = ScriptTable.script(named: "Hang")
    /// What tells Sorani from Kurmanji.
    private static let arabic = ScriptTable.script(named: "Arab")

    /// Whether the text has a letter of the Arabic script.
    var hasArabicLetters: Bool { Prose.arabic.map { letters[Int($0)] > 0 } ?? false }

    /// ISO 15924 of most of the letters; East Asian writing under its usual names: `Jpan`, `Kore`, `Hans`, `Hant`.
    func scriptCode(for language: String, traditional: Bool) -> String? {
        guard let mainScript else { return nil }
        let name = ScriptTable.names[Int(mainScript)]
        guard Prose.han.contains(mainScript) || mainScript == Prose.hangul else { return name }
        return switch language {
        case "ja": "Jpan"
        case "ko": "Kore"
        case "zh": traditional ? "Hant" : "Hans"
        default: name
        }
    }
}
