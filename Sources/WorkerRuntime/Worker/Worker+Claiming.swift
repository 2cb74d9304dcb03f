internal import JobQueue

extension Worker {
    /// Claims whenever there is room, and sleeps on the ladder when there is nothing.
    func claimJobs() async {
        var ladder = IdleLadder(poll: configuration.poll)
        var isIdlePublished = false
        var fruitful = 0
        while !Task.isCancelled {
            guard let (worker, room) = desk.withLock({ desk in desk.worker.map { ($0, desk.room(at: clock.now())) } }), room > 0 else {
                if desk.withLock({ $0.isDraining }) { break }
                await claimSignal.wait(timeout: configuration.poll, clock: clock)
                continue
            }
            do {
                let sent = clock.now()
                let answer = try await queue.claim(upTo: room, for: worker)
                telemetry.claims.add()
                telemetry.claimSeconds.observe(clock.now() - sent)
                noteConnected()
                guard answer.jobs.isEmpty else {
                    fruitful += 1
                    ladder.reset()
                    accept(answer.jobs, for: worker)
                    // A job now and then leaves the doorbell on; a stream of them needs no bell.
                    if isIdlePublished, fruitful > 2 || answer.jobs.count >= room {
                        isIdlePublished = false
                        await queue.publishIdle(false, for: worker)
                    }
                    continue
                }
                telemetry.emptyClaims.add()
                fruitful = 0
                if !isIdlePublished {
                    isIdlePublished = true
                    await queue.publishIdle(true, for: worker)
                    // Look once more: whoever enqueued before this was published has not rung.
                    continue
                }
                await claimSignal.wait(timeout: ladder.next(due: answer.lookAgain), clock: clock)
            } catch {
                isIdlePublished = false
                note(error, during: "claim")
                await claimSignal.wait(timeout: configuration.poll, clock: clock)
            }
        }
        if isIdlePublished, let worker = desk.withLock({ $0.worker }) { await queue.publishIdle(false, for: worker) }
    }

    /// Hands claimed jobs to the pool; suspects wait for their turn alone.
    private func accept(_ jobs: [ClaimedJob], for worker: WorkerID) {
        telemetry.claimedJobs.add(jobs.count)
        log.debug("claimed", ["jobs": "\(jobs.count)"])
        let suspects = jobs.filter(\.isSuspect)
        let others = jobs.filter { !$0.isSuspect }
        let hands = others.map(JobInHand.init)
        let runs = zip(others, hands).map { job, hand in
            AnalysisRun(AnalysisOrder(job), in: registry) { [self] report in finish(hand, report) }
        }
        let isOurs = desk.withLock { desk in
            guard desk.worker == worker else { return false }
            for (job, run) in zip(hands, runs) { desk.take(job, run) }
            for job in suspects { desk.take(suspect: job) }
            return true
        }
        // A claim whose lease was lost on the way is rescued by others.
        guard isOurs else { return }
        pool.submit(runs)
        if !suspects.isEmpty { suspectSignal.signal() }
    }

    /// A run has ended, on a thread of the pool: its settlement is queued.
    func finish(_ job: JobInHand, _ report: AnalysisReport) {
        let now = clock.now()
        let settlement = verdict.settlement(of: job, report)
        let (ending, isSettling, hasRoom, isDraining) = desk.withLock { desk in
            let ending = desk.finish(job.held, settlement, wasCancelled: report.wasCancelled, at: now)
            return (ending, desk.isSettling, desk.room(at: now) > 0, desk.isDraining)
        }
        switch ending {
        // A flight that is under way looks for more at its end.
        case .queued: if !isSettling { settleSignal.signal() }
        case .lost: telemetry.count(.lost)
        case .cancelled, .unknown: break
        }
        if hasRoom { claimSignal.signal() }
        if isDraining { progressSignal.signal() }
    }

    /// Runs suspects one at a time and alone, so that a crash has one culprit.
    func runSuspects() async {
        while !Task.isCancelled {
            guard let job = desk.withLock({ $0.isDraining ? nil : $0.nextSuspect() }), let worker = desk.withLock({ $0.worker }) else {
                await suspectSignal.wait(clock: clock)
                continue
            }
            await pool.beginAlone()
            await runAlone(job, for: worker)
            pool.endAlone()
        }
    }

    /// Marks the suspect, analyzes it, and waits for its settlement before anything else may start.
    private func runAlone(_ job: ClaimedJob, for worker: WorkerID) async {
        log.info("running a suspect alone", ["job": "\(job.held.job)", "crashes": "\(job.crashes)"])
        while !Task.isCancelled {
            // Drained ones are given back by the drain; those of a lost lease are no longer here.
            guard desk.withLock({ $0.entries[job.held.job]?.job.held == job.held && !$0.isDraining }) else { return }
            guard desk.withLock({ $0.mayStart(at: clock.now()) }) else {
                await suspectSignal.wait(timeout: configuration.poll, clock: clock)
                continue
            }
            do {
                try await queue.mark(suspect: job.held, for: worker)
                break
            } catch {
                note(error, during: "mark")
                do { try await clock.sleep(configuration.poll) } catch { return }
            }
        }
        await withCheckedContinuation { continuation in
            let run = pool.submitAlone(AnalysisOrder(job)) { [self] report in
                finish(JobInHand(job), report)
                continuation.resume()
            }
            desk.withLock { $0.attach(run, to: job.held) }
        }
        // Settled, lost or given back: until then a crash would be charged to a job that is already through.
        while !Task.isCancelled, desk.withLock({ $0.entries[job.held.job]?.job.held == job.held }) {
            await suspectSignal.wait(timeout: .milliseconds(100), clock: clock)
        }
    }
}
