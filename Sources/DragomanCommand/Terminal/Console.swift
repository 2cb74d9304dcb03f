/// The process's surroundings: its streams and its environment.
struct Console: Sendable {
    /// For results.
    let output: Output
    /// For messages, logs and progress.
    let messages: Output
    /// Standard input's descriptor.
    let input: CInt
    /// The environment.
    let environment: [String: String]

    /// The streams and environment this process was started with.
    init(environment: [String: String]) {
        self.environment = environment
        output = Output(descriptor: 1, environment: environment)
        messages = Output(descriptor: 2, environment: environment)
        input = 0
    }

    /// One line for people on standard error; where nobody can read it, nothing is lost.
    func say(_ message: String) { _ = Result { try messages.line(message) } }
}
