/// What a command line asks for.
enum Invocation: Sendable {
    /// Help, on one verb or in general.
    case help(Verb?)
    /// The version.
    case version
    /// A verb with its flags and operands.
    case verb(Arguments)
}

/// A verb with what was typed after it.
struct Arguments: Sendable {
    /// The verb.
    var verb: Verb
    /// By flag without dashes; switches have an empty value. Of a flag said twice the last counts.
    var flags: [String: String] = [:]
    /// What is no flag, in order.
    var operands: [String] = []
}

/// Turns words into an ``Invocation``, or into one sentence that says which word is wrong.
struct CommandLineParser {
    /// The words not yet read.
    private var rest: ArraySlice<String>

    private init(_ words: [String]) { rest = words[...] }

    /// Parses what follows the program's name.
    ///
    /// - Throws: ``CommandError`` with the exit code 64.
    static func parse(_ words: [String]) throws -> Invocation {
        var parser = CommandLineParser(words)
        return try parser.invocation()
    }

    private mutating func invocation() throws -> Invocation {
        guard let word = rest.popFirst() else { return .help(nil) }
        switch word {
        case "-h", "--help", "help": return .help(try rest.popFirst().map { try verb(named: $0) })
        case "-V", "--version", "version":
            return rest.contains { $0 == "-h" || $0 == "--help" } ? .help(.version) : .version
        default: return try arguments(of: verb(named: word))
        }
    }

    /// The verb of this name.
    private func verb(named name: String) throws -> Verb {
        if let verb = Verb(rawValue: name) { return verb }
        guard !name.hasPrefix("-") else {
            throw CommandError.usage("The verb comes first: dragoman VERB \(name) …; \"dragoman help\" lists the verbs.")
        }
        let guess = EditDistance.nearest(to: name, among: Verb.allCases.map(\.rawValue))
        throw CommandError.usage(
            guess.map { "There is no verb \"\(name)\"; did you mean \"dragoman \($0)\"?" }
                ?? "There is no verb \"\(name)\"; \"dragoman help\" lists them.")
    }

    /// Flags and operands of `verb`.
    private mutating func arguments(of verb: Verb) throws -> Invocation {
        var arguments = Arguments(verb: verb)
        while let word = rest.popFirst() {
            if word == "--" {
                arguments.operands += rest
                rest = []
            } else if word == "-h" || word == "--help" {
                return .help(verb)
            } else if word.hasPrefix("-"), word != "-", !verb.takesNegativeOperands || Int(word) == nil {
                try read(flag: word, into: &arguments)
            } else {
                arguments.operands.append(word)
            }
        }
        if let extra = arguments.operands.first, verb.operands == .none {
            throw CommandError.usage("\"dragoman \(verb.rawValue)\" takes no \"\(extra)\"; see \"dragoman help \(verb.rawValue)\".")
        }
        return .verb(arguments)
    }

    /// One flag and, where it takes one, its value.
    private mutating func read(flag word: String, into arguments: inout Arguments) throws {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let option = try option(name, of: arguments.verb)
        let attached = parts.count == 2 ? String(parts[1]) : nil
        if option.isSwitch {
            guard attached == nil else { throw CommandError.usage("\(name) takes no value: write just \(name).") }
            arguments.flags[option.flag] = ""
            return
        }
        guard let value = attached ?? nextValue() else {
            throw CommandError.usage("\(name) needs a value, for instance \(name) \(option.value.example).")
        }
        arguments.flags[option.flag] = value
    }

    /// The next word, unless it looks like a flag.
    private mutating func nextValue() -> String? {
        guard let next = rest.first, !next.hasPrefix("--") else { return nil }
        return rest.popFirst()
    }

    /// The option of this name, or a sentence with the nearest one.
    private func option(_ name: String, of verb: Verb) throws -> Option {
        if let option = verb.options.first(where: { $0.dashed == name }) { return option }
        if let guess = EditDistance.nearest(to: name, among: verb.options.map(\.dashed) + ["--help"]) {
            throw CommandError.usage("\"dragoman \(verb.rawValue)\" has no \(name); did you mean \(guess)?")
        }
        if let other = Verb.allCases.first(where: { $0.options.contains { $0.dashed == name } }) {
            throw CommandError.usage(
                "\"dragoman \(verb.rawValue)\" has no \(name) (\"dragoman \(other.rawValue)\" has); see \"dragoman help \(verb.rawValue)\"."
            )
        }
        throw CommandError.usage("\"dragoman \(verb.rawValue)\" has no \(name); see \"dragoman help \(verb.rawValue)\".")
    }
}
