/// What is under way on one connection, in order, and what each thing the server says means for it.
///
/// Pure bookkeeping: it neither sends nor receives. `Ticket` stands for whoever waits, `Payload` for the rows of one statement.
///
/// A *segment* is what ends with one Sync: its own transaction. Replies come in the order of sending; after an error everything up
/// to the segment's Sync answers "aborted", and the next segment starts afresh.
struct Pipeline<Ticket, Payload> {
    /// One command of a segment.
    enum Step: Equatable {
        /// Parses a statement under a name, for this connection's life; carries the SQL.
        case prepare(String)
        /// BEGIN, whose answer nobody wants.
        case begin
        /// A statement of the caller's.
        case execute
        /// COMMIT, whose tag tells whether it did.
        case commit
    }

    /// How a segment gets on with others.
    enum Kind: Equatable {
        /// Any number may be under way.
        case query
        /// Nothing is sent behind it until it has ended: were it to fail, what follows would meet its failed transaction.
        case transaction
        /// The simple protocol, with nothing else under way; ends without a Sync.
        case script
        /// The ROLLBACK after a failed transaction: ours, nobody waits for it.
        case rollback
    }

    /// What the server, through libpq, says.
    enum Reply {
        /// A statement succeeded; the command tag with it.
        case success(Payload, tag: String)
        /// A statement failed.
        case failure(ServerReport)
        /// A statement was skipped, because an earlier one of its segment failed.
        case aborted
        /// No more results of the current command.
        case endOfCommand
        /// The end of a segment.
        case sync
    }

    /// What to do about it.
    enum Action {
        /// Nothing yet, or nothing at all: a late or unexpected reply changes nothing.
        case nothing
        /// A segment succeeded: hand its rows over.
        case answer(Ticket, [Payload])
        /// A segment failed, and the server undid all of it.
        case fail(Ticket, ServerReport, failedPreparation: String?)
        /// Everything of ours that needs no answer ended.
        case rolledBack
    }

    /// A segment under way.
    private struct Segment {
        let ticket: Ticket?
        let kind: Kind
        let steps: [Step]
        var position = 0
        var payloads: [Payload] = []
        var failure: ServerReport?
        var failedPreparation: String?

        /// The command the next reply is about.
        var step: Step? { position < steps.count ? steps[position] : nil }
    }

    /// The oldest first.
    private var segments: [Segment] = []
    /// Where the oldest is: taking from the front must not move the rest.
    private var head = 0

    /// How many segments are under way.
    var count: Int { segments.count - head }
    /// Nothing is under way.
    var isEmpty: Bool { count == 0 }
    /// The kind of the segment that replies are about now.
    var current: Kind? { isEmpty ? nil : segments[head].kind }

    /// Whether a segment of this kind may be sent now.
    func admits(_ kind: Kind) -> Bool {
        guard let last = isEmpty ? nil : segments.last else { return true }
        return kind != .script && last.kind == .query
    }

    /// Notes that a segment was sent.
    mutating func sent(_ ticket: Ticket?, _ kind: Kind, _ steps: [Step]) {
        segments.append(Segment(ticket: ticket, kind: kind, steps: steps))
    }

    /// What a reply means.
    mutating func receive(_ reply: Reply) -> Action {
        guard !isEmpty else { return .nothing }
        switch reply {
        case .success(let payload, let tag): succeed(payload, tag)
        case .failure(let report): fail(report)
        case .aborted: break
        case .endOfCommand:
            if segments[head].kind == .script { return end() }
            segments[head].position += 1
        case .sync: return end()
        }
        return .nothing
    }

    /// The connection is gone: everybody who waits, each with what to tell. Whose statement was sent and not answered must be told that
    /// it may have been carried out; whose statement had failed already is told why.
    mutating func lose(because error: PostgresError) -> [(Ticket, PostgresError)] {
        defer { (segments, head) = ([], 0) }
        return segments[head...].compactMap { segment in
            guard let ticket = segment.ticket else { return nil }
            if var known = segment.failure?.error {
                if segment.failure?.endsSession == true { known.code = .connectionLost }
                return (ticket, known)
            }
            var unknown = error
            unknown.outcomeUnknown = true
            return (ticket, unknown)
        }
    }

    /// A command of the oldest segment succeeded.
    private mutating func succeed(_ payload: Payload, _ tag: String) {
        if segments[head].kind == .script {
            segments[head].payloads.append(payload)
            return
        }
        switch segments[head].step {
        case .execute: segments[head].payloads.append(payload)
        // COMMIT of a failed transaction succeeds, and rolls back.
        case .commit where tag != "COMMIT":
            fail(
                ServerReport(
                    severity: "ERROR",
                    error: PostgresError(
                        .server, "The transaction was rolled back instead of committed: a statement in it had failed.",
                        sqlState: .inFailedTransaction), routine: nil))
        case .prepare, .begin, .commit, nil: break
        }
    }

    /// A command of the oldest segment failed; the first failure is the one that counts.
    private mutating func fail(_ report: ServerReport) {
        guard segments[head].failure == nil else { return }
        segments[head].failure = report
        // A FATAL in place of the Sync's or COMMIT's own answer leaves open whether the commit had happened.
        if report.endsSession, segments[head].step == nil || segments[head].step == .commit {
            segments[head].failure?.error.outcomeUnknown = true
        }
        if case .prepare(let sql) = segments[head].step { segments[head].failedPreparation = sql }
    }

    /// The oldest segment ended.
    private mutating func end() -> Action {
        let segment = segments[head]
        head += 1
        if head == segments.count || head > 64 {
            segments.removeFirst(head)
            head = 0
        }
        guard let ticket = segment.ticket else { return .rolledBack }
        guard let failure = segment.failure else { return .answer(ticket, segment.payloads) }
        return .fail(ticket, failure, failedPreparation: segment.failedPreparation)
    }
}
