/// Every option there is; ``Verb`` says which verb takes which.
extension Option {
    static let databaseURL = Option(
        "database-url", variable: "DATABASE_URL", .text("URL", example: "postgresql://user@localhost/news"),
        "where PostgreSQL is: a URI or a libpq connection string; libpq's own PG* variables count too")
    static let listenURL = Option(
        "listen-url", variable: "DRAGOMAN_LISTEN_URL", .text("URL", example: "postgresql://user@db:5432/news"), fallback: "--database-url",
        "a direct address for LISTEN when the other goes through a pooler")
    static let schema = Option(
        "schema", variable: "DRAGOMAN_SCHEMA", .text("NAME", example: "dragoman"), fallback: "dragoman",
        "the schema that holds everything")
    static let analyzers = Option(
        "analyzers", variable: "DRAGOMAN_ANALYZERS", .keys(example: "language,entities"), fallback: "all there are",
        "keys of the analyzers to run, comma-separated, with those they need")
    static let concurrency = Option(
        "concurrency", variable: "DRAGOMAN_CONCURRENCY", .integer(1...1024, example: "4"), fallback: "cores",
        "articles analyzed at once")
    static let prefetch = Option(
        "prefetch", variable: "DRAGOMAN_PREFETCH", .integer(0...10_000, example: "32"), fallback: "derived",
        "articles claimed ahead, at most")
    static let lease = Option(
        "lease", variable: "DRAGOMAN_LEASE", .duration(atLeast: .seconds(1), example: "15s"), fallback: "15s",
        "how long a worker counts as alive without renewing: the time until its jobs are rescued")
    static let grace = Option(
        "grace", variable: "DRAGOMAN_GRACE", .duration(atLeast: .zero, example: "25s"), fallback: "25s",
        "how long running jobs may finish after SIGTERM before they are given back")
    static let poll = Option(
        "poll", variable: "DRAGOMAN_POLL", .duration(atLeast: .milliseconds(10), example: "1s"), fallback: "1s",
        "the longest sleep without a doorbell")
    static let maxCrashes = Option(
        "max-crashes", variable: "DRAGOMAN_MAX_CRASHES", .integer(1...1_000, example: "3"), fallback: "3",
        "crashes of the process after which a job is quarantined")
    static let retention = Option(
        "retention", variable: "DRAGOMAN_RETENTION", .duration(atLeast: .seconds(1), example: "7d"), fallback: "7d",
        "how long the history of done jobs is kept")
    static let http = Option(
        "http", variable: "DRAGOMAN_HTTP", .text("HOST:PORT", example: "127.0.0.1:9090"), fallback: "off",
        "where /healthz, /readyz and /metrics are served; port 0 takes a free one and logs it")
    static let logLevel = Option(
        "log-level", variable: "DRAGOMAN_LOG_LEVEL", .choice(["debug", "info", "warning", "error"]), fallback: "info",
        "how much is logged, to standard error")
    static let logFormat = Option(
        "log-format", variable: "DRAGOMAN_LOG_FORMAT", .choice(["text", "json"]), fallback: "text on a terminal, else json",
        "how log lines look")

    static let printConfig = Option("print-config", .present, "show every setting, where it comes from, and stop; passwords are hidden")
    static let json = Option("json", .present, "answer in JSON, for scripts")
    static let printSQL = Option("print", .present, "print the SQL for a DBA instead of running it; needs no database")
    static let jsonLines = Option("jsonl", .present, "the input is JSON lines, whatever its name or first letter says")
    static let plainText = Option("text", .present, "the input is plain text, even where it begins with {")
    static let keep = Option("keep", .present, "leave the private PostgreSQL running until Ctrl-C, to look around with psql")
    static let allInState = Option(
        "all", .choice(["failed", "quarantined", "cancelled"]), "every job in this state, instead of numbers")
    static let serverPrograms = Option(
        "pg-bin", variable: "DRAGOMAN_PG_BIN", .text("FOLDER", example: "/usr/lib/postgresql/17/bin"), fallback: "the newest found",
        "where PostgreSQL's server programs are")
    static let watch = Option("watch", .present, "show it again every second until Ctrl-C")

    static let title = Option("title", .text("TEXT", example: "\"Floods in Assam\""), "the article's title")
    static let key = Option(
        "key", .text("TEXT", example: "reuters-1234"),
        "your own name for the article: the same key and text is no new work, a new text is a new version")
    static let url = Option("url", .text("URL", example: "https://example.org/1"), "where the article was published")
    static let language = Option("language", .text("TAG", example: "ar"), "what the source says the language is (BCP 47); only a hint")
    static let publishedAt = Option("published-at", .text("TIME", example: "2026-01-31T08:15Z"), "when the article was published")
    static let metadata = Option(
        "metadata", .text("JSON", example: "'{\"desk\":\"asia\"}'"), "a JSON object of your own, kept with the article")
    static let priority = Option("priority", .integer(-32_768...32_767, example: "10"), fallback: "0", "higher goes first")
    static let runAt = Option("run-at", .text("TIME", example: "2026-02-01T00:00Z"), fallback: "now", "not before this time")
    static let maxAttempts = Option("max-attempts", .integer(1...1_000, example: "5"), fallback: "5", "runs until the job counts as failed")
}
