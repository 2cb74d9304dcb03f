internal import JobQueue

/// `dragoman retry`, `cancel`, `pause` and `resume`.
struct ControlVerb {
    /// What was asked.
    let settings: Settings
    /// Where it goes.
    let console: Console

    /// Does it.
    func run() async throws -> ExitCode {
        let verb = settings.arguments.verb
        let jobs = try JobNumbers.parse(settings.arguments.operands)
        let state = verb == .retry ? settings.text(.allInState) : nil
        if verb.operands == .jobs, jobs.isEmpty == (state == nil) {
            let all = verb == .retry ? ", or all of a state: dragoman retry --all failed" : ""
            throw CommandError.usage("Say which jobs, by their numbers: dragoman \(verb.rawValue) 42\(all).")
        }
        return try await DatabaseSettings(settings).withControl { control in
            switch verb {
            case .pause: try answer(await control.pause(), "The queue is paused.", "The queue was paused already.")
            case .resume: try answer(await control.resume(), "The queue goes on.", "The queue was not paused.")
            default:
                if let state { return try await retryAll(in: state, control) }
                return try await tell(jobs, control)
            }
            return .success
        }
    }

    /// Retries every job of a state.
    private func retryAll(in state: String, _ control: QueueControl) async throws -> ExitCode {
        let count = try await control.retryAll(in: state)
        try console.output.line(
            settings.has(.json) ? "{\"retried\":\(count)}" : "\(count) \(state) \(count == 1 ? "job" : "jobs") will run again.")
        return .success
    }

    /// Retries or cancels jobs one by one; those that cannot be are explained.
    private func tell(_ jobs: [JobID], _ control: QueueControl) async throws -> ExitCode {
        var code = ExitCode.success
        for job in jobs {
            let isRetry = settings.arguments.verb == .retry
            let done = try await isRetry ? control.retry(job) : control.cancel(job)
            let change = isRetry ? "retried" : "cancelled"
            if settings.has(.json) {
                try console.output.line("{\"job_id\":\(job),\"\(change)\":\(done)}")
            } else if done {
                try console.output.line("Job \(job) \(isRetry ? "will run again" : "is cancelled").")
            } else {
                console.say("Job \(job) was not \(change). \(try await control.explain(job))")
            }
            if !done { code = .workFailed }
        }
        return code
    }

    /// One answer for scripts or for people.
    private func answer(_ changed: Bool, _ yes: String, _ no: String) throws {
        try console.output.line(settings.has(.json) ? "{\"changed\":\(changed)}" : changed ? yes : no)
    }
}

/// Numbers of jobs on the command line.
enum JobNumbers {
    /// The jobs, or a sentence about the first word that is no number.
    static func parse(_ words: [String]) throws -> [JobID] {
        try words.map { word in
            guard let number = Int64(word), number > 0 else {
                throw CommandError.usage("\"\(word)\" is no job's number; enqueue answers them, and dragoman.job_status lists them.")
            }
            return JobID(rawValue: number)
        }
    }
}
