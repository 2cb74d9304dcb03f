internal import JobQueue

extension Worker {
    /// Registers, waiting for PostgreSQL as long as it takes.
    ///
    /// - Returns: `false` when the worker was asked to drain before.
    func register() async throws -> Bool {
        let description = WorkerDescription(
            name: configuration.name, version: configuration.version, host: configuration.host, analyzers: registry.revisions,
            concurrency: configuration.concurrency, lease: configuration.lease, maxCrashes: configuration.maxCrashes)
        while !desk.withLock({ $0.isDraining }) {
            let sent = clock.now()
            do {
                let worker = try await queue.register(description)
                desk.withLock { desk in
                    desk.worker = worker
                    desk.lease.renewed(sentAt: sent)
                }
                noteConnected()
                log.info("registered", ["worker": "\(worker)", "name": configuration.name])
                return true
            } catch let error as QueueError where Self.isFinal(error) {
                throw error
            } catch {
                note(error, during: "register")
                try await clock.sleep(configuration.poll)
            }
        }
        return false
    }

    /// Whether waiting cannot help: somebody must migrate, grant, or convert.
    private static func isFinal(_ error: QueueError) -> Bool {
        switch error.code {
        case .schemaMissing, .schemaNewer, .schemaOlder, .forbidden, .encoding: true
        case .unavailable, .authentication, .readOnly, .refused: false
        }
    }

    /// Renews the lease, hears of lost jobs, and helps with what the whole fleet does: promotes and rescues.
    func tendLease() async throws {
        let interval = min(configuration.poll, configuration.lease / 3)
        while !Task.isCancelled {
            await tendSignal.wait(timeout: interval, clock: clock)
            let (worker, held) = desk.withLock { ($0.worker, $0.held) }
            guard let worker else {
                // Draining without a lease: there is nothing to tend.
                guard try await register() else { return }
                wakeAll()
                continue
            }
            let sent = clock.now()
            do {
                let answer = try await queue.tend(worker, running: held)
                noteConnected()
                note(answer, of: worker, sentAt: sent)
            } catch { note(error, during: "tend") }
            if desk.withLock({ $0.unblock() }) { settleSignal.signal() }
            noteStuck()
        }
    }

    /// Acts on what tending brought.
    private func note(_ answer: TendAnswer, of worker: WorkerID, sentAt sent: Duration) {
        telemetry.rescued.add(answer.rescued)
        telemetry.promoted.add(answer.promoted)
        telemetry.quarantined.add(answer.quarantined)
        if answer.rescued > 0 { log.warning("took jobs back from a dead worker", ["jobs": "\(answer.rescued)"]) }
        if answer.quarantined > 0 { log.error("quarantined", ["jobs": "\(answer.quarantined)"]) }
        guard desk.withLock({ $0.worker == worker }) else { return }
        guard answer.leaseHeld else {
            let runs = desk.withLock { $0.loseEverything() }
            _ = pool.withdraw()
            for run in runs { run.cancel() }
            telemetry.leasesLost.add()
            log.warning("the lease ran out and others took the jobs: registering anew", ["jobs": "\(runs.count)"])
            tendSignal.signal()
            return
        }
        let (runs, wasHeld, wasPaused) = desk.withLock { desk in
            let wasHeld = desk.lease.isHeld(at: clock.now())
            let wasPaused = desk.isPaused
            desk.lease.renewed(sentAt: sent)
            desk.isPaused = answer.paused
            return (desk.lose(answer.lost), wasHeld, wasPaused)
        }
        for run in runs { run.cancel() }
        if wasPaused != answer.paused { log.info(answer.paused ? "the queue is paused" : "the queue is resumed") }
        if !wasHeld { wakeAll() }
        if answer.rescued > 0 || answer.promoted > 0 || wasPaused != answer.paused { claimSignal.signal() }
        telemetry.set(status: status)
    }

    /// The lease is held again: everything that waited for it looks.
    func wakeAll() {
        pool.wake()
        claimSignal.signal()
        settleSignal.signal()
        suspectSignal.signal()
    }

    /// Drains a process that has lost too many threads.
    private func noteStuck() {
        let stuck = pool.stuck
        telemetry.stuckThreads.set(Double(stuck))
        guard stuck >= configuration.maxStuck, !desk.withLock({ $0.isStuck }) else { return }
        desk.withLock { $0.isStuck = true }
        log.error("too many analyzers ignore their deadlines: draining, to be started anew", ["threads": "\(stuck)"])
        drain()
    }

    /// Turns bells into signals.
    func hearBells() async {
        for await bell in queue.bells {
            switch bell {
            case .work: claimSignal.signal()
            case .control:
                tendSignal.signal()
                claimSignal.signal()
            case .reconnected:
                telemetry.reconnects.add()
                log.info("connected")
                tendSignal.signal()
                wakeAll()
            }
        }
    }

    /// Keeps the queue's partitions and its history in shape.
    func maintainQueue() async {
        while !Task.isCancelled {
            var pause = Duration.seconds(3_600)
            do { try await queue.maintain(retention: configuration.retention) } catch {
                note(error, during: "maintain")
                pause = .seconds(60)
            }
            do { try await clock.sleep(pause) } catch { return }
        }
    }

    /// Keeps the metrics of the whole queue fresh; where counting takes long, it takes a hundredth of the time.
    func watchDepth() async {
        while !Task.isCancelled {
            let start = clock.now()
            do { telemetry.set(depth: try await queue.depth()) } catch { note(error, during: "depth") }
            do { try await clock.sleep(max(.seconds(10), (clock.now() - start) * 100)) } catch { return }
        }
    }

    /// PostgreSQL answered.
    func noteConnected() {
        let isNews = desk.withLock { desk in
            defer { (desk.isConnected, desk.outage) = (true, nil) }
            return !desk.isConnected
        }
        if isNews { telemetry.set(status: status) }
    }

    /// PostgreSQL did not answer, or said no. An outage is logged when it begins, and when its cause is another: who is cut off while
    /// somebody migrates must hear that the schema has become too new.
    func note(_ error: any Error, during call: String) {
        if error is CancellationError { return }
        telemetry.queueErrors.add()
        let outage = (error as? QueueError)?.code.isOutage == true ? (error as? QueueError)?.code : nil
        let isNews = desk.withLock { desk in
            guard let outage else { return true }
            defer { (desk.isConnected, desk.outage) = (false, outage) }
            return desk.isConnected || desk.outage != outage
        }
        telemetry.set(status: status)
        guard isNews else { return }
        log.warning("the queue does not answer", ["call": call, "error": "\(error)", "sqlstate": (error as? QueueError)?.sqlState ?? ""])
    }
}

extension QueueError.Code {
    /// Whether nothing can be done on any connection until it is over. A missing right or function may concern one statement alone.
    fileprivate var isOutage: Bool {
        switch self {
        case .unavailable, .authentication, .readOnly, .schemaNewer, .schemaOlder, .encoding: true
        case .schemaMissing, .forbidden, .refused: false
        }
    }
}
