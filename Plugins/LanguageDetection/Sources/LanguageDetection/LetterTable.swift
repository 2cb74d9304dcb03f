/// What each scalar is to a reader of words, in one look-up: its script, where Han and kana are one, and its lower case.
struct LetterTable: Sendable {
    /// A letter by its script and its lower case, a mark that joins the word it stands in, or what parts words.
    struct Entry: Sendable, Equatable {
        /// The lower case of the scalar in the low 24 bits, the script in the high 8.
        var packed: UInt32
        /// What parts words: ``ScriptTable/none``.
        static let separator = Entry(packed: UInt32(ScriptTable.none) << 24)
        /// What is left out of words without parting them: joiners, soft hyphens, Arabic's lengthening stroke.
        static let skipped = Entry(packed: UInt32(LetterTable.skippedScript) << 24)
        /// The script, ``LetterTable/markScript``, ``LetterTable/skippedScript`` or ``ScriptTable/none``.
        var script: ScriptTable.Script { ScriptTable.Script(truncatingIfNeeded: packed >> 24) }
        /// The scalar in lower case.
        var letter: UInt32 { packed & 0xFF_FFFF }
    }

    /// Marks and modifiers of no script belong to the word they stand in.
    static let markScript: ScriptTable.Script = 0xFE
    /// See ``Entry/skipped``.
    static let skippedScript: ScriptTable.Script = 0xFD

    /// The one table, built on first use.
    static let shared = LetterTable()

    /// The Basic Multilingual Plane.
    private let basicPlane: [Entry]

    private init() {
        let scripts = ScriptTable.shared
        basicPlane = (UInt32(0)..<0x10000).map { value in
            guard let scalar = Unicode.Scalar(value) else { return .separator }
            if [0xAD, 0x640, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF].contains(value) { return .skipped }
            let script = scripts.script(of: value)
            if script == ScriptTable.none {
                switch scalar.properties.generalCategory {
                case .nonspacingMark, .spacingMark, .enclosingMark, .modifierLetter:
                    return Entry(packed: UInt32(Self.markScript) << 24 | value)
                default: return .separator
                }
            }
            let lowered = scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
            return Entry(packed: UInt32(LanguageModel.group[Int(script)]) << 24 | lowered)
        }
    }

    /// What each scalar of the Basic Multilingual Plane is.
    @inline(__always) func withBasicPlane<Result>(_ body: (UnsafePointer<Entry>) -> Result) -> Result? {
        unsafe basicPlane.withUnsafeBufferPointer { unsafe $0.baseAddress.map(body) }
    }

    /// What a scalar is.
    subscript(scalar: UInt32) -> Entry {
        if scalar < 0x10000 { return basicPlane[Int(scalar)] }
        let script = ScriptTable.shared.script(of: scalar)
        return script == ScriptTable.none ? .separator : Entry(packed: UInt32(LanguageModel.group[Int(script)]) << 24 | scalar)
    }
}
