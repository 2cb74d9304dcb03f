/// All settings of one invocation: flag, else environment, else default.
struct Settings: Sendable {
    /// What was typed.
    let arguments: Arguments
    /// The process's environment.
    let environment: [String: String]

    /// - Throws: ``CommandError`` that names the first flag or variable with a value it cannot have.
    init(_ arguments: Arguments, environment: [String: String]) throws {
        self.arguments = arguments
        self.environment = environment
        for option in arguments.verb.options {
            let setting = setting(option)
            guard let text = setting.text, let complaint = option.value.complaint(about: text) else { continue }
            let name = setting.name(of: option)
            let join = name == option.dashed ? " " : "="
            throw CommandError.usage("\(name) \(complaint); for instance \(name)\(join)\(option.value.example).")
        }
    }

    /// What was said of `option`; an empty variable counts as unset, as Compose files and systemd units leave them.
    func setting(_ option: Option) -> Setting {
        if let text = arguments.flags[option.flag] { return Setting(text: text, origin: .flag(option.flag)) }
        if let variable = option.variable, let text = environment[variable], !text.isEmpty {
            return Setting(text: text, origin: .variable(variable))
        }
        return Setting(text: nil, origin: .builtIn)
    }

    /// Whether a switch was given.
    func has(_ option: Option) -> Bool { arguments.flags[option.flag] != nil }

    /// The text of `option`, where one was given.
    func text(_ option: Option) -> String? { setting(option).text }

    /// The number of `option`, where one was given; its form was checked at the start.
    func integer(_ option: Option) -> Int? { setting(option).text.flatMap { Int($0) } }

    /// The duration of `option`, where one was given; its form was checked at the start.
    func duration(_ option: Option) -> Duration? { setting(option).text.flatMap(DurationText.parse) }

    /// The analyzer keys of `option`, where some were given.
    func keys(_ option: Option) -> [String]? { setting(option).text.map(OptionValue.keys(in:)) }

    /// Variables that look like ours and are none, each with the nearest real one.
    var misspelledVariables: [(name: String, guess: String?)] {
        let prefix = "DRAGOMAN_"
        let known = Set(Verb.allCases.flatMap { $0.options.compactMap(\.variable) })
        let endings = known.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
        let strangers = environment.keys.filter { $0.hasPrefix(prefix) && !known.contains($0) && !Self.isOfKubernetes($0) }
        return strangers.sorted().map { name in
            (name, EditDistance.nearest(to: String(name.dropFirst(prefix.count)), among: endings).map { prefix + $0 })
        }
    }

    /// Whether Kubernetes made the variable for a service that is called dragoman.
    private static func isOfKubernetes(_ name: String) -> Bool {
        name.hasSuffix("_SERVICE_HOST") || name.contains("_SERVICE_PORT") || name == "DRAGOMAN_PORT" || name.hasPrefix("DRAGOMAN_PORT_")
    }
}
