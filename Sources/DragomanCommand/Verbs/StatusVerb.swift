internal import JobQueue

/// `dragoman status`: the queue in a screenful, or why one job is where it is.
struct StatusVerb {
    /// What was asked.
    let settings: Settings
    /// Where it goes.
    let console: Console

    /// Shows it, once or again and again.
    func run() async throws -> ExitCode {
        let jobs = try JobNumbers.parse(settings.arguments.operands)
        return try await DatabaseSettings(settings).withControl(needsWriting: false) { control in
            while true {
                let isKnown = try await show(jobs, control)
                guard settings.has(.watch) else { return isKnown ? .success : .workFailed }
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Shows it once; `false` when a job is not there.
    private func show(_ jobs: [JobID], _ control: QueueControl) async throws -> Bool {
        guard !jobs.isEmpty else {
            let status = try await control.status()
            let lines = settings.has(.json) ? [Self.json(status)] : text(status)
            // On a terminal each look takes the place of the last.
            let front = settings.has(.watch) && console.output.isTerminal ? "\u{1B}[H\u{1B}[2J" : ""
            try console.output.write(Array((front + lines.joined(separator: "\n") + "\n").utf8))
            return true
        }
        var areAllKnown = true
        for job in jobs {
            let state = try await control.state(of: job)
            let sentence = try await control.explain(job)
            if state == nil { areAllKnown = false }
            try console.output.line(
                settings.has(.json)
                    ? "{\"job_id\":\(job),\"state\":\(state.map(JSONText.quoted) ?? "null"),\"explanation\":\(JSONText.quoted(sentence))}"
                    : sentence)
        }
        return areAllKnown
    }

    /// In the order in which a job passes through them.
    static let states = ["scheduled", "ready", "running", "done", "failed", "quarantined", "cancelled"]

    /// For people.
    func text(_ status: QueueStatus) -> [String] {
        let style = console.output.style
        var lines: [String] = []
        if status.isPaused { lines += [style.warning("The queue is paused; \"dragoman resume\" ends that."), ""] }
        var jobs = TextTable(["JOBS", ""], numeric: [1])
        jobs.rows = Self.states.map { [$0, String(status.byState[$0] ?? 0)] }
        lines += jobs.lines(style: style) + [""]
        if let oldest = status.oldestReady { lines.append("The oldest ready job has waited \(Self.about(oldest)).") }
        if status.unclaimable > 0 {
            let verb = status.unclaimable == 1 ? "job needs" : "jobs need"
            lines.append(style.warning("\(status.unclaimable) ready \(verb) an analyzer that no live worker has."))
        }
        if status.workers.isEmpty {
            lines.append("No worker is running; \"dragoman run\" starts one.")
        } else {
            var workers = TextTable(["WORKER", "VERSION", "SLOTS", "RUNNING", "LEASE LEFT", "ANALYZERS"], numeric: [2, 3])
            workers.rows = status.workers.map {
                [$0.name, $0.version, String($0.concurrency), String($0.runningJobs), Self.about($0.leaseLeft), $0.analyzers]
            }
            lines += workers.lines(style: style)
        }
        if !status.failing.isEmpty {
            var failing = TextTable(["NO FINDING, LAST DAY", "CODE", "TIMES", "LAST MESSAGE"], numeric: [2])
            failing.rows = status.failing.map {
                [$0.analyzer ?? "(whole job)", $0.code, String($0.count), DisplayWidth.fitted($0.lastMessage, to: 60)]
            }
            lines += [""] + failing.lines(style: style)
        }
        return lines
    }

    /// For scripts, on one line.
    static func json(_ status: QueueStatus) -> String {
        let states = states.map { "\"\($0)\":\(status.byState[$0] ?? 0)" }.joined(separator: ",")
        let workers = status.workers.map { worker in
            "{\"name\":\(JSONText.quoted(worker.name)),\"version\":\(JSONText.quoted(worker.version)),\"host\":\(JSONText.quoted(worker.host)),"
                + "\"analyzers\":\(JSONText.quoted(worker.analyzers)),\"concurrency\":\(worker.concurrency),"
                + "\"running_jobs\":\(worker.runningJobs),\"lease_left_seconds\":\(worker.leaseLeft.seconds)}"
        }
        let failing = status.failing.map { failing in
            "{\"analyzer\":\(failing.analyzer.map(JSONText.quoted) ?? "null"),\"code\":\(JSONText.quoted(failing.code)),"
                + "\"count\":\(failing.count),\"last_message\":\(JSONText.quoted(failing.lastMessage))}"
        }
        return "{\"jobs\":{\(states)},\"paused\":\(status.isPaused),"
            + "\"oldest_ready_seconds\":\(status.oldestReady.map { "\($0.seconds)" } ?? "null"),\"unclaimable\":\(status.unclaimable),"
            + "\"workers\":[\(workers.joined(separator: ","))],\"failing\":[\(failing.joined(separator: ","))]}"
    }

    /// A length of time for people.
    private static func about(_ duration: Duration) -> String { DurationText.about(duration.seconds) }
}

extension Duration {
    /// Seconds, as far as a Double tells them apart.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
