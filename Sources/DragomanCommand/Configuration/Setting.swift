/// A value that is in force, and where it comes from.
struct Setting: Sendable, Equatable {
    /// Who said so.
    enum Origin: Sendable, Equatable {
        case flag(String)
        case variable(String)
        /// Built in.
        case builtIn
        /// Worked out from the machine or from another setting.
        case derived(String)
    }

    /// The value as text; `nil` where nothing is set and nothing is built in.
    var text: String?
    /// Who said so.
    var origin: Origin

    /// The origin in a word or two.
    var source: String {
        switch origin {
        case .flag(let name): "flag --\(name)"
        case .variable(let name): "variable \(name)"
        case .builtIn: "default"
        case .derived(let from): from
        }
    }

    /// How an error names this setting: by what its author typed.
    func name(of option: Option) -> String {
        if case .variable(let name) = origin { name } else { option.dashed }
    }
}
