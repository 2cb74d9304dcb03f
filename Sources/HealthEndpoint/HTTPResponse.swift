/// What a route answers.
public struct HTTPResponse: Sendable, Equatable {
    /// An HTTP status code.
    public var status: Int
    /// The media types this endpoint speaks.
    public var contentType: ContentType
    /// The whole body; the server leaves it out for HEAD.
    public var body: String

    public init(status: Int = 200, contentType: ContentType = .text, body: String) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// The media types this endpoint speaks.
    public enum ContentType: Sendable, CaseIterable {
        case text, json
        /// Prometheus' text format, version 0.0.4.
        case prometheus

        /// The header's value; static, because the server keeps the pointer while it sends.
        var header: StaticString {
            switch self {
            case .text: "text/plain; charset=utf-8"
            case .json: "application/json"
            case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
            }
        }
    }
}
