import Foundation
import PostgresClient
import PrivatePostgres
import Testing

@Suite("A worker as a process")
struct WorkerTests {
    /// A worker that has said it is ready to claim.
    func worker(_ arguments: String..., binary: Binary = .dragoman, on url: String) async throws -> RunningBinary {
        let worker = try binary.start(["run"] + arguments, database: url)
        #expect(await worker.says("registered"))
        return worker
    }

    @Test("An article enqueued by SQL comes back analyzed, and SIGTERM drains with 0")
    func wholePath() async throws {
        let url = try await Databases.migrated()
        let worker = try await worker(on: url)
        let body = "Besuch in Damaskus: Die Delegation der Vereinten Nationen reiste am Montag aus Berlin nach Syrien."
        try await Databases.sql("SELECT dragoman.enqueue($1, key => 'first')::text", [.text(body)], on: url)
        try await Databases.untilDrained(url)
        let languages = try await Databases.sql("SELECT language FROM dragoman.languages", on: url)
        #expect(languages == [["de"]])
        // Every mention's offsets count code points of the body, as SQL counts characters.
        let mentions = try await Databases.sql(
            """
            SELECT count(*)::text, count(*) FILTER (WHERE substr(a.body, m.start + 1, m."end" - m.start) = m.text)::text
            FROM dragoman.mentions m JOIN dragoman.articles a USING (article_id)
            """, on: url)
        #expect(mentions[0][0] == mentions[0][1] && mentions[0][0] != "0")
        let keys = try await Databases.sql("SELECT analyzer FROM dragoman.findings ORDER BY 1", on: url)
        #expect(keys == [["entities"], ["language"], ["translation"]])
        worker.send(SIGTERM)
        let result = await worker.end()
        #expect(result.code == 0 && result.output.isEmpty)
        #expect(try await Databases.sql("SELECT count(*)::text FROM dragoman.workers", on: url) == [["0"]])
    }

    @Test("A server that takes no writes yet is waited for")
    func readOnly() async throws {
        let url = try await Databases.migrated()
        let name = try #require(try await Databases.sql("SELECT quote_ident(current_database())", on: url).first?.first)
        try await Databases.sql("ALTER DATABASE \(name) SET default_transaction_read_only = on", on: url)
        let worker = try Binary.dragoman.start(["run", "--poll", "100ms"], database: url)
        #expect(await worker.says("The server takes no writes"))
        let owner = try await Connection.open(ConnectionTarget(url))
        _ = try await owner.query(Statement("SET default_transaction_read_only = off"))
        _ = try await owner.query(Statement("ALTER DATABASE \(name) RESET default_transaction_read_only"))
        await owner.close()
        #expect(await worker.says("registered"))
        worker.send(SIGTERM)
        #expect(await worker.end().code == 0)
    }

    @Test("Bodies of every kind end, and what is stored can be read")
    func bodies() async throws {
        let url = try await Databases.migrated()
        let worker = try await worker(on: url)
        let bodies = [
            "''", "'12345 !!! ---'", "'😀👩‍👩‍👧‍👦🇸🇾'", "'مرحبا بالعالم من القاهرة'", "repeat('Nachrichten aus Berlin. ', 170000)",
            "E'\\x01\\x7f\\u202e'",
        ]
        for body in bodies { try await Databases.sql("SELECT dragoman.enqueue(\(body))::text", on: url) }
        try await Databases.untilDrained(url)
        let states = try await Databases.sql("SELECT state, count(*)::text FROM dragoman.job_status GROUP BY 1", on: url)
        #expect(states == [["done", "\(bodies.count)"]])
        let languages = try await Databases.sql(
            "SELECT count(*)::text, count(*) FILTER (WHERE finding ->> 'language' <> '')::text FROM dragoman.findings WHERE analyzer = 'language'",
            on: url)
        #expect(languages == [["\(bodies.count)", "\(bodies.count)"]])
        worker.send(SIGTERM)
        #expect(await worker.end().code == 0)
    }

    @Test("A job that asks for an unknown analyzer waits, and explain_job and status say why")
    func unknownAnalyzer() async throws {
        let url = try await Databases.migrated()
        let worker = try await worker(on: url)
        try await Databases.sql("SELECT dragoman.enqueue('a', analyzers => '{nonesuch}')::text", on: url)
        try await Databases.sql("SELECT dragoman.enqueue('b', analyzers => '{language}')::text", on: url)
        try await Databases.untilDrained(url, rest: 1)
        let why = try await Databases.sql("SELECT dragoman.explain_job(1)", on: url)
        #expect(why[0][0].contains("nonesuch"))
        #expect(try await Binary.dragoman.run("status", "1", database: url).output.contains("nonesuch"))
        worker.send(SIGTERM)
        #expect(await worker.end().code == 0)
    }

    @Test("Of two workers one is killed, and every job is still done once")
    func killed() async throws {
        let url = try await Databases.migrated()
        let settings = ["--lease", "2s", "--poll", "100ms", "--concurrency", "2", "--prefetch", "8"]
        let first = try Binary.testWorker.start(["run"] + settings, database: url)
        let second = try Binary.testWorker.start(["run"] + settings, database: url)
        #expect(await first.says("registered"))
        #expect(await second.says("registered"))
        try await Databases.sql(
            "SELECT count(*)::text FROM (SELECT dragoman.enqueue('#sleep 20', title => i::text) FROM generate_series(1, 100) i) x", on: url)
        try await Databases.until("SELECT count(*) = 2 AND min(running_jobs) > 0 FROM dragoman.workers", on: url)
        first.send(SIGKILL)
        #expect(await first.end().code == 128 + SIGKILL)
        try await Databases.untilDrained(url)
        let counts = try await Databases.sql(
            """
            SELECT (SELECT count(*) FROM dragoman.job_status WHERE state = 'done' AND attempt = 1)::text,
                   (SELECT count(*) FROM dragoman.job_status)::text, (SELECT count(*) FROM dragoman.findings WHERE analyzer = 'obedient')::text
            """, on: url)
        #expect(counts == [["100", "100", "100"]])
        second.send(SIGTERM)
        #expect(await second.end().code == 0)
    }

    @Test("A second signal ends at once, and the job is another's to do")
    func secondSignal() async throws {
        let url = try await Databases.migrated()
        let worker = try await worker(binary: .testWorker, on: url)
        try await Databases.sql("SELECT dragoman.enqueue('#sleep 20000')::text", on: url)
        try await Databases.until("SELECT count(*) = 1 FROM dragoman.job_status WHERE state = 'running'", on: url)
        worker.send(SIGTERM)
        #expect(await worker.says("told to stop"))
        worker.send(SIGTERM)
        #expect(await worker.end().code == 143)
    }

    @Test("Probes answer while the worker runs, and metrics count its work")
    func probes() async throws {
        let url = try await Databases.migrated()
        let worker = try await worker("--http", "127.0.0.1:0", "--log-format", "text", on: url)
        let port = try #require(await worker.port())
        #expect(RawHTTP.get("/healthz", port: port).hasPrefix("HTTP/1.1 200 "))
        try await Databases.sql("SELECT dragoman.enqueue('text')::text", on: url)
        try await Databases.untilDrained(url)
        let ready = RawHTTP.get("/readyz", port: port)
        #expect(ready.hasPrefix("HTTP/1.1 200 ") && ready.contains(#""ready":true"#))
        #expect(RawHTTP.get("/nothing", port: port).hasPrefix("HTTP/1.1 404 "))
        let metrics = RawHTTP.get("/metrics", port: port)
        #expect(metrics.contains("text/plain; version=0.0.4"))
        #expect(metrics.contains("dragoman_jobs_total{outcome=\"done\"} 1"))
        worker.send(SIGTERM)
        #expect(await worker.end().code == 0)
        #expect(RawHTTP.get("/healthz", port: port).isEmpty)
    }

    @Test("A port that is taken is refused in a sentence")
    func takenPort() async throws {
        let url = try await Databases.migrated()
        let first = try await worker("--http", "127.0.0.1:0", "--log-format", "text", on: url)
        let port = try #require(await first.port())
        let second = try await Binary.dragoman.run("run", "--http", "127.0.0.1:\(port)", database: url)
        #expect(second.code == 74)
        #expect(second.errors.contains("Cannot listen on 127.0.0.1:\(port): another process does."))
        first.send(SIGTERM)
        #expect(await first.end().code == 0)
    }

    @Test("Misspelled variables are named at the start")
    func misspelled() async throws {
        let url = try await Databases.migrated()
        let worker = try Binary.dragoman.start(["run"], database: url, environment: ["DRAGOMAN_LEESE": "5s"])
        #expect(await worker.says("registered"))
        worker.send(SIGTERM)
        #expect(await worker.end().errors.contains(#""variable":"DRAGOMAN_LEESE","did_you_mean":"DRAGOMAN_LEASE""#))
    }
}
