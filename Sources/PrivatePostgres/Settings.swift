/// What a private server's `postgresql.conf` says.
enum Settings {
    /// Writes the lines to the file that the guardian appends.
    static func write(_ options: PrivatePostgres.Options, port: Int, folder: String) throws(PrivatePostgresError) {
        var values = [
            "port": "\(port)", "unix_socket_directories": folder, "listen_addresses": options.listensOnTCP ? "127.0.0.1" : "",
            "max_connections": "500", "shared_buffers": "64MB", "timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C",
        ]
        if !options.isDurable { values.merge(["fsync": "off", "full_page_writes": "off"]) { $1 } }
        values.merge(options.settings) { $1 }
        let text = values.sorted { $0.key < $1.key }.map { "\($0.key) = '\(escaped($0.value))'\n" }.joined()
        try Folder.write(text, to: "\(folder)/settings")
    }

    /// A value as `postgresql.conf` quotes it.
    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value { escaped += character == "'" || character == "\\" ? "\(character)\(character)" : "\(character)" }
        return escaped
    }
}
