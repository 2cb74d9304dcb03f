/// Scripts as findings name them.
extension Prose {
    /// What Chinese and Japanese are written in.
    private static let han = ["Hani", "Hira", "Kana", "Bopo"].compactMap(ScriptTable.script(named:))
    /// What Korean is written in.
    private static let hangul = ScriptTable.script(named: "Hang")
    /// What only Japanese is written in.
    private static let kana = ["Hira", "Kana"].compactMap(ScriptTable.script(named:))

    /// Whether no kana stands among the characters.
    var isHanAlone: Bool { Prose.kana.allSatisfy { letters[Int($0)] == 0 } }

    /// ISO 15924 of most of the letters; East Asian writing under its usual names: `Jpan`, `Kore`, `Hans`, `Hant`.
    func scriptCode(for language: String) -> String? {
        guard let mainScript else { return nil }
        let name = ScriptTable.names[Int(mainScript)]
        guard Prose.han.contains(mainScript) || mainScript == Prose.hangul else { return name }
        return switch language {
        case "ja": "Jpan"
        case "ko": "Kore"
        case "zh": ChineseVariants.isTraditional(self) ? "Hant" : "Hans"
        default: name
        }
    }
}
