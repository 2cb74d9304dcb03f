public import ArticleAnalysis

/// Articles that a worker meets sooner or later, and that break what was only tried on English prose.
///
/// ```swift
/// for article in HostileArticles.all { _ = try MyAnalyzer().analyze(article, knowing: Findings()) }
/// ```
///
/// The `key` of each says what it is.
public enum HostileArticles {
    /// All of them; the largest has a body of about a megabyte.
    public static let all: [Article] =
        bodies.enumerated().map { index, hostile in
            Article(id: Int64(index + 1), key: hostile.name, body: hostile.body)
        } + [
            Article(id: 1001, key: "title-only", title: "Parliament adopts the budget", body: ""),
            Article(id: 1002, key: "title-of-controls", title: "\0\u{1}\u{7F}" + scalars(0xFFFE), body: "The council met on Monday."),
            Article(id: 1003, key: "false-claim", body: "Rada města schválila rozpočet.", claimedLanguage: "zh-Hant"),
            Article(id: 1004, key: "senseless-claim", body: "The council met on Monday.", claimedLanguage: "\0,;'\u{202E}x"),
        ]

    /// Those under 20 kB, for checks that go over them many times: once for each language, say.
    ///
    /// ```swift
    /// let checks = AnalyzerChecks(articles: HostileArticles.brief, knowing: { _ in findings })
    /// ```
    public static let brief: [Article] = all.filter { $0.body.utf8.count < 20_000 }

    /// A body of at least so many bytes of prose in several lines, for deadlines and memory.
    ///
    /// ```swift
    /// let article = HostileArticles.long(bytes: 64 << 20)
    /// ```
    public static func long(bytes: Int) -> Article {
        Article(id: 2001, key: "long", body: repeated("The council met on Monday and adopted the budget for next year.\n", bytes: bytes))
    }

    /// What each is called, and its body.
    private static let bodies: [(name: String, body: String)] = [
        ("empty", ""),
        ("space", " "),
        ("line-ends", "\n\r\n\r\r\n\n"),
        ("one-letter", "a"),
        ("one-emoji", "🙂"),
        ("no-letters", "95.1% (+3.2) / 1,204 – 0x00 [42] §7"),
        ("emoji", "👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈 The crew 👍🏿 landed 🇫🇷🇩🇪 safely. 🎉🎉🎉"),
        ("right-to-left", "اجتمع مجلس المدينة يوم الاثنين. מועצת העיר התכנסה ביום שני."),
        ("bidi-controls", "\u{202E}yadnoM no tem\u{202C} \u{2066}المجلس\u{2069} the council\u{200F}\u{200E}."),
        ("controls", scalars(1...31) + "The council met." + scalars(0x7F...0x9F)),
        ("nul", "The council\0met\0\0on Monday.\0"),
        ("noncharacters", "The council " + scalars(0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0x10FFFF) + " met on Monday."),
        ("replacement-characters", "The \u{FFFD}\u{FFFD} council \u{FFFD}met\u{FFFD}."),
        ("byte-order-mark", "\u{FEFF}The council met on Monday.\u{FEFF}"),
        ("combining-marks", "Z" + String(repeating: "\u{300}\u{489}", count: 300) + " e\u{301}te\u{301} council \u{301}"),
        ("decomposed", "Cafe\u{301} Zu\u{308}rich, A\u{30A}ngstro\u{308}m; \u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"),
        ("carriage-returns", "The council met.\r\nIt adopted the budget.\r\n\r\nNobody objected.\r"),
        ("odd-line-ends", "One.\u{2028}Two.\u{2029}Three.\u{85}Four.\u{B}Five.\u{C}Six."),
        ("mixed-scripts", "The совет of 市議会 και المجلس in नगर परिषद met สภา 시의회 ክፍል."),
        ("lookalikes", "Тhe соuncil mеt оn Моndаy in Рaris."),
        ("mathematical-letters", "𝕿𝖍𝖊 𝖈𝖔𝖚𝖓𝖈𝖎𝖑 𝓶𝓮𝓽 Ｔｈｅ ｃｏｕｎｃｉｌ ①②③"),
        ("beyond-the-basic-plane", "𐌰𐌱𐌲 𐎀𐎁 𒀀𒀁 𓀀𓀁 𞤀𞤣𞤤𞤢𞤥 𠀀𠀁"),
        ("private-use", "\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}"),
        ("markup", "<p>The &amp; council</p><script>alert('x')</script> &#x10FFFF; &nosuch; <"),
        ("json", #"{"a":"\u0000\ud800","b":[1e999,-0]}"#),
        ("sql", "'; DROP TABLE articles; -- \\ $1 $$ %s"),
        ("addresses", "https://example.org/a?b=c&d=é#f someone@example.org www.example.org/ü"),
        ("quotes-and-brackets", "\"'“”„‚«»‹›()[]{}「」『』—–-…"),
        ("only-capitals", "THE COUNCIL MET IN NEW YORK ON MONDAY."),
        ("abbreviations", "Dr. J. R. Doe Jr. of the U.N. vs. e.g. a.m. No. 3.5. A.B.C."),
        ("digits-of-many-scripts", "١٢٣ ۴۵۶ १२३ ๔๕๖ 一二三 ⅫⅣ ½"),
        ("dashes-without-end", String(repeating: "-", count: 10_000)),
        ("one-word-without-end", String(repeating: "a", count: 100_000)),
        ("one-line-without-spaces", repeated("理事会は月曜日に会合を開いた", bytes: 200_000)),
        ("one-paragraph", repeated("The council met on Monday and adopted the budget. ", bytes: 300_000)),
        ("many-short-lines", repeated("a\nBé\n\n", bytes: 100_000)),
        ("many-names", repeated("Ana Lopez met Omar Haddad in Paris. ", bytes: 100_000)),
        ("a-megabyte", repeated("Der Rat tagte am Montag. The council met. اجتمع المجلس. 理事会が開かれた。\n", bytes: 1_000_000)),
    ]

    /// A string of scalars by number: Swift's literals refuse some of them.
    private static func scalars(_ numbers: UInt32...) -> String {
        String(String.UnicodeScalarView(numbers.compactMap(Unicode.Scalar.init)))
    }

    /// A string of all scalars from one number to another.
    private static func scalars(_ numbers: ClosedRange<UInt32>) -> String {
        numbers.reduce(into: "") { $0 += scalars($1) }
    }

    /// At least so many bytes of the same text over and over.
    private static func repeated(_ text: String, bytes: Int) -> String {
        String(repeating: text, count: bytes / text.utf8.count + 1)
    }
}
