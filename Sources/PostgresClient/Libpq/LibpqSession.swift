internal import CLibpq
internal import Glibc

/// One `PGconn`, in Swift's words. Not sendable: it lives and dies on its connection's own thread.
@safe
final class LibpqSession {
    /// libpq's connection, owned.
    private let pointer: OpaquePointer
    /// Values of the statement being sent, one after the other; kept from statement to statement.
    private var scratch = ParameterBuffer()
    /// The last FATAL that came as a notice, while nothing was outstanding: why the server ends the session.
    private(set) var farewell: ServerReport?

    /// Starts to connect without waiting. Names are looked up here, which can block: hence the thread.
    init?(_ parameters: [(keyword: String, value: String)]) {
        let pointer = unsafe CStringArray.with(parameters.map(\.keyword)) { keywords in
            unsafe CStringArray.with(parameters.map(\.value)) { values in unsafe PQconnectStartParams(keywords, values, 0) }
        }
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
        // The SQLSTATE of a refused connection is only to be had in verbose messages; the words are in the server's language.
        unsafe PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
        let receiver: PQnoticeReceiver = { context, result in
            guard let context = unsafe context, let result = unsafe result else { return }
            unsafe Unmanaged<LibpqSession>.fromOpaque(context).takeUnretainedValue().note(result)
        }
        _ = unsafe PQsetNoticeReceiver(pointer, receiver, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit { unsafe PQfinish(pointer) }

    /// What libpq waits for while it connects.
    enum Progress { case wantsToRead, wantsToWrite, connected, failed }

    /// Goes one step further in connecting.
    func proceed() -> Progress {
        switch unsafe PQconnectPoll(pointer) {
        case PGRES_POLLING_READING: .wantsToRead
        case PGRES_POLLING_WRITING: .wantsToWrite
        case PGRES_POLLING_OK: .connected
        default: .failed
        }
    }

    /// Remembers a FATAL; notices and warnings are not of interest.
    @unsafe
    private func note(_ result: OpaquePointer) {
        let field = { (code: UInt8) -> String? in unsafe PQresultErrorField(result, Int32(code)).map { unsafe String(cString: $0) } }
        guard let severity = field(UInt8(ascii: "V")), severity == "FATAL" || severity == "PANIC" else { return }
        farewell = ServerReport(
            severity: severity,
            error: PostgresError(
                .connectionLost, field(UInt8(ascii: "M")) ?? "", sqlState: field(UInt8(ascii: "C")).map(SQLState.init(rawValue:))))
    }
}

// MARK: what it knows

extension LibpqSession {
    /// The socket to poll; -1 once it is gone.
    var socket: Int32 { unsafe PQsocket(pointer) }
    /// The connection is up, as far as libpq knows.
    var isUp: Bool { unsafe PQstatus(pointer) == CONNECTION_OK }
    /// Connecting has failed, or the connection is gone.
    var isBroken: Bool { unsafe PQstatus(pointer) == CONNECTION_BAD }
    /// What libpq has to say of the last failure.
    var errorMessage: String { unsafe PQerrorMessage(pointer).map { unsafe String(cString: $0) } ?? "" }
    /// `150018` is 15.18.
    var serverVersion: Int { Int(unsafe PQserverVersion(pointer)) }
    /// The process id the server gave at the start; a pooler makes one up.
    var backendPID: Int32 { unsafe PQbackendPID(pointer) }
    /// The session is outside any transaction.
    var isIdle: Bool { unsafe PQtransactionStatus(pointer) == PQTRANS_IDLE }
    /// The host in use or being tried.
    var host: String { unsafe PQhost(pointer).map { unsafe String(cString: $0) } ?? "" }
    /// The port in use or being tried.
    var port: String { unsafe PQport(pointer).map { unsafe String(cString: $0) } ?? "" }
    /// The options in force, from the string, the service file, the environment and the defaults.
    var options: [String: String] {
        guard let first = unsafe PQconninfo(pointer) else { return [:] }
        defer { unsafe PQconninfoFree(first) }
        return unsafe ConnectionString.values(first)
    }

    /// A setting the server reports of itself.
    func parameterStatus(_ name: String) -> String? {
        unsafe PQparameterStatus(pointer, name).map { unsafe String(cString: $0) }
    }
}

// MARK: sending

extension LibpqSession {
    /// Ready for the pipeline: non-blocking, messages short again.
    func enterPipeline() -> Bool {
        unsafe PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
        return unsafe PQsetnonblocking(pointer, 1) == 0 && PQenterPipelineMode(pointer) == 1
    }

    /// Back to one statement at a time, for the simple protocol; nothing may be outstanding.
    func exitPipeline() -> Bool { unsafe PQexitPipelineMode(pointer) == 1 }

    /// Parses `sql` under a name.
    func sendPrepare(_ name: String, _ sql: String, types: [TypeID]) -> Bool {
        let types = types.map(\.rawValue)
        return unsafe PQsendPrepare(pointer, name, sql, Int32(types.count), types) == 1
    }

    /// Executes a statement, by name if it has one there; rows come in binary.
    func send(_ statement: Statement, named name: String?) -> Bool {
        scratch.fill(with: statement.parameters)
        let count = Int32(statement.parameters.count)
        return unsafe scratch.with { types, values, lengths, formats in
            if let name { return unsafe PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1) == 1 }
            return unsafe PQsendQueryParams(pointer, statement.sql, count, types, values, lengths, formats, 1) == 1
        }
    }

    /// Ends a segment: what came before commits or rolls back here.
    func sendSync() -> Bool { unsafe PQpipelineSync(pointer) == 1 }

    /// Several statements in one text, outside the pipeline.
    func sendScript(_ script: String) -> Bool { unsafe PQsendQuery(pointer, script) == 1 }

    /// How far the outgoing bytes are.
    enum Flush { case done, blocked, failed }

    /// Hands to the kernel what it takes.
    func flush() -> Flush {
        switch unsafe PQflush(pointer) {
        case 0: .done
        case 1: .blocked
        default: .failed
        }
    }
}

// MARK: receiving

extension LibpqSession {
    /// Takes in what has arrived; `false` when the connection is gone.
    func consume() -> Bool { unsafe PQconsumeInput(pointer) == 1 }

    /// Asking for a result now would block.
    var isBusy: Bool { unsafe PQisBusy(pointer) == 1 }

    /// The next result; `nil` ends those of one command.
    func nextResult() -> QueryResult? {
        guard let result = unsafe PQgetResult(pointer) else { return nil }
        return unsafe QueryResult(owning: result)
    }

    /// The next notification that has arrived.
    func nextNotification() -> Notification? {
        guard let notify = unsafe PQnotifies(pointer) else { return nil }
        defer { unsafe PQfreemem(notify) }
        return unsafe Notification(
            channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra),
            backendPID: notify.pointee.be_pid)
    }
}
