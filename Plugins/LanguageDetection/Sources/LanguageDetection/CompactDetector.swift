internal import CCLD2

/// CLD2 in Swift's words. It keeps no state: any number of threads may ask at once.
enum CompactDetector {
    /// How much of a text is in one language.
    struct Share: Sendable, Equatable {
        /// CLD2's number of the language.
        var language: UInt16
        /// Of the bytes of letters, 0…100.
        var percent: Double
    }

    /// A stretch of the text in one language.
    struct Piece: Sendable, Equatable {
        /// UTF-8 offsets.
        var range: Range<Int>
        /// CLD2's number of the language.
        var language: UInt16
    }

    /// What CLD2 says of a text.
    struct Answer: Sendable, Equatable {
        /// Largest first; without "no language".
        var shares: [Share]
        var isReliable: Bool
        /// In text order; "no language" included.
        var pieces: [Piece]
    }

    /// CLD2's number for "no language".
    static let unknown = cld2_unknown()

    /// Whether the library that was loaded reads its full tables.
    static var hasFullTables: Bool { cld2_has_full_tables() }

    /// The code CLD2 has for a language, for instance `iw`.
    static func code(of language: UInt16) -> String {
        // SAFETY: a pointer to a string constant of the library, never null.
        unsafe String(cString: cld2_language_code(language))
    }

    /// Detects the languages of a part of a text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 as ``Prose`` leaves it.
    ///   - range: the part to read, on code point borders, under 2 GiB.
    ///   - claimed: a BCP 47 code to lean to.
    ///   - bestEffort: answer even where CLD2 would call the text too short.
    /// - Throws: ``LanguageError`` when CLD2 refuses the bytes.
    static func detect(_ bytes: [UInt8], in range: Range<Int>, claimed: String? = nil, bestEffort: Bool = false) throws -> Answer {
        var detection = unsafe cld2_detection()
        // SAFETY: CLD2 reads `range` of the buffer and keeps nothing; the pieces live until cld2_release, after they are copied.
        let understood = unsafe bytes.withUnsafeBytes { buffer in
            let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[range])
            let text = unsafe part.bindMemory(to: CChar.self)
            return if let claimed {
                unsafe claimed.withCString { unsafe cld2_detect(text.baseAddress, Int32(text.count), $0, bestEffort, &detection) }
            } else {
                unsafe cld2_detect(text.baseAddress, Int32(text.count), nil, bestEffort, &detection)
            }
        }
        guard understood else { throw LanguageError.textRefused }
        defer { unsafe cld2_release(&detection) }
        let shares = unsafe [detection.first, detection.second, detection.third].filter { $0.language != unknown && $0.percent > 0 }
        let pieces = unsafe UnsafeBufferPointer(start: detection.pieces, count: detection.piece_count)
        return unsafe Answer(
            shares: shares.map { Share(language: $0.language, percent: Double($0.percent)) }, isReliable: detection.reliable,
            pieces: pieces.map { piece in
                let start = range.lowerBound + Int(piece.start)
                return Piece(range: start..<start + Int(piece.length), language: piece.language)
            })
    }
}
