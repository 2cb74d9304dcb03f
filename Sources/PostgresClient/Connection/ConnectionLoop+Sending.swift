extension ConnectionLoop {
    /// Sends what waits, as far as what is under way admits it. Nothing more is taken while the kernel's buffer is full: what stays in the
    /// mailbox can still be withdrawn.
    func sendWaiting() -> PostgresError? {
        while !isBlocked, let request = mailbox.take(where: { pipeline.admits($0.kind) }) {
            guard send(request) else {
                // libpq has refused, which it does when it is out of memory or the connection is gone: nobody knows what it queued.
                pipeline.sent(request, request.kind, [])
                return lost()
            }
        }
        return nil
    }

    /// Sends one request as one segment.
    private func send(_ request: Request) -> Bool {
        switch request.work {
        case .query(let statement):
            var steps: [Pipeline<Request, Rows>.Step] = []
            guard send(statement, of: request, &steps), session.sendSync() else { return false }
            pipeline.sent(request, .query, steps)
        case .transaction(let statements):
            var steps: [Pipeline<Request, Rows>.Step] = [.begin]
            guard session.send("BEGIN", named: nil) else { return false }
            for statement in statements {
                guard send(statement, of: request, &steps) else { return false }
            }
            guard session.send("COMMIT", named: nil), session.sendSync() else { return false }
            pipeline.sent(request, .transaction, steps + [.commit])
        case .script(let text):
            guard session.exitPipeline(), session.sendScript(text) else { return false }
            pipeline.sent(request, .script, [])
        }
        return true
    }

    /// Sends one statement, by name where that is possible.
    private func send(_ statement: Statement, of request: Request, _ steps: inout [Pipeline<Request, Rows>.Step]) -> Bool {
        switch request.named ? prepared.plan(statement.sql) : .unnamed {
        case .unnamed:
            steps.append(.execute)
            return session.send(statement, named: nil)
        case .execute(let name):
            steps.append(.execute)
            return session.send(statement, named: name)
        case .prepare(let name):
            steps += [.prepare(statement.sql), .execute]
            return session.sendPrepare(name, statement.sql, types: statement.parameters.map(\.type))
                && session.send(statement, named: name)
        }
    }

    /// Ends the transaction that a failed segment left open, before anything else is sent.
    func sendRollback() -> Bool {
        guard session.send("ROLLBACK", named: nil), session.sendSync() else { return false }
        pipeline.sent(nil, .rollback, [.begin])
        return true
    }
}
