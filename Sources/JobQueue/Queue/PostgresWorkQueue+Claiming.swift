internal import PostgresClient
internal import Synchronization

/// A claim whose answer never came. The server may still be carrying it out, so one look is not enough.
struct UncertainClaim: Sendable {
    /// For whom.
    var worker: WorkerID
    /// What finds it.
    var token: ClaimToken
    /// When to look.
    var looks: [ContinuousClock.Instant]

    /// Looks at once, and again after the longest a statement can run.
    init(worker: WorkerID, token: ClaimToken) {
        (self.worker, self.token) = (worker, token)
        let now = ContinuousClock.now
        looks = [now, now + .seconds(2), now + .seconds(10), now + .seconds(40)]
    }
}

extension PostgresWorkQueue {
    public func claim(upTo room: Int, for worker: WorkerID) async throws -> ClaimAnswer {
        try await releaseUncertainClaims()
        var places = shared.state.withLock { $0.mark.places }
        if await sweepsNow(ifDue: { $0.isSweepDue(at: .now) }) { places = [] }
        var answer = try await claim(upTo: room, for: worker, from: places)
        guard answer.jobs.isEmpty, !places.isEmpty else { return answer }
        if await sweepsNow(ifDue: { $0.untilSweep(at: .now) == .zero }) { return try await claim(upTo: room, for: worker, from: []) }
        let pause = shared.state.withLock { $0.mark.untilSweep(at: .now) }
        answer.lookAgain = min(pause, answer.lookAgain ?? pause)
        return answer
    }

    /// Whether the next claim is to sweep. A sweep that would keep claims waiting is left to the connection for settlements, which is opened
    /// for that where it is not up.
    private func sweepsNow(ifDue isDue: (ClaimMark) -> Bool) async -> Bool {
        let (mark, now) = (shared.state.withLock { $0.mark }, ContinuousClock.now)
        guard isDue(mark) else { return false }
        guard mark.isCostly, !mark.places.isEmpty else { return true }
        guard (try? await settling.current()) != nil else {
            settleApart()
            return true
        }
        shared.state.withLock { $0.mark.leftToAnother(at: now) }
        looks.continuation.yield()
        return false
    }

    /// Looks for jobs that became ready late, whenever asked, beside the claims.
    func lookForLateJobs() async {
        for await _ in looks.stream {
            let (worker, places) = shared.state.withLock { ($0.worker, $0.mark.places) }
            guard let worker, !places.isEmpty else { continue }
            let start = ContinuousClock.now
            do {
                let rows = try await look(
                    Statement(
                        "SELECT priority, run_at FROM \(schema.quoted).late_jobs($1, $2, $3)",
                        [
                            .int8(worker.rawValue), .int4Array(places.map(\.priority)),
                            .timestamptzArray(secondsSince1970: places.map(\.since)),
                        ]))
                let found = try rows.map { ClaimMark.Place(priority: try $0.int4(0), since: try $0.secondsSince1970(1)) }
                shared.state.withLock { state in
                    state.mark.swept(from: start, to: .now)
                    state.mark.found(late: found, at: .now)
                }
                if !found.isEmpty { box.ring(.work) }
            } catch {
                // An outage, which others report: the next sweep that is due asks again.
            }
        }
    }

    /// One claim that starts at `places`, or at the front where there are none.
    private func claim(upTo room: Int, for worker: WorkerID, from places: [ClaimMark.Place]) async throws -> ClaimAnswer {
        let token = try await freshToken()
        let connection = try await connectionForWork()
        let start = ContinuousClock.now
        let rows: Rows
        do {
            rows = try await connection.query(
                Statement(
                    "SELECT * FROM \(schema.quoted).claim($1, $2, $3, $4, $5)",
                    [
                        .int8(worker.rawValue), .int4(Int32(clamping: room)), .int8(token.rawValue), .int4Array(places.map(\.priority)),
                        .timestamptzArray(secondsSince1970: places.map(\.since)),
                    ]))
        } catch let error as PostgresError {
            if error.outcomeUnknown { shared.state.withLock { $0.uncertain.append(UncertainClaim(worker: worker, token: token)) } }
            throw fault(error)
        }
        if places.isEmpty { shared.state.withLock { $0.mark.swept(from: start, to: .now) } }
        return try read(rows, sent: start, token: token, worker: worker)
    }

    /// What a claim brought, best job first.
    private func read(_ rows: Rows, sent: ContinuousClock.Instant, token: ClaimToken, worker: WorkerID) throws -> ClaimAnswer {
        do {
            var jobs: [ClaimedJob] = []
            var places: [ClaimMark.Place] = []
            jobs.reserveCapacity(rows.count)
            places.reserveCapacity(rows.count)
            var everythingSince: Double?
            var lookAgain: Duration?
            for row in rows {
                let runAt = try row.secondsSince1970(17)
                if let job = try ClaimedJob(row) {
                    jobs.append(job)
                    places.append(ClaimMark.Place(priority: try row.int4(16), since: runAt))
                } else {
                    everythingSince = runAt
                    lookAgain = try row.float8(ifPresent: 20).map { .seconds($0) }
                }
            }
            shared.state.withLock { $0.mark.claimed(places, sent: sent, everythingSince: everythingSince) }
            // They come as their rows stand in the table.
            let order = jobs.indices.sorted {
                let (one, other) = (places[$0], places[$1])
                return (other.priority, one.since, jobs[$0].held.job) < (one.priority, other.since, jobs[$1].held.job)
            }
            return ClaimAnswer(jobs: order.map { jobs[$0] }, lookAgain: lookAgain)
        } catch let error as PostgresError {
            // Claimed but unreadable: give it back rather than keep it until the lease ends.
            shared.state.withLock { $0.uncertain.append(UncertainClaim(worker: worker, token: token)) }
            throw QueueError(error)
        }
    }

    /// A token nobody has used.
    private func freshToken() async throws -> ClaimToken {
        if let token = shared.state.withLock({ $0.tokens.popLast() }) { return token }
        let rows = try await query(Statement("SELECT \(schema.quoted).reserve_tokens(200)"))
        let drawn = try rows[0].int8Array(0).map(ClaimToken.init(rawValue:))
        return shared.state.withLock { state in
            state.tokens += drawn.dropFirst().reversed()
            return drawn[0]
        }
    }

    /// Gives back what claims without an answer may have brought.
    private func releaseUncertainClaims() async throws {
        let now = ContinuousClock.now
        let due = shared.state.withLock { state in state.uncertain.filter { $0.looks.first.map { $0 <= now } ?? true } }
        for claim in due {
            _ = try await query(
                Statement("SELECT \(schema.quoted).release_claim($1, $2)", [.int8(claim.worker.rawValue), .int8(claim.token.rawValue)]))
            shared.state.withLock { state in
                guard let index = state.uncertain.firstIndex(where: { $0.token == claim.token }) else { return }
                state.uncertain[index].looks.removeAll { $0 <= now }
                if state.uncertain[index].looks.isEmpty { state.uncertain.remove(at: index) }
            }
        }
    }
}
