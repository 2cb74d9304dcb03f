internal import JobQueue

extension DatabaseSettings {
    /// The schema's name, checked.
    func schemaName() throws -> SchemaName {
        do { return try SchemaName(schema) } catch { throw CommandError.usage(error.message) }
    }

    /// Runs `body` with a connection of its own, closed afterwards whatever happens.
    func withControl<Answer>(needsWriting: Bool = true, _ body: (QueueControl) async throws -> Answer) async throws -> Answer {
        let control = try await QueueControl.open(target: target, schema: schemaName(), needsWriting: needsWriting)
        do {
            let answer = try await body(control)
            await control.close()
            return answer
        } catch {
            await control.close()
            throw error
        }
    }
}
