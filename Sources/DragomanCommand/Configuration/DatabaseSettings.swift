internal import PostgresClient

/// Where PostgreSQL is and which schema is ours.
struct DatabaseSettings: Sendable {
    /// The database.
    let target: ConnectionTarget
    /// A direct address for LISTEN.
    let listenTarget: ConnectionTarget
    /// The schema's name.
    let schema: String

    /// libpq's variables that name a database well enough to try it.
    static let variables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"]

    /// - Throws: ``CommandError``: 78 where no database is named, 64 where a connection string cannot be understood.
    init(_ settings: Settings) throws {
        let url = settings.setting(.databaseURL)
        if url.text == nil, !Self.variables.contains(where: { settings.environment[$0].map { !$0.isEmpty } ?? false }) {
            throw CommandError(
                .configuration,
                "No database is named: set DATABASE_URL or give --database-url, for instance postgresql://you@localhost/news. "
                    + "To see dragoman work without one, run \"dragoman demo\".")
        }
        target = try Self.target(url, .databaseURL)
        let listenURL = settings.arguments.verb.options.contains { $0.flag == Option.listenURL.flag } ? settings.setting(.listenURL) : nil
        listenTarget = try listenURL.flatMap { $0.text == nil ? nil : try Self.target($0, .listenURL) } ?? target
        schema = settings.text(.schema) ?? "dragoman"
        // PostgreSQL cuts longer names silently, and two cut names may be the same.
        guard schema.utf8.count <= 63 else {
            throw CommandError.usage("\(settings.setting(.schema).name(of: .schema)) is longer than the 63 bytes PostgreSQL keeps.")
        }
    }

    /// The database a URL of the program's own names.
    init(url: String, schema: String = "dragoman") throws {
        target = try ConnectionTarget(url, applicationName: "dragoman")
        listenTarget = target
        self.schema = schema
    }

    /// A setting as a target; its text may hold a password and is never quoted.
    private static func target(_ setting: Setting, _ option: Option) throws -> ConnectionTarget {
        do { return try ConnectionTarget(setting.text ?? "", applicationName: "dragoman") } catch {
            throw CommandError.usage("\(setting.name(of: option)): \(error.message)")
        }
    }
}
