/// BCP 47 tags that no model is needed for.
enum LanguageTag {
    /// The language of a script that, in today's newspapers, writes but one: what is left where the model knows no text in it.
    static let bySoleScript: [String: String] = [
        "Grek": "el", "Armn": "hy", "Hebr": "he", "Syrc": "syr", "Thaa": "dv", "Nkoo": "nqo", "Guru": "pa", "Gujr": "gu", "Orya": "or",
        "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Tibt": "bo", "Mymr": "my",
        "Geor": "ka", "Hang": "ko", "Ethi": "am", "Cher": "chr", "Cans": "iu", "Khmr": "km", "Mong": "mn", "Limb": "lif", "Olck": "sat",
        "Tfng": "zgh", "Hani": "zh", "Hira": "ja", "Kana": "ja", "Bopo": "zh", "Yiii": "ii", "Vaii": "vai", "Java": "jv", "Bali": "ban",
        "Mtei": "mni", "Cakm": "ccp", "Adlm": "ff", "Beng": "bn", "Tale": "tdd", "Lisu": "lis", "Bugi": "bug",
    ]
}
