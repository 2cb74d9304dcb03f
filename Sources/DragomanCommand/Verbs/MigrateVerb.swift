internal import JobQueue
internal import PostgresClient

/// `dragoman migrate`: makes the schema or brings it up to date.
struct MigrateVerb {
    /// What was asked.
    let settings: Settings
    /// Where it goes.
    let console: Console

    /// Migrates, or prints the SQL.
    func run() async throws -> ExitCode {
        if settings.has(.printSQL) {
            try printScript()
            return .success
        }
        let database = try DatabaseSettings(settings)
        let schema = try database.schemaName()
        let report = try await Migrator(target: database.target, schema: schema).migrate()
        if settings.has(.json) {
            let steps = report.applied.map { "{\"version\":\($0.version),\"name\":\(JSONText.quoted($0.name))}" }
            let roles = report.missingRoles.map(JSONText.quoted)
            try console.output.line(
                "{\"schema\":\(JSONText.quoted(schema.name)),\"version\":\(report.version),\"applied\":[\(steps.joined(separator: ","))],"
                    + "\"missing_roles\":[\(roles.joined(separator: ","))]}")
        } else {
            for step in report.applied { try console.output.line("step \(step.version): \(step.name)") }
            try console.output.line(
                report.applied.isEmpty
                    ? "The schema \(schema) is up to date, at version \(report.version)."
                    : "The schema \(schema) is at version \(report.version) now.")
        }
        if !report.missingRoles.isEmpty {
            console.say(
                "dragoman: the roles \(report.missingRoles.joined(separator: ", ")) could not be created; let an administrator run "
                    + "\"dragoman migrate\" once, or give them what \"dragoman migrate --print\" shows.")
        }
        return .success
    }

    /// The SQL; needs no database, nor the name of one.
    private func printScript() throws {
        let name = settings.text(.schema) ?? "dragoman"
        let schema: SchemaName
        do { schema = try SchemaName(name) } catch { throw CommandError.usage(error.message) }
        try console.output.write(Array(Migrator(target: ConnectionTarget(), schema: schema).script().utf8))
    }
}
