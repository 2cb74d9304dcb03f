import Testing
import WorkerRuntime

@testable import DragomanCommand

@Suite("Settings")
struct SettingsTests {
    /// Settings of `run` with these flags and variables.
    func settings(_ flags: [String: String] = [:], _ environment: [String: String] = [:]) throws -> Settings {
        try Settings(Arguments(verb: .run, flags: flags), environment: environment)
    }

    /// Standard error as a test has it.
    var messages: Output { Output(descriptor: -1, environment: [:]) }

    @Test("A flag wins over its variable, a variable over the default, and an empty variable counts as none")
    func precedence() throws {
        let both = try settings(["lease": "20s"], ["DRAGOMAN_LEASE": "30s"])
        #expect(both.duration(.lease) == .seconds(20))
        #expect(both.setting(.lease).source == "flag --lease")
        let variable = try settings([:], ["DRAGOMAN_LEASE": "30s", "DRAGOMAN_POLL": ""])
        #expect(variable.duration(.lease) == .seconds(30))
        #expect(variable.setting(.lease).source == "variable DRAGOMAN_LEASE")
        #expect(variable.duration(.poll) == nil)
    }

    @Test("A bad value is blamed on who said it")
    func blame() {
        #expect(
            throws: CommandError(
                .usage, "DRAGOMAN_GRACE needs a number and a unit (ms, s, m, h or d), not \"25\"; for instance DRAGOMAN_GRACE=25s.")
        ) {
            try settings([:], ["DRAGOMAN_GRACE": "25"])
        }
    }

    @Test("Variables that look like ours and are none are named with the nearest real one")
    func misspelled() throws {
        let found = try settings(
            [:], ["DRAGOMAN_LEESE": "1s", "DRAGOMAN_LEASE": "1s", "PATH": "", "DRAGOMAN_SERVICE_HOST": "h", "DRAGOMAN_PORT_9090_TCP": "t"]
        ).misspelledVariables
        #expect(found.map(\.name) == ["DRAGOMAN_LEESE"])
        #expect(found.first?.guess == "DRAGOMAN_LEASE")
    }

    @Test("Without a database one sentence offers the demo")
    func noDatabase() throws {
        #expect {
            try DatabaseSettings(settings([:], ["PGPASSWORD": "x", "DATABASE_URL": ""]))
        } throws: { error in
            let error = error as? CommandError
            return error?.exitCode == .configuration && error?.message.contains("dragoman demo") == true
        }
        #expect(throws: Never.self) { try DatabaseSettings(settings([:], ["PGHOST": "db"])) }
    }

    @Test("A connection string that cannot be understood is not quoted")
    func badURL() throws {
        #expect {
            try DatabaseSettings(settings(["database-url": "postgresql://u:hunter2@[broken/db"]))
        } throws: { error in
            let error = error as? CommandError
            return error?.exitCode == .usage && error?.message.contains("hunter2") == false
                && error?.message.hasPrefix("--database-url: ") == true
        }
    }

    @Test("Defaults are those of the documentation")
    func defaults() throws {
        let configuration = try RunConfiguration(settings(["database-url": "postgresql:///x"]), messages: messages)
        let worker = configuration.worker
        #expect(worker.lease == .seconds(15) && worker.grace == .seconds(25) && worker.poll == .seconds(1))
        #expect(worker.maxCrashes == 3 && worker.retention == .seconds(604_800) && worker.prefetch == nil)
        #expect(configuration.database.schema == "dragoman" && configuration.http == nil && configuration.analyzers == nil)
    }

    @Test("The table of settings tells where each comes from and hides every password")
    func table() throws {
        let settings = try settings(
            ["database-url": "postgresql://u:geheim@h/db?password=geheim", "lease": "20s"],
            ["DRAGOMAN_LISTEN_URL": "host=h password='ge heim' user=u", "PGPASSWORD": "geheim", "PGHOST": "h", "DRAGOMAN_POLL": "2s"])
        let rows = ConfigurationTable(settings, registered: ["language"], messages: messages).rows
        #expect(!rows.contains { $0.value?.contains("heim") ?? false })
        func row(_ name: String) -> ConfigurationTable.Row? { rows.first { $0.name == name } }
        #expect(row("database-url")?.value == "postgresql://u:****@h/db?password=****")
        #expect(row("listen-url")?.value == "host=h password=**** user=u")
        #expect(row("lease")?.source == "flag --lease")
        #expect(row("poll")?.source == "variable DRAGOMAN_POLL")
        #expect(row("grace") == .init(name: "grace", variable: "DRAGOMAN_GRACE", value: "25s", source: "default"))
        #expect(row("analyzers")?.value == "language")
        #expect(row("http")?.value == "off")
        #expect(row("password")?.value == "****")
        let names = Set(rows.map(\.name))
        for option in Verb.run.options where !option.isSwitch { #expect(names.contains(option.flag)) }
    }
}

@Suite("Hiding passwords")
struct SecretsTests {
    @Test(
        "In URIs and in connection strings, however they are written",
        arguments: [
            ("postgresql://u:p@h/d", "postgresql://u:****@h/d"), ("postgres://u:p%40q@h:5432,i/d", "postgres://u:****@h:5432,i/d"),
            ("postgresql://u@h/d", "postgresql://u@h/d"),
            ("postgresql:///d?password=p&sslmode=require", "postgresql:///d?password=****&sslmode=require"),
            ("postgresql://h/d?sslpassword=p", "postgresql://h/d?sslpassword=****"), ("postgresql://u:a/b@h/d", "postgresql://u:****@h/d"),
            ("postgresql://u:a@b@h/d", "postgresql://u:****@h/d"), ("postgresql://u:a?b@h/d", "postgresql://u:****@h/d"),
            ("host=h password=p user=u", "host=h password=**** user=u"), ("password = 'a b\\' c' host=h", "password = **** host=h"),
            ("PASSWORD=p", "PASSWORD=****"), ("host=h password=", "host=h password=****"), ("service=news", "service=news"), ("", ""),
            ("host=h password='unclosed", "host=h password=****"),
        ])
    func hidden(text: String, shown: String) { #expect(Secrets.hidden(in: text) == shown) }
}
