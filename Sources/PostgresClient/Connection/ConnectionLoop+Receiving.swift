internal import CLibpq

extension ConnectionLoop {
    /// Takes every result that is there, and acts on it.
    func receive() -> PostgresError? {
        var idleReads = 0
        while !pipeline.isEmpty, !session.isBusy {
            guard let result = session.nextResult() else {
                // A second "no more" in a row: libpq has nothing under way, and nothing will come.
                idleReads += 1
                if idleReads > 1 { return session.isUp ? nil : lost() }
                if let error = act(on: .endOfCommand) { return error }
                continue
            }
            idleReads = 0
            switch result.status {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                _ = act(on: .success(Rows(result: result), tag: result.commandTag))
            case PGRES_PIPELINE_SYNC:
                if let error = act(on: .sync) { return error }
            case PGRES_PIPELINE_ABORTED: _ = act(on: .aborted)
            case PGRES_FATAL_ERROR:
                let report = result.error
                // Only the server gives codes: without one, libpq itself reports that the connection is gone.
                guard report.error.sqlState != nil || session.isUp else { return lost() }
                _ = act(on: .failure(report))
            default:
                return PostgresError(
                    .connectionLost, "The statement began a COPY, which this client does not speak; the connection was dropped.")
            }
        }
        return nil
    }

    /// Does what the bookkeeping says.
    private func act(on reply: Pipeline<Request, Rows>.Reply) -> PostgresError? {
        let kind = pipeline.current
        switch pipeline.receive(reply) {
        case .nothing, .rolledBack: return nil
        case .answer(let request, let rows):
            guard kind == .script else {
                request.waiter.resume(returning: rows)
                return nil
            }
            return endScript(request, failure: nil)
        case .fail(let request, let report, let failedPreparation):
            if let failedPreparation { prepared.preparationFailed(failedPreparation) }
            if kind == .script { return endScript(request, failure: report) }
            if kind == .transaction, !session.isIdle, !sendRollback() {
                request.waiter.resume(throwing: report.error)
                return lost()
            }
            if request.named, retries(request, after: report) { return nil }
            request.waiter.resume(throwing: report.failure)
            return nil
        }
    }

    /// Sends a segment once more, without names, where names were all that was wrong: nothing of it was executed.
    private func retries(_ request: Request, after report: ServerReport) -> Bool {
        switch report.error.sqlState {
        case .some(.invalidStatementName), .some(.duplicatePreparedStatement): request.texts.forEach { prepared.nameWasWrong($0) }
        // "cached plan must not change result type": the table changed since the statement was prepared.
        case .some(.featureNotSupported) where report.routine == "RevalidateCachedQuery": request.texts.forEach { prepared.planIsStale($0) }
        default: return false
        }
        var again = request
        again.named = false
        mailbox.putBack(again)
        return true
    }

    /// Goes back to the pipeline after a script, which must leave no transaction behind.
    private func endScript(_ request: Request, failure: ServerReport?) -> PostgresError? {
        let leftOpen = !session.isIdle
        guard session.enterPipeline(), !leftOpen || sendRollback() else {
            request.waiter.resume(throwing: failure?.failure ?? lost())
            return lost()
        }
        if let failure {
            request.waiter.resume(throwing: failure.failure)
        } else if leftOpen {
            request.waiter.resume(
                throwing: PostgresError(
                    .server, "The script left a transaction open, which was rolled back: end it with COMMIT.",
                    sqlState: "25001"))
        } else {
            request.waiter.resume(returning: [])
        }
        return nil
    }
}

extension ServerReport {
    /// What to throw: a read-only server and a session's end have codes of their own.
    var failure: PostgresError {
        var error = error
        if endsSession { error.code = .connectionLost }
        if error.sqlState == .readOnlyTransaction { error.code = .readOnly }
        return error
    }
}
