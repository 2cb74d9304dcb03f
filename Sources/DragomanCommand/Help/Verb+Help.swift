/// What help says of each verb, besides its options.
extension Verb {
    /// One line for the list of verbs.
    var summary: String {
        switch self {
        case .demo: "show it all on a private PostgreSQL of its own; needs no setup"
        case .analyze: "analyze text or JSON lines, without a database"
        case .migrate: "create or upgrade the schema in PostgreSQL"
        case .run: "work: claim jobs, analyze articles, write findings, until SIGTERM"
        case .enqueue: "add articles from files or standard input"
        case .status: "show the queue, or why one job is not running"
        case .retry: "run failed, quarantined or cancelled jobs again"
        case .cancel: "cancel jobs"
        case .pause: "stop all workers from claiming jobs"
        case .resume: "let them claim jobs again"
        case .help: "explain a verb"
        case .version: "print the version"
        }
    }

    /// What stands after the verb on the usage line.
    var usage: String {
        switch operands {
        case .none: options.isEmpty ? "" : " [OPTIONS]"
        case .files: " [OPTIONS] [FILE…|-]"
        case .jobs: " [OPTIONS] JOB…"
        case .optionalJobs: " [OPTIONS] [JOB…]"
        case .verb: " [VERB]"
        }
    }

    /// What the verb does, for somebody who has never used it.
    var explanation: String {
        switch self {
        case .demo:
            """
            Starts a private PostgreSQL from the server programs on this machine, makes the schema, enqueues sample
            articles in many languages by SQL, analyzes them and shows the findings. Nothing is left behind.
            """
        case .analyze:
            """
            Runs the analyzers over files or standard input and prints what they find: readable text on a terminal,
            one JSON object per line into a pipe or with --json. Nothing is stored.

            Input is plain text, one article a file, or JSON lines (a name ending in .jsonl or .ndjson, or input that
            begins with {), one article a line:

              {"id": 1, "body": "…", "title": "…", "language": "ar", "published_at": "2026-01-31T08:15:00Z"}

            Only body is needed. One line comes out for each line that goes in, in the same order:

              {"id": 1, "findings": {"language": {…}, "entities": {…}}}

            id is given back as it was written. A line that cannot be read becomes {"id": …, "error": "…"} and the run
            goes on; the exit code is then 1. An analyzer that fails stands under "failures". A published_at that is no
            ISO 8601 time is ignored.
            """
        case .migrate:
            """
            Creates the schema, its functions and its three roles, or brings them to this version. Safe to run again,
            and by several at once. Needs a role that may create schemas and roles; workers need neither.
            """
        case .run:
            """
            Works on jobs until SIGTERM or SIGINT: it then claims no more, lets running jobs finish within the grace,
            gives the rest back and ends with 0. A second signal ends it at once; its jobs are rescued by others.
            Any number of workers may run on any number of machines.
            """
        case .enqueue:
            """
            Adds articles, one job each, and prints the jobs' ids. A text file is one article. In JSON lines (a name
            ending in .jsonl or .ndjson, or input that begins with {) each line is one article, with the parameters of
            dragoman.enqueue as names:

              {"body": "…", "title": "…", "key": "…", "url": "…", "language": "…", "published_at": "…",
               "metadata": {…}, "analyzers": ["…"], "priority": 0, "run_at": "…", "max_attempts": 5}

            Only body is needed; options give what a line leaves out. A line that cannot be enqueued is reported on
            standard error and the others go on; the exit code is then 1.
            """
        case .status:
            """
            Shows jobs by state, workers, the age of the oldest ready job and which analyzers failed lately. With the
            numbers of jobs it explains each of them in a sentence.
            """
        case .retry:
            """
            Puts finished jobs back: failed, quarantined or cancelled ones start over with all their attempts.
            """
        case .cancel:
            """
            Cancels jobs that have not ended. A running analysis is told to stop; nothing of it is kept.
            """
        case .pause:
            """
            Pauses the whole queue. Running jobs finish; nothing new is claimed by any worker until "dragoman resume",
            across restarts too.
            """
        case .resume:
            """
            Ends a pause.
            """
        case .help:
            """
            Explains a verb, or lists them all.
            """
        case .version:
            """
            Prints the version, the analyzers with their revisions and the system it was built for.
            """
        }
    }

    /// Command lines to copy.
    var examples: [String] {
        switch self {
        case .demo: ["dragoman demo", "dragoman demo --keep"]
        case .analyze:
            [
                "dragoman analyze article.txt", "echo 'Angela Merkel besuchte Paris.' | dragoman analyze",
                "dragoman analyze --analyzers language,entities < articles.jsonl > findings.jsonl",
            ]
        case .migrate: ["dragoman migrate --database-url postgresql://postgres@localhost/news", "dragoman migrate --print > schema.sql"]
        case .run:
            [
                "DATABASE_URL=postgresql://worker@db/news dragoman run", "dragoman run --concurrency 8 --http 127.0.0.1:9090",
                "dragoman run --print-config",
            ]
        case .enqueue:
            [
                "dragoman enqueue article.txt --language ar --title \"…\"", "dragoman enqueue articles.jsonl --priority -10",
                "zcat archive.jsonl.gz | dragoman enqueue -",
            ]
        case .status: ["dragoman status", "dragoman status --json", "dragoman status 42"]
        case .retry: ["dragoman retry 42 43", "dragoman retry --all failed"]
        case .cancel: ["dragoman cancel 42"]
        case .pause: ["dragoman pause"]
        case .resume: ["dragoman resume"]
        case .help: ["dragoman help run"]
        case .version: ["dragoman version"]
        }
    }
}
