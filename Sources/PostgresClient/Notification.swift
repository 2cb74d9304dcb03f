/// What a NOTIFY sent.
public struct Notification: Sendable, Equatable {
    /// The channel it was sent on.
    public var channel: String
    /// The text it carries, often none.
    public var payload: String
    /// The server process whose session sent it.
    public var backendPID: Int32

    /// A notification, for tests of those who receive them.
    public init(channel: String, payload: String = "", backendPID: Int32 = 0) {
        self.channel = channel
        self.payload = payload
        self.backendPID = backendPID
    }
}
