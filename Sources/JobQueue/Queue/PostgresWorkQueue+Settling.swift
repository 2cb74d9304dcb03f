internal import PostgresClient
internal import Synchronization

extension PostgresWorkQueue {
    public func settle(_ settlements: [Settlement]) async throws -> [SettleAnswer] {
        // In one order for all workers, so that none waits for another crosswise.
        let order = settlements.indices.sorted { settlements[$0].held.job < settlements[$1].held.job }
        let answers = try await settle(sorted: order.map { settlements[$0] }[...])
        var result = [SettleAnswer](repeating: .lost, count: settlements.count)
        for (place, answer) in zip(order, answers) { result[place] = answer }
        return result
    }

    /// Settles a batch in one statement; one that PostgreSQL refuses is halved until the guilty settlement stands alone.
    private func settle(sorted batch: ArraySlice<Settlement>) async throws -> [SettleAnswer] {
        if batch.isEmpty { return [] }
        do {
            return try await send(batch)
        } catch let error as PostgresError where Self.isRefusal(error) {
            guard batch.count > 1 else { return [.refused(sqlState: error.sqlState?.rawValue ?? "22023", message: error.description)] }
            let middle = batch.startIndex + batch.count / 2
            return try await settle(sorted: batch[..<middle]) + settle(sorted: batch[middle...])
        } catch let error as PostgresError {
            throw fault(error)
        }
    }

    /// Sends a batch, again where that helps, and finds out about the settlements that matched nothing.
    private func send(_ batch: ArraySlice<Settlement>) async throws -> [SettleAnswer] {
        var triesLeft = 4
        var overwrites = false
        while true {
            let (name, passesLocked) = shared.state.withLock { ($0.name, $0.passesLockedUntil.map { .now < $0 } ?? false) }
            do {
                let connection = try await connectionForSettling(batch.count)
                let rows = try await connection.query(
                    SettleArrays.statement(batch, worker: name, passLocked: passesLocked, overwrite: overwrites, schema: schema))
                let written = try rows[0].int8Array(ifPresent: 0) ?? []
                if written.count == batch.count { return batch.map { _ in .settled } }
                let answers = try await readBack(batch, written: Set(written.map(JobID.init(rawValue:))), on: connection)
                if answers.contains(.blocked) { passLocked() }
                return answers
            } catch let error as PostgresError where !overwrites && error.constraint == "findings_pkey" {
                // Somebody else has written findings of one of these articles at this very moment.
                overwrites = true
            } catch let error as PostgresError where error.isTransient || error.sqlState == .queryCanceled {
                triesLeft -= 1
                let wasLocked = error.sqlState == .lockNotAvailable
                if wasLocked { passLocked() }
                // A batch that was in fact written matches nothing the second time, and is read back by token.
                guard triesLeft > 0, !(wasLocked && passesLocked) else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Settlements in one batch from which on they deserve a connection of their own: what a busy worker with quick analyzers gathers.
    private static let muchToSettle = 64

    /// The connection for settlements, if there is one and it is up; else the work connection.
    private func connectionForSettling(_ settlements: Int) async throws -> Connection {
        if settlements >= Self.muchToSettle { settleApart() }
        // Not behind a look, which may take a while.
        if shared.state.withLock({ $0.looking == 0 }), let connection = try? await settling.current() { return connection }
        return try await connectionForWork()
    }

    /// From now on there is to be a connection for settlements.
    func settleApart() {
        let isNews = shared.state.withLock { state in
            defer { state.settlesApart = true }
            return !state.settlesApart
        }
        if isNews { load.continuation.yield() }
    }

    /// From now on, and for a while after the last sign of them, settles do not wait for rows that others have locked.
    private func passLocked() { shared.state.withLock { $0.passesLockedUntil = .now + .seconds(10) } }

    /// What became of settlements that `settle` did not match: written before, or lost, or blocked where the claim is still held.
    private func readBack(_ batch: ArraySlice<Settlement>, written: Set<JobID>, on connection: Connection) async throws -> [SettleAnswer] {
        let open = batch.filter { !written.contains($0.held.job) }
        guard !open.isEmpty else { return batch.map { _ in .settled } }
        let rows = try await connection.query(
            Statement(
                "SELECT job_id, written FROM \(schema.quoted).read_back($1, $2)",
                [.int8Array(open.map(\.held.job.rawValue)), .int8Array(open.map(\.held.token.rawValue))]))
        var states: [JobID: Bool] = [:]
        for row in rows { states[JobID(rawValue: try row.int8(0))] = try row.bool(1) }
        return batch.map { settlement in
            if written.contains(settlement.held.job) { return .settled }
            guard let state = states[settlement.held.job] else { return .lost }
            return state ? .settled : .blocked
        }
    }

    /// Whether PostgreSQL said no to what the batch holds: a constraint, a trigger, a value it cannot store.
    private static func isRefusal(_ error: PostgresError) -> Bool {
        if error.code == .invalidStatement { return true }
        guard error.code == .server, !error.isTransient, let state = error.sqlState, state != .queryCanceled else { return false }
        // Rights and missing relations concern every settlement alike: no job is to blame.
        return ![.insufficientPrivilege, .undefinedTable, .undefinedFunction, .undefinedColumn, .invalidSchemaName].contains(state)
    }

    public func release(_ held: [HeldJob], for worker: WorkerID) async throws {
        let sorted = held.sorted { $0.job < $1.job }
        _ = try await query(
            Statement(
                "SELECT \(schema.quoted).release($1, $2)",
                [.int8Array(sorted.map(\.job.rawValue)), .int8Array(sorted.map(\.token.rawValue))]))
    }
}
