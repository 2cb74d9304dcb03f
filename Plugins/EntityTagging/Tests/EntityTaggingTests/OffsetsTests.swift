import ArticleAnalysis
import Testing

@Suite("Offsets of mentions")
struct OffsetsTests {
    static let texts: [(String, String)] = [
        ("en", "🙂🙂 “Kofi Annan” – the U.N.’s chief – flew to Zürich.\r\nAnnan left for N'Djamena."),
        ("ru", "Президент России Владимир Путин 👍 встретился в Москве с Башаром Асадом."),
        ("ar", "قال الرئيس السوري بشار الأسد إن روسيا وإيران تدعمان دمشق، بسوريا ولبنان."),
        ("he", "ראש הממשלה בנימין נתניהו נפגש בירושלים, חיזבאללה תקף בלבנון."),
        ("zh", "中国国家主席习近平在北京会见了俄罗斯总统弗拉基米尔·普京。"),
        ("ja", "国連はシリアとイランについて議論した。ジョー・バイデン大統領。"),
        ("hi", "नई दिल्ली में रूस के राष्ट्रपति"), ("ko", "한국 정부는 서울에서 미국과 논의했다."),
        ("th", "นายกรัฐมนตรีเดินทางจากกรุงเทพมหานครไปยังประเทศจีน"), ("el", "Η Ελλάδα και η Τουρκία στην Αθήνα"),
        ("tr", "İstanbul'da ve Ankara'da Recep Tayyip Erdoğan"),
        ("en", "e\u{301}clair de Re\u{301}union in Paris, \u{FFFD}Berlin\u{0} and Rome"),
    ]

    @Test("The text of a mention is the body's code points from start to end", arguments: texts)
    func slices(language: String, body: String) throws {
        let found = try tagged(body, language)
        #expect(!found.entities.isEmpty)
        let scalars = Array(body.unicodeScalars)
        for mention in found.entities.flatMap(\.mentions) {
            var slice = String.UnicodeScalarView()
            slice.append(contentsOf: scalars[mention.start..<mention.end])
            #expect(Array(String(slice).utf8) == Array(mention.text.utf8))
        }
    }

    @Test("Mentions come in text order and saliences sum to one at most")
    func order() throws {
        let found = try tagged("Syria and Iran. Syria, Iran and Turkey. Bashar Al-Assad spoke. Assad left Syria.")
        for entity in found.entities { #expect(entity.mentions.map(\.start) == entity.mentions.map(\.start).sorted()) }
        #expect(found.entities.map(\.salience).reduce(0, +) <= 1)
        #expect(found.entities.map(\.salience) == found.entities.map(\.salience).sorted(by: >))
    }
}
