import ArticleAnalysis
import Testing

@testable import EntityTagging

@Suite("Letters written onto Arabic words")
struct ArabicPrefixTests {
    /// The tokens that the tagger reads.
    private func tokens(_ body: String, _ language: String = "ar") throws -> [Token] {
        let detected = DetectedLanguage(language: language, confidence: 1, reliable: true)
        let walked = try ArticleCandidates(Article(title: nil, body: body), language: detected, gazetteer: .shared, isRead: true)
        return try #require(walked.finder.reading).tokens
    }

    /// The code points of a body where a token is.
    private func text(_ token: Token, _ body: String) -> String {
        var slice = String.UnicodeScalarView()
        slice.append(contentsOf: Array(body.unicodeScalars)[Int(token.codePoint)..<Int(token.codePoint + token.length)])
        return String(slice)
    }

    @Test(
        "A name begins behind them",
        arguments: [
            ("بدمشق", "دمشق"), ("والقاهرة", "القاهرة"), ("لروسيا", "روسيا"), ("وبدمشق", "دمشق"), ("فبغداد", "بغداد"),
            ("كالقاهرة", "القاهرة"),
            ("وبالقاهرة", "القاهرة"), ("وبشار", "بشار"), ("ولبنان", "لبنان"), ("بـدمشق", "دمشق"), ("وَدمشق", "دمشق"),
            ("والشمقمق", "الشمقمق"),
        ])
    func leftOut(word: String, name: String) throws {
        let body = "🙂 قال \(word) اليوم."
        let token = try tokens(body)[2]
        #expect(text(token, body) == name)
        #expect(Int(token.end - token.start) == name.utf8.count)
        #expect(token.hash == name.unicodeScalars.compactMap { Scalars.fold($0.value) }.reduce(Scalars.seed) { Scalars.mix($0, $1) })
    }

    @Test(
        "Names that begin with such a letter stay whole",
        arguments: [
            "بشار", "باراك", "كمال", "لبنان", "فلسطين", "وليد", "بالي", "والتر", "فالنسيا", "للقاهرة", "كريم", "بوتين", "فرنسا", "وزارة",
            "وكالة", "بعد", "لها", "وهو",
        ])
    func kept(word: String) throws {
        let body = "قال \(word) اليوم."
        #expect(try text(tokens(body)[1], body) == word)
    }

    @Test("A name that no list has is known by standing elsewhere alone")
    func elsewhere() throws {
        let body = "وصل إلى زقزوقة ثم خرج. بقي بزقزوقة أسبوعا، وبزقزوقة عمل."
        let words = try tokens(body).map { text($0, body) }
        #expect(words.filter { $0 == "زقزوقة" }.count == 3)
        let alone = "بقي بزقزوقة أسبوعا."
        #expect(try text(tokens(alone)[1], alone) == "بزقزوقة")
    }

    @Test("Other languages in the same letters, and endless signs, are left alone")
    func others() throws {
        #expect(try tokens("گفت ولبنان", "fa")[1].prefix == 0)
        let body = "و" + String(repeating: "ـ", count: 1_000) + "دمشق"
        #expect(try tokens(body)[0].prefix == 0)
    }

    @Test("A mention begins behind them and joins the others of its name")
    func mentions() throws {
        let body = "زار الرئيس دمشق أمس، وقال مسؤول بدمشق إن الوفد غادر، ولدمشق مكانة."
        let city = try #require(try tagged(body, "ar").entities.first { $0.country == "SY" })
        #expect(city.mentions.map(\.text) == ["دمشق", "دمشق", "دمشق"])
        let scalars = Array(body.unicodeScalars)
        for mention in city.mentions { #expect(scalars[mention.start..<mention.end].elementsEqual(mention.text.unicodeScalars)) }
    }
}
