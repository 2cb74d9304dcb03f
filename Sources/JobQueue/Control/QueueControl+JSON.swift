internal import PostgresClient

extension QueueControl {
    /// Enqueues a JSON array of articles by `enqueue_many`, in one transaction; answers the ids of their jobs in their order.
    ///
    /// For articles that come as JSON: each may have its own priority, time and analyzers, and PostgreSQL reads the times.
    public func enqueueMany(json: [UInt8]) async throws -> [JobID] {
        let rows = try await query(
            "SELECT id FROM \(schema.quoted).enqueue_many($1) AS e (id)", [.jsonb(String(decoding: json, as: UTF8.self))])
        return try rows.map { JobID(rawValue: try $0.int8(0)) }
    }
}
