/// One step of the schema's history: run once, in order, and never changed after a release.
///
/// It runs while workers work. One that locks several tables takes them in the workers' order, `worker_leases`, `jobs`, history,
/// `findings`: in another, PostgreSQL could only break the deadlock by ending the migration or a claim.
public struct MigrationStep: Sendable {
    /// Its number, from 1 without gaps.
    public let version: Int
    /// What it brings, in a few words.
    public let name: String
    /// The lowest step that a program must know to run on the schema after this one: raise it only when a step breaks older programs.
    public let minimumReader: Int
    /// Statements that name nothing by schema: they run with the schema alone in the `search_path`, which functions keep.
    let sql: String

    /// A step that programs which know only the first step can live with, unless it says otherwise.
    init(version: Int, name: String, minimumReader: Int = 1, sql: String) {
        self.version = version
        self.name = name
        self.minimumReader = minimumReader
        self.sql = sql
    }

    /// Every step, in order.
    static let all: [MigrationStep] = [
        articles, outcomes, doorbell, enqueue, enqueueMany, claim, settle, workers, control, views, explain, maintain, comments,
        entityRows,
    ]

    /// The version of the schema this program works with.
    public static var latest: Int { all.last?.version ?? 0 }
}
