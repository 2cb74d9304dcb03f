/// Turns CLD2's codes into BCP 47 as it is written today.
enum LanguageTag {
    /// The tag for CLD2's code, or `nil` where the code names no natural language (`un`, `xxx`, Pig Latin, Klingon).
    ///
    /// - Parameter isArabicScript: tells Sorani (`ckb`) from Kurmanji (`kmr`), which CLD2 calls both `ku`.
    static func tag(forCLD2 code: String, isArabicScript: Bool) -> String? {
        switch code {
        case "", "un", "xxx", "tlh", "zzb", "zzp", "zzh", "zze": nil
        case "ku": isArabicScript ? "ckb" : "kmr"
        // Languages that CLD2 tells by script alone and has no other code for: `xx-Tfng`.
        case let code where code.hasPrefix("xx-"): bySoleScript[String(code.dropFirst(3))]
        default: renamed[code] ?? code
        }
    }

    /// The language of a script that, in today's newspapers, writes but one: what is left when CLD2 does not know.
    static let bySoleScript: [String: String] = [
        "Grek": "el", "Armn": "hy", "Hebr": "he", "Syrc": "syr", "Thaa": "dv", "Nkoo": "nqo", "Guru": "pa", "Gujr": "gu", "Orya": "or",
        "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Tibt": "bo", "Mymr": "my",
        "Geor": "ka", "Hang": "ko", "Ethi": "am", "Cher": "chr", "Cans": "iu", "Khmr": "km", "Mong": "mn", "Limb": "lif", "Olck": "sat",
        "Tfng": "zgh", "Hani": "zh", "Hira": "ja", "Kana": "ja", "Bopo": "zh", "Yiii": "ii", "Vaii": "vai", "Java": "jv", "Bali": "ban",
        "Mtei": "mni", "Cakm": "ccp", "Adlm": "ff", "Beng": "bn", "Tale": "tdd", "Lisu": "lis", "Bugi": "bug",
    ]

    /// Codes that ISO 639 or the IANA registry has since replaced. Traditional Chinese is told by the finding's script.
    private static let renamed: [String: String] = [
        "iw": "he", "jw": "jv", "in": "id", "ji": "yi", "mo": "ro", "no": "nb", "blu": "hmn", "bh": "bih", "zh-Hant": "zh", "sr-ME": "sr",
    ]
}
