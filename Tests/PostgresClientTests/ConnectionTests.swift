import PostgresClient
import PrivatePostgres
import Testing

/// The error that opening a connection ends in.
private func refusal(_ string: String, timeout: Duration = .seconds(10)) async throws -> PostgresError {
    try await failure { _ = try await Connection.open(ConnectionTarget(string, connectTimeout: timeout)) }
}

@Suite("Getting and losing a connection")
struct ConnectionTests {
    @Test("Nobody there: the error says where it looked and what to check")
    func nobodyThere() async throws {
        let socket = try await refusal("postgresql:///news?host=/nonexistent")
        #expect(socket.code == .connectionFailed && socket.isTransient)
        #expect(socket.message.contains("/nonexistent") && socket.message.contains("server runs"), "\(socket)")
        let port = try await refusal("host=127.0.0.1 port=1 dbname=news")
        #expect(port.code == .connectionFailed && port.message.contains("refused"), "\(port)")
        let name = try await refusal("host=no-such-host.invalid")
        #expect(name.code == .connectionFailed && name.message.contains("Check the host's name"), "\(name)")
    }

    @Test("A wrong password, an unknown user and an unknown database each have their code")
    func refused() async throws {
        let server = try await PrivatePostgres.start(PrivatePostgres.Options(listensOnTCP: true))
        let password = try await refusal(#require(server.tcpConnectionString(password: "hunter2")))
        #expect(password.code == .authentication && password.sqlState == .invalidPassword, "\(password)")
        #expect(!"\(password)".contains("hunter2"))
        let none = try await refusal("host=127.0.0.1 port=\(server.port) user=postgres dbname=postgres passfile=/nonexistent")
        #expect(none.code == .authentication && none.message.contains("PGPASSWORD"), "\(none)")
        let user = try await refusal(server.connectionString(user: "nobody_here"))
        #expect(user.code == .authentication && user.sqlState == .invalidAuthorization, "\(user)")
        let database = try await refusal(server.connectionString(database: "nope"))
        #expect(database.code == .connectionFailed && database.sqlState == .invalidCatalogName && database.message.contains("createdb"))
        let tls = try await refusal(try #require(server.tcpConnectionString()) + "?sslmode=require")
        #expect(tls.code == .connectionFailed && tls.message.contains("TLS"), "\(tls)")
        let good = try await Connection.open(ConnectionTarget(#require(server.tcpConnectionString())))
        #expect(try await good.query("SELECT 1")[0].int4(0) == 1)
        await good.close()
        await server.stop()
    }

    @Test("Of several hosts the next is tried")
    func severalHosts() async throws {
        let server = try await TestServer.shared.server
        let connection = try await Connection.open(
            ConnectionTarget("host=/nonexistent,\(server.folder) port=5432,\(server.port) user=postgres dbname=postgres"))
        #expect(try await connection.query("SELECT 1")[0].int4(0) == 1)
        await connection.close()
    }

    @Test("The session says who we are and what the server is")
    func identity() async throws {
        let server = try await TestServer.shared.server
        let connection = try await Connection.open(ConnectionTarget(server.connectionString(), applicationName: "tester"))
        #expect(try await connection.query("SELECT current_setting('application_name')")[0].text(0) == "tester")
        #expect(connection.serverVersion >= 130_000 && !connection.isPooled && !connection.isReadOnly && !connection.isClosed)
        #expect(connection.parameter("server_encoding") == "UTF8" && connection.parameter("client_encoding") == "UTF8")
        #expect(connection.parameter("no_such_thing") == nil)
        await connection.close()
        #expect(connection.isClosed)
        let error = try await failure { _ = try await connection.query("SELECT 1") }
        #expect(error.code == .closed && !error.outcomeUnknown)
        await connection.close()
    }

    @Test("What was set for the role does not reach a session whose settings are ours")
    func roleSettings() async throws {
        let connection = try await freshConnection()
        try await connection.run(
            script: """
                CREATE ROLE hurried LOGIN;
                ALTER ROLE hurried SET statement_timeout = '3s';
                ALTER ROLE hurried SET lock_timeout = '1ms';
                ALTER ROLE hurried SET idle_in_transaction_session_timeout = '1ms';
                ALTER ROLE hurried SET idle_session_timeout = '60s';
                ALTER ROLE hurried SET default_transaction_isolation = 'serializable';
                """)
        let server = try await TestServer.shared.server
        let target = try ConnectionTarget(server.connectionString(user: "hurried"))
        let ours = try await Connection.open(
            target, settings: SessionSettings(statementTimeout: .seconds(7), others: ["plan_cache_mode": "force_custom_plan"]))
        let row = try await ours.query(
            """
            SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('idle_session_timeout'),
              current_setting('transaction_isolation'), current_setting('plan_cache_mode')
            """)[0]
        #expect(try (0..<5).map { try row.text($0) } == ["7s", "20s", "0", "read committed", "force_custom_plan"])
        await ours.close()
        let untouched = try await Connection.open(target, settings: .untouched)
        #expect(try await untouched.query("SELECT current_setting('statement_timeout')")[0].text(0) == "3s")
        await untouched.close()
        await connection.close()
    }

    @Test("A role whose statements may take a millisecond gets its sessions all the same")
    func breathless() async throws {
        let connection = try await freshConnection()
        try await connection.run(script: "CREATE ROLE breathless LOGIN; ALTER ROLE breathless SET statement_timeout = '1ms'")
        let target = try ConnectionTarget(try await TestServer.shared.server.connectionString(user: "breathless"))
        // Many at once, so that the server is late with some.
        for _ in 0..<5 {
            try await withThrowingTaskGroup { group in
                for _ in 0..<30 {
                    group.addTask {
                        let session = try await Connection.open(target)
                        #expect(try await session.query("SELECT current_setting('statement_timeout')")[0].text(0) == "1min")
                        await session.close()
                    }
                }
                try await group.waitForAll()
            }
        }
        await connection.close()
    }

    @Test("A read-only server is told apart")
    func readOnly() async throws {
        let connection = try await freshConnection()
        try await connection.run(script: "CREATE ROLE looker LOGIN; ALTER ROLE looker SET default_transaction_read_only = on")
        let server = try await TestServer.shared.server
        let looker = try await Connection.open(ConnectionTarget(server.connectionString(user: "looker")))
        #expect(looker.isReadOnly)
        let error = try await failure { _ = try await looker.query("CREATE TABLE t (id int)") }
        #expect(error.code == .readOnly && error.sqlState == .readOnlyTransaction && error.isTransient)
        let refused = try await refusal(server.connectionString(user: "looker") + "&target_session_attrs=read-write")
        #expect(refused.code == .readOnly, "\(refused)")
        await looker.close()
        await connection.close()
    }

    @Test("Closing answers everybody: what was sent is in doubt")
    func closeInFlight() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let holder = try await Connection.open(target)
        let connection = try await Connection.open(target)
        _ = try await holder.query("SELECT pg_advisory_lock(1)")
        let sent = Task { try await connection.query("SELECT pg_advisory_lock(1)") }
        while try await holder.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").isEmpty {}
        await connection.close()
        let error = try await failure { _ = try await sent.value }
        #expect(error.code == .closed && error.outcomeUnknown)
        #expect(await connection.waitUntilEnded() == nil)
        await holder.close()
    }

    @Test("A connection nobody refers to ends its session")
    func dropped() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let watcher = try await Connection.open(target)
        func sessions() async throws -> Int64 {
            try await watcher.query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")[0].int8(0)
        }
        do {
            let connection = try await Connection.open(target)
            #expect(try await sessions() == 2)
            _ = try await connection.query("SELECT 1")
        }
        while try await sessions() == 2 {}
        await watcher.close()
    }

    @Test("Cancelling a task that opens a connection to a server that never answers ends it at once")
    func cancelledOpening() async throws {
        let silent = try SilentServer()
        let task = Task { try await Connection.open(ConnectionTarget("host=127.0.0.1 port=\(silent.port) user=x dbname=x")) }
        await silent.waitForClient()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("A server that accepts and never answers is given up in time, and the next host gets its turn")
    func silence() async throws {
        let silent = try SilentServer()
        let error = try await refusal("host=127.0.0.1 port=\(silent.port) user=x dbname=x", timeout: .milliseconds(200))
        #expect(error.code == .connectionFailed && error.message.contains("did not answer"), "\(error)")
        // Each host gets the same time, and a real server beside all the other tests needs more than it usually does.
        let server = try await TestServer.shared.server
        let connection = try await Connection.open(
            ConnectionTarget(
                "host=127.0.0.1,\(server.folder) port=\(silent.port),\(server.port) user=postgres dbname=postgres",
                connectTimeout: .seconds(5)))
        await connection.close()
    }

    @Test("A session that an administrator ends tells so, idle or busy")
    func terminated() async throws {
        let target = try ConnectionTarget(try await TestServer.shared.freshDatabase())
        let killer = try await Connection.open(target)
        let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        let idle = try await Connection.open(target)
        _ = try await killer.query(Statement(others))
        let end = try #require(await idle.waitUntilEnded())
        #expect(end.code == .connectionLost && end.sqlState == .adminShutdown && end.isTransient, "\(end)")

        let busy = try await Connection.open(target)
        _ = try await killer.query("SELECT pg_advisory_lock(3)")
        let waiting = Task { try await busy.query("SELECT pg_advisory_lock(3)") }
        let behind = Task {
            while try await killer.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").isEmpty {}
            return try await busy.query("SELECT 1")
        }
        while try await killer.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").isEmpty {}
        _ = try await killer.query(Statement(others))
        let error = try await failure { _ = try await waiting.value }
        #expect(error.code == .connectionLost && error.sqlState == .adminShutdown && !error.outcomeUnknown, "\(error)")
        await #expect(throws: PostgresError.self) { try await behind.value }
        await killer.close()
    }
}
