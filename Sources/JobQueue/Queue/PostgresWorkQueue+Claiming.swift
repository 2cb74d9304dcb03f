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
        let token = try await freshToken()
        let place = shared.state.withLock { $0.mark.start(at: .now) }
        let connection = try await connectionForWork()
        let rows: Rows
        do {
            rows = try await connection.query(
                Statement(
                    "SELECT * FROM \(schema.quoted).claim($1, $2, $3, $4, $5)",
                    [
                        .int8(worker.rawValue), .int4(Int32(clamping: room)), .int8(token.rawValue), .int4(place?.priority),
                        .timestamptz(secondsSince1970: place?.runAt),
                    ]))
        } catch let error as PostgresError {
            if error.outcomeUnknown { shared.state.withLock { $0.uncertain.append(UncertainClaim(worker: worker, token: token)) } }
            throw fault(error)
        }
        return try read(rows, room: room, fromFront: place == nil, token: token, worker: worker)
    }

    /// What a claim brought, best job first.
    private func read(_ rows: Rows, room: Int, fromFront: Bool, token: ClaimToken, worker: WorkerID) throws -> ClaimAnswer {
        do {
            var jobs: [ClaimedJob] = []
            jobs.reserveCapacity(rows.count)
            var nextDue: Duration?
            var last: ClaimMark.Place?
            for row in rows {
                guard let job = try ClaimedJob(row) else {
                    nextDue = try row.float8(ifPresent: 20).map { .seconds($0) }
                    continue
                }
                jobs.append(job)
                let place = ClaimMark.Place(priority: try row.int4(16), runAt: try row.secondsSince1970(17))
                if last.map({ place.priority < $0.priority || (place.priority == $0.priority && place.runAt > $0.runAt) }) ?? true {
                    last = place
                }
            }
            let end = jobs.count == room || !fromFront ? last : nil
            shared.state.withLock { state in if end != nil || fromFront { state.mark.claimed(upTo: end) } }
            return ClaimAnswer(jobs: jobs, nextDue: nextDue)
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
