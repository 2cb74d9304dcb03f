/// The text of `dragoman help`, made from the tables of verbs, options and exit codes.
enum HelpPage {
    /// Help on one verb, or the overview.
    static func text(on verb: Verb?) -> String { verb.map(page) ?? overview }

    /// The list of verbs, and how to begin.
    static var overview: String {
        var text = """
            dragoman analyzes news articles: language, entities, translation. Articles and jobs live in PostgreSQL,
            where plain SQL enqueues them; workers write the findings back.

            Usage: dragoman VERB [OPTIONS] …

            Verbs:

            """
        let width = (Verb.allCases.map(\.rawValue.utf8.count).max() ?? 0) + 2
        for verb in Verb.allCases { text += "  \(padded(verb.rawValue, to: width))\(verb.summary)\n" }
        text += """

            To begin:
              dragoman demo                                    see it work; needs only PostgreSQL's server programs
              export DATABASE_URL=postgresql://you@localhost/news
              dragoman migrate                                 create the schema
              psql "$DATABASE_URL" -c "SELECT dragoman.enqueue('Angela Merkel visited Paris.')"
              dragoman run                                     analyze it; Ctrl-C ends it
              psql "$DATABASE_URL" -c "SELECT * FROM dragoman.findings"

            Settings: a flag, else its variable, else the default; "dragoman help run" lists them and
            "dragoman run --print-config" shows what is in force. Times are written 500ms, 15s, 2m, 1h, 7d.
            Results go to standard output, logs, progress and errors to standard error.

            Exit codes:

            """
        for code in ExitCode.allCases { text += "  \(padded(String(code.rawValue), to: 5))\(code.explanation)\n" }
        text += "\n\"dragoman help VERB\" explains a verb, with examples.\n"
        return text
    }

    /// Help on one verb.
    static func page(on verb: Verb) -> String {
        var text = "Usage: dragoman \(verb.rawValue)\(verb.usage)\n\n\(verb.explanation)\n"
        if !verb.options.isEmpty {
            text += "\nOptions:\n"
            for option in verb.options { text += lines(for: option) }
            text += lines(for: Option("help", .present, "show this"))
        }
        text += "\nExamples:\n"
        for example in verb.examples { text += "  \(example)\n" }
        return text
    }

    /// Two lines: how an option is written, and what it does.
    private static func lines(for option: Option) -> String {
        var head = "  \(option.dashed)"
        if !option.isSwitch { head += " \(option.value.placeholder)" }
        var notes: [String] = []
        if let variable = option.variable { notes.append(variable) }
        if let fallback = option.fallback { notes.append("default: \(fallback)") }
        if !notes.isEmpty { head += "   [\(notes.joined(separator: "; "))]" }
        return "\(head)\n      \(option.help)\n"
    }

    /// ASCII text filled with spaces.
    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }
}
