import PostgresClient
import PrivatePostgres
import Testing

/// A connection to a database of the test's own.
func freshConnection(settings: SessionSettings = SessionSettings()) async throws -> Connection {
    try await Connection.open(ConnectionTarget(try await TestServer.shared.freshDatabase()), settings: settings)
}

/// The error a statement is expected to end in.
func failure(of body: () async throws -> Void) async throws -> PostgresError {
    try await #require(throws: PostgresError.self) { try await body() }
}

@Suite("Statements and their answers")
struct QueryTests {
    @Test("A statement answers with rows, a tag and a count")
    func tags() async throws {
        let connection = try await freshConnection()
        #expect(try await connection.query("CREATE TABLE t (id int PRIMARY KEY)").commandTag == "CREATE TABLE")
        let inserted = try await connection.query("INSERT INTO t SELECT generate_series(1, 3)")
        #expect(inserted.commandTag == "INSERT 0 3")
        #expect(inserted.affected == 3 && inserted.isEmpty)
        let rows = try await connection.query("SELECT id AS number FROM t ORDER BY id DESC")
        #expect(try rows.map { try $0.int4(0) } == [3, 2, 1])
        #expect(rows.columns == ["number"] && rows.affected == 3)
        #expect(try await connection.query("").count == 0)
        await connection.close()
    }

    @Test("An error tells its code, table and constraint, and keeps the row out of its description")
    func serverError() async throws {
        let connection = try await freshConnection()
        _ = try await connection.query("CREATE TABLE t (word text CONSTRAINT only_once UNIQUE)")
        let statement = Statement("INSERT INTO t VALUES ($1)", [.text("secret")])
        _ = try await connection.query(statement)
        let error = try await failure { _ = try await connection.query(statement) }
        #expect(error.code == .server && error.sqlState == .uniqueViolation)
        #expect(error.constraint == "only_once" && error.table == "t")
        #expect(error.detail?.contains("secret") == true && !"\(error)".contains("secret"))
        #expect(!error.isTransient && !error.outcomeUnknown)
        await connection.close()
    }

    @Test("Many statements in flight are answered in order, and an error among them harms no neighbour")
    func pipelining() async throws {
        let connection = try await freshConnection()
        let answers = try await withThrowingTaskGroup(of: (Int, Int64?).self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    do {
                        let rows = try await connection.query(Statement("SELECT 1000 / $1", [.int8(number % 10 == 0 ? 0 : Int64(number))]))
                        return (number, try rows[0].int8(0))
                    } catch let error as PostgresError where error.sqlState == "22012" {
                        return (number, nil)
                    }
                }
            }
            return try await group.reduce(into: [Int: Int64?]()) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 1_000)
        for (number, answer) in answers { #expect(answer == (number % 10 == 0 ? nil : 1_000 / Int64(number))) }
        await connection.close()
    }

    @Test("A transaction takes effect as a whole, and its statements' rows come back one by one")
    func transaction() async throws {
        let connection = try await freshConnection()
        let rows = try await connection.transaction([
            "CREATE TABLE t (id int)", Statement("INSERT INTO t VALUES ($1)", [.int4(7)]), "SELECT id FROM t",
        ])
        #expect(rows.count == 3)
        #expect(try rows[2][0].int4(0) == 7)
        await connection.close()
    }

    @Test("A transaction that fails is undone, and what follows on the connection is not harmed")
    func failedTransaction() async throws {
        let connection = try await freshConnection()
        _ = try await connection.query("CREATE TABLE t (id int)")
        async let failing = failure { _ = try await connection.transaction(["INSERT INTO t VALUES (1)", "SELECT 1/0", "SELECT 2"]) }
        async let next = connection.query("SELECT 42")
        #expect(try await failing.sqlState == "22012")
        #expect(try await next[0].int4(0) == 42)
        #expect(try await connection.query("SELECT count(*) FROM t")[0].int8(0) == 0)
        _ = try await connection.transaction(["INSERT INTO t VALUES (2)"])
        #expect(try await connection.query("SELECT count(*) FROM t")[0].int8(0) == 1)
        await connection.close()
    }

    @Test("A deferred constraint that fails at COMMIT fails the transaction, and at a single statement's end that statement")
    func deferredConstraint() async throws {
        let connection = try await freshConnection()
        _ = try await connection.query("CREATE TABLE t (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        _ = try await connection.query("INSERT INTO t VALUES (1)")
        let inTransaction = try await failure { _ = try await connection.transaction(["INSERT INTO t VALUES (1)", "SELECT 1"]) }
        let alone = try await failure { _ = try await connection.query("INSERT INTO t VALUES (1)") }
        #expect(inTransaction.sqlState == .uniqueViolation && !inTransaction.outcomeUnknown)
        #expect(alone.sqlState == .uniqueViolation && !alone.outcomeUnknown)
        #expect(try await connection.query("SELECT count(*) FROM t")[0].int8(0) == 1)
        await connection.close()
    }

    @Test("A COMMIT that answers ROLLBACK is an error")
    func rolledBack() async throws {
        let connection = try await freshConnection()
        let error = try await failure { _ = try await connection.transaction(["SELECT 1", "ROLLBACK AND CHAIN", "SELECT 1/0"]) }
        #expect(error.sqlState == "22012")
        // The caller's own COMMIT ends the transaction; ours then finds none and still says COMMIT, with a warning.
        _ = try await connection.transaction(["SELECT 1", "COMMIT"])
        #expect(try await connection.query("SELECT 1")[0].int4(0) == 1)
        await connection.close()
    }

    @Test("A script runs as a whole among statements, and tells where it fails")
    func script() async throws {
        let connection = try await freshConnection()
        async let before = connection.query("SELECT 1")
        async let script: Void = connection.run(script: "CREATE TABLE a (id int); INSERT INTO a VALUES (1); SELECT * FROM a;")
        async let after = connection.query("SELECT 2")
        _ = try await (before, script, after)
        #expect(try await connection.query("SELECT count(*) FROM a")[0].int8(0) == 1)
        let error = try await failure { try await connection.run(script: "CREATE TABLE b (id int); SELECT 1/0; CREATE TABLE c (id int)") }
        #expect(error.sqlState == "22012")
        let open = try await failure { try await connection.run(script: "BEGIN; CREATE TABLE b (id int)") }
        #expect(open.message.contains("COMMIT"))
        let inFailed = try await failure { try await connection.run(script: "BEGIN; CREATE TABLE b (id int); SELECT 1/0;") }
        #expect(inFailed.sqlState == "22012")
        #expect(try await connection.query("SELECT to_regclass('b') IS NULL AND to_regclass('c') IS NULL")[0].bool(0))
        try await connection.run(script: "")
        await connection.close()
    }

    @Test("COPY is refused, and the connection is dropped rather than left in doubt")
    func copy() async throws {
        for script in [false, true] {
            let connection = try await freshConnection()
            let error = try await failure {
                if script {
                    try await connection.run(script: "COPY (SELECT 1) TO STDOUT")
                } else {
                    _ = try await connection.query("COPY (SELECT 1) TO STDOUT")
                }
            }
            #expect(error.code == .connectionLost, "\(error)")
            #expect(await connection.waitUntilEnded() != nil)
        }
    }

    @Test("A text with NUL, a statement too big or with too many parameters is refused before it is sent")
    func refused() async throws {
        let connection = try await freshConnection()
        let nul = try await failure { _ = try await connection.query(Statement("SELECT $1, $2", [.int8(1), .text("a\0b")])) }
        #expect(nul.code == .invalidStatement && nul.sqlState == .characterNotInRepertoire && nul.message.contains("$2"))
        let many = try await failure { _ = try await connection.query(Statement("SELECT 1", Array(repeating: .int8(1), count: 70_000))) }
        #expect(many.message.contains("65535"))
        let text = try await failure { _ = try await connection.query("SELECT 1\0") }
        #expect(text.code == .invalidStatement)
        #expect(try await connection.query("SELECT 1")[0].int4(0) == 1)
        await connection.close()
    }

    @Test("A statement whose table changed under it is prepared anew")
    func changedTable() async throws {
        let connection = try await freshConnection()
        _ = try await connection.query("CREATE TABLE t (id int)")
        for _ in 0..<2 { _ = try await connection.query("SELECT * FROM t") }
        _ = try await connection.query("ALTER TABLE t ADD word text")
        for _ in 0..<2 { #expect(try await connection.query("SELECT * FROM t").columns == ["id", "word"]) }
        await connection.close()
    }

    @Test("Names that vanish from the server are done without")
    func deallocated() async throws {
        let connection = try await freshConnection()
        let statement = Statement("SELECT $1", [.int8(5)])
        _ = try await connection.query(statement)
        _ = try await connection.query("DEALLOCATE ALL")
        for _ in 0..<3 { #expect(try await connection.query(statement)[0].int8(0) == 5) }
        #expect(try await connection.transaction([statement, statement]).count == 2)
        await connection.close()
    }

    @Test("A task that was cancelled before it asked sends nothing")
    func cancelled() async throws {
        let connection = try await freshConnection()
        _ = try await connection.query("CREATE TABLE t (id int)")
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            _ = try await connection.query("INSERT INTO t VALUES (1)")
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await connection.query("SELECT count(*) FROM t")[0].int8(0) == 0)
        await connection.close()
    }

    @Test("A statement that waits behind a script can be withdrawn, one that was sent is awaited")
    func withdrawn() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let holder = try await Connection.open(target)
        let connection = try await Connection.open(target)
        func waiters() async throws -> Int64 {
            try await holder.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")[0].int8(0)
        }

        _ = try await holder.query("SELECT pg_advisory_lock(7)")
        let script = Task { try await connection.run(script: "SELECT pg_advisory_lock(7)") }
        while try await waiters() == 0 {}
        let behind = Task { try await connection.query("SELECT 1") }
        behind.cancel()
        await #expect(throws: CancellationError.self) { try await behind.value }
        _ = try await holder.query("SELECT pg_advisory_unlock(7)")
        try await script.value
        try await connection.run(script: "SELECT pg_advisory_unlock(7)")

        _ = try await holder.query("SELECT pg_advisory_lock(7)")
        let sent = Task { try await connection.query("SELECT pg_advisory_lock(7)") }
        while try await waiters() == 0 {}
        sent.cancel()
        _ = try await holder.query("SELECT pg_advisory_unlock(7)")
        #expect(try await sent.value.count == 1)
        await connection.close()
        await holder.close()
    }
}
