import ArticleAnalysis
import Testing

@Suite("What is a name and what is none")
struct CandidatesTests {
    @Test(
        "English names of many shapes",
        arguments: [
            ("Mr. Alan Whitfield resigned.", "PERSON Alan Whitfield"), ("They met Jean-Pierre O'Neill.", "PERSON Jean-Pierre O'Neill"),
            ("He saw J. K. Rowling there.", "PERSON J. K. Rowling"), ("She plays Ludwig van Beethoven.", "PERSON Ludwig van Beethoven"),
            ("Secretary of State Condoleezza Rice said so.", "PERSON Condoleezza Rice"),
            ("The Ministry of Foreign Affairs denied it.", "ORG Ministry of Foreign Affairs"),
            ("He reads The New York Times daily.", "ORG New York Times"),
            ("The People's Liberation Front won.", "ORG People's Liberation Front"),
            ("They watch Syria TV now.", "ORG Syria TV"), ("It flooded the Songhua River again.", "LOCATION Songhua River"),
            ("Planes left Kandahar Airport early.", "FACILITY Kandahar Airport"), ("After World War II it grew.", "EVENT World War II"),
            ("It cites UN Security Council Resolution 2254 often.", "LAW UN Security Council Resolution 2254"),
            ("Moscow-based firms left.", "GPE Moscow"), ("The pro-Russian side won.", "NORP Russian"),
        ])
    func shapes(text: String, expected: String) throws {
        #expect(try names(text) == [expected])
    }

    @Test(
        "Words that only have a capital are no names",
        arguments: [
            "On Monday the council met. Officials said nothing. In March it rained.", "The President spoke. Prime Minister, thank you.",
            "They told us about it; who knows.",
            "Share on facebook\nLeave a Comment\nFollow Us\n© 2022 Alan Whitfield. All rights reserved.",
            "However, they left. Thousands of protesters marched.",
        ])
    func ordinary(text: String) throws {
        #expect(try names(text) == [])
    }

    @Test(
        "Spaces that do not break, of any width, marks without width and soft hyphens do not break a name",
        arguments: ["\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}", "\u{3000}", " \u{200B}", "\u{200E} ", "\u{FEFF} ", "\u{2060} "])
    func spaces(space: String) throws {
        let found = try tagged("Mr.\(space)Alan\(space)Whitfield flew to New\(space)York. Whitfield likes New York.")
        #expect(found.entities.map(\.mentions.count) == [2, 2])
        #expect(found.entities.first { $0.type == .person }?.name == "Alan Whitfield")
        #expect(try tagged("They met in Ger\u{AD}many.").entity("Germany").mentions.map(\.text) == ["Ger\u{AD}many"])
    }

    @Test("The title is evidence, not text")
    func title() throws {
        let found = try tagged("Zorvath said no.", title: "Elena Zorvath resigns")
        #expect(found.entities.map(\.type) == [.person])
        #expect(
            found.entities[0].mentions == [.init(start: 0, end: 7, text: "Zorvath", confidence: found.entities[0].mentions[0].confidence)])
    }

    @Test("A headline in capitals yields what is known and nothing more")
    func capitals() throws {
        #expect(try Set(names("SYRIA AND RUSSIA SIGN LONG AWAITED TRADE AGREEMENT")) == ["GPE Syria", "GPE Russia"])
    }

    @Test(
        "Names in other languages and scripts",
        arguments: [
            (
                "de", "Bundeskanzlerin Angela Merkel traf die Siemens AG in München.",
                ["GPE Munich", "ORG Siemens AG", "PERSON Angela Merkel"]
            ),
            ("fr", "L'Union européenne et l'ONU appellent Israël.", ["GPE Israel", "ORG European Union", "ORG United Nations"]),
            (
                "es", "La Universidad de Chile y el Banco Central de Chile hablan.",
                ["ORG Central Bank of Chile", "ORG University of Chile"]
            ),
            ("pt", "O presidente Luiz Inácio Lula da Silva voltou.", ["PERSON Luiz Inácio Lula da Silva"]),
            ("ru", "Президент России Владимир Путин в Женеве.", ["GPE Geneva", "GPE Russia", "PERSON Владимир Путин"]),
            ("tr", "Recep Tayyip Erdoğan Ankara'da konuştu.", ["GPE Ankara", "PERSON Recep Tayyip Erdoğan"]),
            ("ar", "زار الوزير بيروت والقاهرة وتونس.", ["GPE Beirut", "GPE Cairo", "GPE Tunisia"]),
            ("ar", "قال بشار الأسد إن الأمم المتحدة في درعا", ["GPE Daraa", "ORG United Nations", "PERSON بشار الأسد"]),
            ("zh", "北京大学教授王小明表示，美国应当谈判。", ["GPE United States", "ORG Peking University", "PERSON 王小明"]),
            ("ja", "ジョー・バイデン大統領は東京へ。", ["GPE Tokyo", "PERSON ジョー・バイデン"]),
            ("ko", "러시아는 시리아를 지원한다.", ["GPE Russia", "GPE Syria"]),
            ("hi", "नरेंद्र मोदी नई दिल्ली में", ["GPE New Delhi", "PERSON नरेंद्र मोदी"]),
            ("th", "เดินทางจากกรุงเทพมหานครไปยังประเทศจีน", ["GPE Bangkok", "GPE China"]),
            ("he", "חיזבאללה תקף בלבנון", ["GPE Lebanon", "ORG Hezbollah"]),
        ])
    func languages(language: String, text: String, expected: [String]) throws {
        #expect(try names(text, language).sorted() == expected)
    }
}
