internal import JobQueue

extension Worker {
    /// Waits for ``drain()``, then: gives back what has not begun, lets what runs finish within the grace, gives back the rest.
    func drainWhenAsked() async {
        while !desk.withLock({ $0.isDraining }) {
            guard !Task.isCancelled else { return }
            await drainSignal.wait(clock: clock)
        }
        let end = clock.now() + configuration.grace
        log.info("draining", ["held": "\(desk.withLock { $0.entries.count })", "grace": "\(configuration.grace)"])
        if let worker = desk.withLock({ $0.worker }) {
            do { try await queue.announceDrain(of: worker) } catch { note(error, during: "announce drain") }
        }
        let waiting = pool.withdraw().map { ObjectIdentifier($0) }
        await release(desk.withLock { desk in desk.entries.values.filter { Self.hasNotBegun($0, among: waiting) }.map(\.job.held) })
        while clock.now() < end, !desk.withLock({ $0.entries.isEmpty }), !Task.isCancelled {
            await progressSignal.wait(timeout: min(.milliseconds(100), end - clock.now()), clock: clock)
        }
        let (runs, rest) = desk.withLock { desk in
            let running = desk.entries.values.filter { $0.phase == .waiting }
            return (running.compactMap(\.run), running.map(\.job.held))
        }
        for run in runs { run.cancel() }
        await release(rest)
        // Left before it is said: a tending under way must not take the end of the registration for a lost lease.
        let leaving = desk.withLock { desk in
            defer { desk.worker = nil }
            return desk.worker
        }
        if let leaving {
            do { try await queue.deregister(leaving) } catch { note(error, during: "deregister") }
        }
        log.info("drained", ["released": "\(rest.count)"])
    }

    /// A withdrawn run, or a suspect that was never given to the pool.
    private static func hasNotBegun(_ entry: Desk.Entry, among withdrawn: [ObjectIdentifier]) -> Bool {
        guard entry.phase == .waiting else { return false }
        return entry.run.map { withdrawn.contains(ObjectIdentifier($0)) } ?? true
    }

    /// Gives jobs back, uncharged. When PostgreSQL is away the lease does it.
    private func release(_ held: [HeldJob]) async {
        guard !held.isEmpty, let worker = desk.withLock({ $0.worker }) else { return }
        do {
            try await queue.release(held, for: worker)
            telemetry.count(.released, held.count)
            log.info("released", ["jobs": "\(held.count)"])
        } catch { note(error, during: "release") }
        desk.withLock { desk in for job in held { desk.drop(job) } }
    }
}
