import Testing

@testable import PostgresClient

@Suite("Connection strings")
struct TargetTests {
    @Test(
        "A description never has the password",
        arguments: [
            "postgresql://ann:hunter2@db:5433/news?sslmode=require",
            "host=db port=5433 dbname=news user=ann password=hunter2 sslmode=require",
        ])
    func description(string: String) throws {
        let target = try ConnectionTarget(string)
        #expect("\(target)" == "host=db port=5433 dbname=news user=ann sslmode=require")
    }

    @Test("An empty string leaves all to the environment")
    func empty() throws { #expect("\(try ConnectionTarget())" == "the server named by the PG* variables") }

    @Test(
        "A string that cannot be read is refused without being quoted",
        arguments: [
            "postgres//ann:hunter2@db", "host=db password='hunter2", "postgresql://ann:hunter2@[::1/db",
            "postgresql://ann:hunter2%zz@db/news",
            "hunter2", "host=db\0password=hunter2",
        ])
    func unreadable(string: String) throws {
        let error = try #require(throws: PostgresError.self) { try ConnectionTarget(string) }
        #expect(error.code == .invalidTarget)
        #expect(!"\(error)".contains("hunter2"), "\(error)")
    }

    @Test("An unknown option is named")
    func unknownOption() throws {
        let error = try #require(throws: PostgresError.self) { try ConnectionTarget("hots=db") }
        #expect(error.message.contains("\"hots\""), "\(error)")
    }

    @Test("Another database on the same server, whatever its name")
    func otherDatabase() throws {
        let target = try ConnectionTarget("postgresql://db/news").with(database: "dbname=we ird")
        #expect(target.parameters.contains { $0 == ("dbname", "dbname=we ird") })
        #expect(target.parameters.contains { $0 == ("host", "db") })
    }

    @Test("Keepalives are ours unless the string has its own; the encoding is always UTF-8")
    func defaults() throws {
        let parameters = try ConnectionTarget("keepalives_idle=99 client_encoding=LATIN1", applicationName: "dragoman").parameters
        #expect(parameters.contains { $0 == ("keepalives_idle", "99") })
        #expect(parameters.contains { $0 == ("tcp_user_timeout", "15000") })
        #expect(parameters.contains { $0 == ("client_encoding", "UTF8") })
        #expect(parameters.contains { $0 == ("fallback_application_name", "dragoman") })
    }

    @Test(
        "libpq's account of a refusal gives a code, a SQLSTATE and advice",
        arguments: [
            (
                "connection to server on socket \"/s\" failed: FATAL:  28P01: password authentication failed for user \"ann\"\nLOCATION:  auth_failed, auth.c:335\n",
                PostgresError.Code.authentication, "28P01"
            ),
            (
                "connection to server at \"db\", port 5432 failed: FATAL:  3D000: Datenbank »news« existiert nicht\nLOCATION:  InitPostgres, postinit.c:900\n",
                .connectionFailed, "3D000"
            ),
            (
                "connection to server at \"db\", port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n",
                .connectionFailed, nil
            ),
            (
                "connection to server at \"db\", port 5432 failed: server does not support SSL, but SSL was required\n", .connectionFailed,
                nil
            ),
            ("connection to server at \"db\", port 5432 failed: session is read-only\n", .readOnly, nil),
            ("connection to server at \"db\", port 5432 failed: fe_sendauth: no password supplied\n", .authentication, nil),
            ("", .connectionFailed, nil),
        ] as [(String, PostgresError.Code, String?)])
    func failure(account: String, code: PostgresError.Code, state: String?) {
        let error = ConnectFailure.error(from: account)
        #expect(error.code == code)
        #expect(error.sqlState?.rawValue == state)
        #expect(!error.message.contains("LOCATION") && !error.message.contains("  "), "\(error)")
    }

    @Test("Errors that quote data are cut short for the log")
    func safeDescription() {
        let error = PostgresError(
            .server, "invalid input syntax for type integer: \"secret\"", sqlState: "22P02", detail: "secret", outcomeUnknown: false)
        #expect("\(error)" == "invalid input syntax for type integer: \"…\" (22P02)")
    }

    @Test("What may succeed later is transient, what cannot is not")
    func transience() {
        let transient: [SQLState] = ["57P01", "57P02", "57P03", "53300", "40001", "40P01", "25006", "08006", "55P03"]
        for state in transient { #expect(PostgresError(.server, "", sqlState: state).isTransient, "\(state)") }
        let lasting: [SQLState] = ["23505", "42P01", "22P05", "42501", "57014"]
        for state in lasting { #expect(!PostgresError(.server, "", sqlState: state).isTransient, "\(state)") }
        #expect(PostgresError(.connectionLost, "").isTransient)
        #expect(!PostgresError(.authentication, "").isTransient)
    }

    @Test("Identifiers and literals are quoted whatever they hold")
    func quoting() {
        #expect(quoteIdentifier("We\"ird name") == "\"We\"\"ird name\"")
        #expect(quoteLiteral("it's a \\") == "E'it''s a \\\\'")
    }
}

@Suite("Lists of hosts")
struct HostListTests {
    @Test("What comes after a silent host keeps its pairs of host and port")
    func rest() {
        let list = HostList(options: ["host": "a,b,c", "port": "1,2,3"])
        #expect(list.options(after: "a", port: "1") == ["host": "b,c", "port": "2,3", "hostaddr": ""])
        #expect(list.options(after: "c", port: "3") == nil)
        #expect(list.options(after: "x", port: "1") == nil)
    }

    @Test("One port counts for all hosts, and addresses go with their hosts")
    func onePort() {
        let list = HostList(options: ["host": "a,b", "hostaddr": "10.0.0.1,10.0.0.2", "port": "5432"])
        #expect(list.options(after: "a", port: "5432") == ["host": "b", "port": "5432", "hostaddr": "10.0.0.2"])
    }

    @Test("A single host has nothing after it")
    func single() { #expect(HostList(options: ["host": "a", "port": "1"]).options(after: "a", port: "1") == nil) }
}
