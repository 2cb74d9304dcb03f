/// `name` as SQL spells an identifier, whatever characters it has: `We"ird` becomes `"We""ird"`.
///
/// ```swift
/// try await connection.query(Statement("LISTEN \(quoteIdentifier(channel))"))
/// ```
public func quoteIdentifier(_ name: String) -> String {
    var quoted = "\""
    for scalar in name.unicodeScalars {
        if scalar == "\"" { quoted.unicodeScalars.append("\"") }
        quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
}

/// `text` as SQL spells a literal, for the few places that take no parameter.
public func quoteLiteral(_ text: String) -> String {
    var quoted = text.utf8.contains(UInt8(ascii: "\\")) ? "E'" : "'"
    for scalar in text.unicodeScalars {
        if scalar == "'" || scalar == "\\" { quoted.unicodeScalars.append(scalar) }
        quoted.unicodeScalars.append(scalar)
    }
    return quoted + "'"
}
