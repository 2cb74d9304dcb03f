/// Something that can be set by a flag, and mostly by a variable too.
struct Option: Sendable {
    /// The flag without its dashes: `lease`.
    let flag: String
    /// The environment variable that says the same: `DRAGOMAN_LEASE`.
    let variable: String?
    /// What may be said.
    let value: OptionValue
    /// What holds where neither says anything, as help shows it.
    let fallback: String?
    /// One sentence for help, without a full stop.
    let help: String

    init(_ flag: String, variable: String? = nil, _ value: OptionValue, fallback: String? = nil, _ help: String) {
        self.flag = flag
        self.variable = variable
        self.value = value
        self.fallback = fallback
        self.help = help
    }

    /// The same option where another default holds.
    func with(fallback: String) -> Option { Option(flag, variable: variable, value, fallback: fallback, help) }

    /// The flag as it is typed: `--lease`.
    var dashed: String { "--\(flag)" }
    /// Whether the flag stands alone.
    var isSwitch: Bool { if case .present = value { true } else { false } }
}
