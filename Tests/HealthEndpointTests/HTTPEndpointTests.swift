import HealthEndpoint
import Testing

@Suite("HTTP endpoint")
struct HTTPEndpointTests {
    /// An endpoint on a free port of the loopback interface.
    func endpoint(_ address: String = "127.0.0.1:0") throws -> HTTPEndpoint {
        try HTTPEndpoint(
            address: HTTPAddress(address),
            routes: [
                "/healthz": { HTTPResponse(body: "ok\n") },
                "/readyz": { HTTPResponse(status: 503, contentType: .json, body: #"{"ready":false}"#) },
                "/metrics": { HTTPResponse(contentType: .prometheus, body: "up 1\n") },
                "/empty": { HTTPResponse(body: "") },
            ])
    }

    @Test("A known path is answered with its status, type and body")
    func answers() throws {
        let endpoint = try endpoint()
        defer { endpoint.stop() }
        let health = RawClient.request("GET", "/healthz", port: endpoint.port)
        #expect(health.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(health.hasSuffix("\r\n\r\nok\n"))
        let ready = RawClient.request("GET", "/readyz?verbose=1", port: endpoint.port)
        #expect(ready.hasPrefix("HTTP/1.1 503 "))
        #expect(ready.contains("Content-Type: application/json\r\n"))
        #expect(RawClient.request("GET", "/metrics", port: endpoint.port).contains("text/plain; version=0.0.4; charset=utf-8"))
        #expect(RawClient.request("GET", "/empty", port: endpoint.port).contains("Content-Length: 0\r\n"))
    }

    @Test("HEAD has the headers of GET and no body")
    func head() throws {
        let endpoint = try endpoint()
        defer { endpoint.stop() }
        let answer = RawClient.request("HEAD", "/healthz", port: endpoint.port)
        #expect(answer.contains("Content-Length: 3\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test("Unknown paths get 404, other methods 405, and nonsense harms nobody")
    func refusals() throws {
        let endpoint = try endpoint()
        defer { endpoint.stop() }
        #expect(RawClient.request("GET", "/", port: endpoint.port).hasPrefix("HTTP/1.1 404 "))
        let post = RawClient.exchange(
            "POST /healthz HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", port: endpoint.port)
        #expect(post.hasPrefix("HTTP/1.1 405 "))
        #expect(post.contains("Allow: GET, HEAD\r\n"))
        #expect(!RawClient.exchange("nonsense\r\n\r\n", port: endpoint.port).contains(" 200 "))
        #expect(RawClient.request("GET", "/healthz", port: endpoint.port).hasSuffix("ok\n"))
    }

    @Test("An address in use is refused in words, and free again after stop")
    func addressInUse() throws {
        let first = try endpoint()
        let taken = "127.0.0.1:\(first.port)"
        #expect {
            try endpoint(taken)
        } throws: { error in
            (error as? HTTPEndpointError)?.code == .addressInUse && "\(error)".contains(taken)
        }
        first.stop()
        first.stop()
        #expect(RawClient.request("GET", "/healthz", port: first.port).isEmpty)
        try endpoint(taken).stop()
    }

    @Test("Every interface and IPv6 can be listened on")
    func interfaces() throws {
        for address in [":0", "0.0.0.0:0", "[::]:0", "localhost:0"] {
            let endpoint = try endpoint(address)
            if address != "localhost:0" {
                #expect(RawClient.request("GET", "/healthz", port: endpoint.port).hasSuffix("ok\n"), "\(address)")
            }
            endpoint.stop()
        }
        try endpoint("[::1]:0").stop()
    }

    @Test("A foreign address and an unknown name are refused in words")
    func unusable() throws {
        #expect { try endpoint("192.0.2.1:0") } throws: { ($0 as? HTTPEndpointError)?.code == .unavailable }
        #expect { try endpoint("no-such-host.invalid:0") } throws: { ($0 as? HTTPEndpointError)?.code == .unknownHost }
    }
}

@Suite("Addresses to listen on")
struct HTTPAddressTests {
    @Test(
        "Are understood as people write them",
        arguments: [
            ("127.0.0.1:9090", "127.0.0.1", 9090), ("[::1]:9090", "::1", 9090), ("localhost:0", "localhost", 0), (":9090", nil, 9090),
            ("*:80", nil, 80),
        ] as [(String, String?, UInt16)])
    func parse(text: String, host: String?, port: UInt16) throws {
        #expect(try HTTPAddress(text) == HTTPAddress(host: host, port: port))
    }

    @Test(
        "Are refused when malformed", arguments: ["", "9090", "127.0.0.1", "::1:9090", "host:", "host:99999", "[]:1", "[::1:9", "host:-1"])
    func malformed(text: String) {
        #expect { try HTTPAddress(text) } throws: { ($0 as? HTTPEndpointError)?.code == .malformedAddress }
    }
}
