/// Hides passwords in connection strings and URIs before they are shown.
enum Secrets {
    /// What stands where a password was.
    static let mask = "****"

    /// `text` without its passwords: `postgresql://user:****@host/db?password=****`, `host=… password=****`.
    static func hidden(in text: String) -> String {
        for scheme in ["postgresql://", "postgres://"] where text.hasPrefix(scheme) {
            return scheme + uri(String(text.dropFirst(scheme.count)))
        }
        return keywords(text)
    }

    /// What follows the scheme of a URI. The password is all between the first colon and the last @ before the path, because a
    /// password that should have been percent-encoded may hold an @ or a slash itself.
    private static func uri(_ text: String) -> String {
        var authority = text[...]
        var query = Substring()
        if let mark = text.firstIndex(of: "?"), !text[mark...].contains("@") || text[..<mark].contains("@") {
            authority = text[..<mark]
            query = text[mark...]
        }
        if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
            authority = authority[...colon] + mask + authority[at...]
        }
        let parameters = query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            isSecret(pair.drop { $0 == "?" }.prefix { $0 != "=" }) ? "\(pair.prefix { $0 != "=" })=\(mask)" : String(pair)
        }
        return authority + parameters.joined(separator: "&")
    }

    /// A connection string of `keyword = value` pairs, values quoted with ' where they hold spaces.
    private static func keywords(_ text: String) -> String {
        var shown = ""
        var rest = text[...]
        while let equals = rest.firstIndex(of: "=") {
            let keyword = rest[..<equals]
            var value = rest[rest.index(after: equals)...]
            let spaces = value.prefix { $0.isWhitespace }
            value = value.dropFirst(spaces.count)
            let length = lengthOfValue(value)
            shown += keyword + "=" + spaces
            shown += isSecret(keyword.split(whereSeparator: \.isWhitespace).last ?? "") ? mask : String(value.prefix(length))
            rest = value.dropFirst(length)
        }
        return shown + rest
    }

    /// Characters of the value at the front of `text`.
    private static func lengthOfValue(_ text: Substring) -> Int {
        let isQuoted = text.first == "'"
        var isEscaped = false
        for (index, character) in text.enumerated() where index > 0 || !isQuoted {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if isQuoted ? character == "'" : character.isWhitespace {
                return isQuoted ? index + 1 : index
            }
        }
        return text.count
    }

    /// Keywords of libpq whose values are nobody's business.
    private static func isSecret(_ keyword: Substring) -> Bool { ["password", "sslpassword"].contains(keyword.lowercased()) }
}
