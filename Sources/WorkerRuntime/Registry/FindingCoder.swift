internal import ArticleAnalysis
internal import FoundationEssentials

/// Findings to JSON that PostgreSQL's `jsonb` takes, and back.
enum FindingCoder {
    /// UTF-8 of one JSON document, free of the escapes that `jsonb` rejects.
    ///
    /// - Throws: `EncodingError`, for instance for a number that is not finite.
    static func encode(_ finding: some Finding) throws -> [UInt8] {
        if let json = try? JSONStream.bytes(of: finding) { return json }
        let encoder = JSONEncoder()
        // Sorted, so that the same finding is the same text every time.
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return withoutNUL([UInt8](try encoder.encode(finding)))
    }

    /// The finding whose JSON this is.
    static func decode<Kind: Finding>(_ type: Kind.Type, from json: [UInt8]) throws -> Kind {
        try JSONDecoder().decode(type, from: Data(json))
    }

    /// `jsonb` has no U+0000: its escape becomes that of U+FFFD, the replacement character. A Swift string has no lone surrogates.
    static func withoutNUL(_ json: [UInt8]) -> [UInt8] {
        let nul: [UInt8] = Array("u0000".utf8)
        guard json.contains(UInt8(ascii: "\\")) else { return json }
        var json = json
        var index = 0
        while index < json.count {
            guard json[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            if index + 5 < json.count, json[(index + 1)...(index + 5)].elementsEqual(nul) {
                json.replaceSubrange((index + 1)...(index + 5), with: Array("ufffd".utf8))
            }
            // Whatever a backslash escapes is not itself the start of an escape.
            index += 2
        }
        return json
    }
}
