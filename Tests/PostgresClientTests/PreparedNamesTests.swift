import Testing

@testable import PostgresClient

@Suite("Names of prepared statements")
struct PreparedNamesTests {
    @Test("A text is prepared once and then executed by name")
    func once() {
        var names = PreparedNames()
        let name = PreparedNames.name(of: "SELECT 1")
        #expect(names.plan("SELECT 1") == .prepare(name))
        #expect(names.plan("SELECT 1") == .execute(name))
        #expect(names.plan("SELECT 2") == .prepare(PreparedNames.name(of: "SELECT 2")))
    }

    @Test("A preparation that failed is tried again, and what was sent behind it does not end all naming")
    func failed() {
        var names = PreparedNames()
        _ = names.plan("SELECT")
        names.preparationFailed("SELECT")
        names.nameWasWrong("SELECT")
        #expect(names.plan("SELECT") == .prepare(PreparedNames.name(of: "SELECT")))
    }

    @Test("A server that does not know a name it was given gets no more of them")
    func multiplexed() {
        var names = PreparedNames()
        _ = names.plan("SELECT 1")
        names.nameWasWrong("SELECT 1")
        #expect(names.plan("SELECT 1") == .unnamed)
        #expect(names.plan("SELECT 2") == .unnamed)
    }

    @Test("A stale plan's name is not used again")
    func stale() {
        var names = PreparedNames()
        _ = names.plan("SELECT * FROM t")
        names.planIsStale("SELECT * FROM t")
        #expect(names.plan("SELECT * FROM t") == .unnamed)
        #expect(names.plan("SELECT 1") != .unnamed)
    }

    @Test("The names a connection can have are limited")
    func limited() {
        var names = PreparedNames()
        for number in 0..<500 { _ = names.plan("SELECT \(number)") }
        #expect(names.plan("SELECT 500") == .unnamed)
    }
}
