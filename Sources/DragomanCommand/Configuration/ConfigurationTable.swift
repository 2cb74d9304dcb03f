internal import WorkerRuntime

/// What `run --print-config` shows: every setting, its value, and where it comes from.
struct ConfigurationTable: Sendable {
    /// One setting.
    struct Row: Sendable, Equatable, Encodable {
        /// The flag without dashes, or a variable of libpq's.
        var name: String
        /// The variable that sets it.
        var variable: String
        /// What is in force; passwords are hidden.
        var value: String?
        /// Where it comes from.
        var source: String
    }

    /// In the order of help.
    let rows: [Row]

    init(_ settings: Settings, registered: [String], messages: Output) {
        let options = settings.arguments.verb.options.filter { !$0.isSwitch }
        var rows = options.map { option -> Row in
            var setting = settings.setting(option)
            if setting.text == nil { setting = Self.fallback(of: option, settings, registered: registered, messages: messages) }
            return Row(
                name: option.flag, variable: option.variable ?? "", value: setting.text.map { Self.shown($0, of: option) },
                source: setting.source
            )
        }
        for name in settings.environment.keys.filter({ $0.hasPrefix("PG") && $0 != "PGDATA" }).sorted() {
            let value = name.contains("PASS") && name != "PGPASSFILE" ? Secrets.mask : settings.environment[name] ?? ""
            rows.append(Row(name: name.dropFirst(2).lowercased(), variable: name, value: value, source: "variable \(name)"))
        }
        self.rows = rows
    }

    /// What holds where nothing is set.
    private static func fallback(of option: Option, _ settings: Settings, registered: [String], messages: Output) -> Setting {
        switch option.flag {
        case Option.databaseURL.flag: Setting(text: nil, origin: .derived("PG* variables"))
        case Option.listenURL.flag: Setting(text: settings.text(.databaseURL), origin: .derived("as database-url"))
        case Option.analyzers.flag: Setting(text: registered.joined(separator: ","), origin: .builtIn)
        case Option.concurrency.flag: Setting(text: String(ProcessorCount.usable), origin: .derived("cores"))
        case Option.prefetch.flag: Setting(text: nil, origin: .derived("derived from the pace of work"))
        case Option.http.flag: Setting(text: "off", origin: .builtIn)
        case Option.logFormat.flag:
            Setting(
                text: LogSettings(settings, messages: messages).format.rawValue,
                origin: .derived(messages.isTerminal ? "a terminal" : "no terminal"))
        default: Setting(text: option.fallback, origin: .builtIn)
        }
    }

    /// A value that may be shown.
    private static func shown(_ text: String, of option: Option) -> String {
        option.flag == Option.databaseURL.flag || option.flag == Option.listenURL.flag ? Secrets.hidden(in: text) : text
    }

    /// Prints it.
    func print(on output: Output, asJSON: Bool) throws {
        if asJSON {
            let members = rows.map { row in
                "  {\"name\":\(JSONText.quoted(row.name)),\"variable\":\(JSONText.quoted(row.variable)),"
                    + "\"value\":\(row.value.map(JSONText.quoted) ?? "null"),\"source\":\(JSONText.quoted(row.source))}"
            }
            return try output.line("[\n\(members.joined(separator: ",\n"))\n]")
        }
        var table = TextTable(["SETTING", "VALUE", "FROM", "VARIABLE"])
        table.rows = rows.map { [$0.name, $0.value ?? "–", $0.source, $0.variable] }
        for line in table.lines(style: output.style) { try output.line(line) }
    }
}
