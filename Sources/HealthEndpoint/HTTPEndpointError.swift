/// Why an endpoint did not start.
public struct HTTPEndpointError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of trouble a caller tells apart.
    public enum Code: String, Sendable {
        /// The address is not written as HOST:PORT.
        case malformedAddress = "malformed_address"
        /// The host's name has no address.
        case unknownHost = "unknown_host"
        /// Another process listens there.
        case addressInUse = "address_in_use"
        /// The address or the port is not this process's to take.
        case unavailable
    }

    /// The kind of trouble.
    public var code: Code
    /// What happened and what to do.
    public var message: String

    /// An error of this module.
    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
