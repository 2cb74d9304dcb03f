internal import JobQueue

extension Worker {
    /// Jobs in one settle at most.
    private static var batchLimit: Int { 500 }
    /// Bytes of findings in one settle, about.
    private static var batchBytes: Int { 16 << 20 }

    /// Settles at once when nothing is under way; what gathers meanwhile goes with the next flight.
    func settleJobs() async {
        while !Task.isCancelled {
            let batch = desk.withLock { $0.nextBatch(at: clock.now(), limit: Self.batchLimit, bytes: Self.batchBytes) }
            guard !batch.isEmpty else {
                await settleSignal.wait(clock: clock)
                continue
            }
            await settle(batch)
        }
    }

    /// One flight.
    private func settle(_ batch: [Desk.Finished]) async {
        let sent = clock.now()
        do {
            let answers = try await queue.settle(batch.map(\.settlement))
            telemetry.settleBatches.add()
            telemetry.settleSeconds.observe(clock.now() - sent)
            noteConnected()
            let instead = zip(batch, answers).map { item, answer in note(answer, of: item) }
            let blocked = zip(batch, answers).filter { $0.1 == .blocked }.map(\.0)
            telemetry.count(.done, zip(batch, answers).count { $0.settlement.end == .done && $1 == .settled })
            let hasRoom = desk.withLock { desk in
                for index in batch.indices where answers[index] != .blocked && instead[index] == nil { desk.drop(batch[index].job.held) }
                desk.block(blocked)
                desk.endFlight(again: instead.compactMap(\.self))
                return desk.room(at: clock.now()) > 0
            }
            if hasRoom { claimSignal.signal() }
        } catch {
            note(error, during: "settle")
            desk.withLock { $0.endFlight(again: batch) }
            do { try await clock.sleep(.milliseconds(100)) } catch {}
        }
        settleSignal.signal()
        suspectSignal.signal()
        progressSignal.signal()
    }

    /// Counts what became of a settlement, except those that are done, which are counted together.
    ///
    /// - Returns: what to settle instead, when PostgreSQL refused it.
    private func note(_ answer: SettleAnswer, of item: Desk.Finished) -> Desk.Finished? {
        if answer == .settled, item.settlement.end == .done { return nil }
        let job = "\(item.job.held.job)"
        switch answer {
        case .settled:
            switch item.settlement.end {
            case .done: break
            case .failed:
                telemetry.count(.failed)
                log.warning("job failed", ["job": job, "attempt": "\(item.job.attempt)", "codes": Self.codes(of: item.settlement)])
            case .retry(let delay):
                telemetry.count(.retried)
                log.info(
                    "job will be retried",
                    ["job": job, "attempt": "\(item.job.attempt)", "after": "\(delay)", "codes": Self.codes(of: item.settlement)])
            }
            return nil
        case .lost:
            telemetry.count(.lost)
            telemetry.fenced.add()
            log.warning("settlement dropped: the claim no longer holds", ["job": job, "token": "\(item.job.held.token)"])
            return nil
        case .refused(let sqlState, let message):
            telemetry.count(.refused)
            log.warning("findings refused by PostgreSQL", ["job": job, "sqlstate": sqlState])
            if let instead = verdict.instead(of: item, refusedWith: sqlState, message) { return instead }
            // Not even the failure can be written: the end alone.
            guard !item.settlement.failures.isEmpty else {
                log.error("a job's end is refused by PostgreSQL: it stays in this worker's hands until the worker ends", ["job": job])
                return nil
            }
            var bare = item.settlement
            bare.failures = []
            return Desk.Finished(job: item.job, settlement: bare)
        case .blocked:
            log.debug("a row is locked by another session: the settlement waits", ["job": job])
            return nil
        }
    }

    private static func codes(of settlement: Settlement) -> String {
        settlement.failures.map { "\($0.analyzer ?? "job"):\($0.code)" }.joined(separator: ",")
    }
}
