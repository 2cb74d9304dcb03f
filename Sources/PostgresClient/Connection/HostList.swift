/// The hosts of a connection string, as libpq pairs them up.
///
/// libpq's non-blocking connect goes on to the next host when one refuses, but waits for ever for one that accepts and says nothing; and
/// it has no way to be told to go on. So the handshake starts over with the hosts that are left.
struct HostList: Equatable {
    /// One place to try.
    struct Entry: Equatable {
        var host: String
        var address: String
        var port: String
    }

    /// In the order they are tried.
    var entries: [Entry]

    /// The hosts that the options in force name.
    init(options: [String: String]) {
        let hosts = Self.words(options["host"])
        let addresses = Self.words(options["hostaddr"])
        let ports = Self.words(options["port"])
        entries = (0..<max(hosts.count, addresses.count)).map { index in
            Entry(
                host: index < hosts.count ? hosts[index] : "", address: index < addresses.count ? addresses[index] : "",
                port: index < ports.count ? ports[index] : ports.last ?? "")
        }
    }

    /// A list's words; an empty one between commas stands for the default.
    private static func words(_ list: String?) -> [String] {
        guard let list, !list.isEmpty else { return [] }
        return list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// What comes after the host that libpq calls so, as options; `nil` when nothing does.
    func options(after host: String, port: String) -> [String: String]? {
        let current = entries.firstIndex { entry in
            let name = entry.host.isEmpty ? entry.address : entry.host
            // An empty name is the default socket's folder or localhost, which libpq shows by its name.
            return (name == host || name.isEmpty) && (entry.port == port || entry.port.isEmpty)
        }
        guard let current, current + 1 < entries.count else { return nil }
        let rest = entries[(current + 1)...]
        var options = ["host": rest.map(\.host).joined(separator: ","), "port": rest.map(\.port).joined(separator: ",")]
        options["hostaddr"] = rest.contains { !$0.address.isEmpty } ? rest.map(\.address).joined(separator: ",") : ""
        return options
    }
}
