/// JSON from strangers as PostgreSQL's `jsonb` takes it: what cannot be stored (NUL, lone surrogates, broken UTF-8) becomes U+FFFD.
struct StorableJSON {
    /// The bytes so far.
    private(set) var bytes: [UInt8] = []
    /// Characters that could not be stored.
    private(set) var replaced = 0

    /// Adds bytes that are known to be good.
    mutating func append(_ text: String) { bytes += Array(text.utf8) }

    /// Adds a text as a JSON string.
    mutating func append(text: String) {
        let nuls = text.utf8.count { $0 == 0 }
        replaced += nuls
        bytes += JSONText.quotedBytes(nuls == 0 ? text : text.replacing("\u{0}", with: "\u{FFFD}"))
    }

    /// Adds a JSON value whose strings are known to end, mending them.
    mutating func append(value: ArraySlice<UInt8>) {
        var at = value.startIndex
        while at < value.endIndex {
            let start = at
            at += 1
            guard value[start] == UInt8(ascii: "\"") else {
                bytes.append(value[start])
                continue
            }
            while at < value.endIndex, value[at] != UInt8(ascii: "\"") { at += value[at] == UInt8(ascii: "\\") ? 2 : 1 }
            at = min(at + 1, value.endIndex)
            append(text: JSONString.decode(value[start..<at], replaced: &replaced))
        }
    }
}
