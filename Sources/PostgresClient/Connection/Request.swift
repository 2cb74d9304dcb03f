/// One thing asked of a connection, and who waits for it.
struct Request: Sendable {
    /// What is asked.
    enum Work: Sendable {
        case query(Statement)
        case transaction([Statement])
        case script(String)
    }

    /// Tells it from others of the same connection.
    let id: UInt64
    /// What is asked.
    let work: Work
    /// Statements may be prepared under names.
    var named: Bool
    /// Who waits; resumed exactly once.
    let waiter: CheckedContinuation<[Rows], any Error>

    /// How it gets on with others in the pipeline.
    var kind: Pipeline<Request, Rows>.Kind {
        switch work {
        case .query: .query
        case .transaction: .transaction
        case .script: .script
        }
    }

    /// The texts it would execute by name.
    var texts: [String] {
        switch work {
        case .query(let statement): [statement.sql]
        case .transaction(let statements): statements.map(\.sql)
        case .script: []
        }
    }
}
