import ArticleAnalysis
import Foundation
import Testing

@testable import EntityTagging

/// Which items of Wikidata people, organizations and places are.
@Suite("Links to Wikidata") struct LinksTests {
    /// The item of the entity of a name.
    private func item(_ name: String, in body: String, _ language: String = "en") throws -> String? {
        try tagged(body, language).entity(name).links?.wikidata
    }

    @Test("A person is linked by the whole name, and a surname alone joins it")
    func people() throws {
        let found = try tagged("President Bashar Al-Assad left Damascus. Assad flew to Moscow, Syrian officials said.")
        let assad = try found.entity("Bashar Al-Assad")
        #expect(assad.links == Entity.Links(wikidata: "Q44329") && assad.mentions.map(\.text) == ["Bashar Al-Assad", "Assad"])
        #expect(try found.entity("Damascus").links == Entity.Links(wikidata: "Q3766", geonames: 170_654))
        #expect(try found.entity("Syrian").links == nil)
    }

    @Test(
        "Names are found in the scripts of their articles, declined ones too",
        arguments: [
            ("ru", "Президент Владимир Путин встретился с Башаром Асадом в Дамаске.", ["Q7747", "Q44329", "Q3766"]),
            (
                "ru", "Сергея Лаврова ждали в ООН. Разговор с Владимиром Зеленским прошел в Киеве.",
                ["Q58217", "Q1065", "Q3874799", "Q1899"]
            ),
            ("ar", "التقى الرئيس السوري بشار الأسد وزير الخارجية الروسي سيرغي لافروف في دمشق.", ["Q44329", "Q58217", "Q3766"]),
            ("zh", "中国国家主席习近平在北京会见俄罗斯总统弗拉基米尔·普京。", ["Q15031", "Q956", "Q7747", "Q159", "Q148"]),
            ("de", "Bundeskanzlerin Angela Merkel traf Emmanuel Macron in Kiew.", ["Q567", "Q3052772", "Q1899"]),
            ("pt", "O presidente Luiz Inácio Lula da Silva recebeu Emmanuel Macron em São Paulo.", ["Q37181", "Q3052772", "Q174"]),
        ])
    func scripts(language: String, body: String, items: [String]) throws {
        let found = Set(try tagged(body, language).entities.compactMap(\.links?.wikidata))
        #expect(found == Set(items))
    }

    @Test("Countries, states, cities and bodies are linked by what they are, whatever they are called")
    func places() throws {
        let found = try tagged("The United States, Texas and Aleppo were on the agenda of NATO and the U.N. in Geneva.")
        #expect(try found.entity("United States").links == Entity.Links(wikidata: "Q30", geonames: 6_252_001))
        #expect(try found.entity("Texas").links?.wikidata == "Q1439")
        #expect(try found.entity("Aleppo").links?.wikidata == "Q41183")
        #expect(try found.entity("NATO").links?.wikidata == "Q7184")
        #expect(try found.entity("United Nations").links?.wikidata == "Q1065")
        #expect(try item("Paris", in: "In Paris, Texas, it rained.") == nil)
    }

    @Test("Namesakes are not linked")
    func namesakes() throws {
        #expect(try item("Rami Assad", in: "Rami Assad, a baker, spoke in Chicago.") == nil)
        #expect(try item("Keith Mitchell", in: "Keith Mitchell, a plumber from Ohio, was glad.") == nil)
        #expect(try item("Keith Mitchell", in: "Prime Minister Keith Mitchell of Grenada was glad.") == "Q370110")
        let armenia = "The Republican Party met in Yerevan. Armenia votes in May, the Armenian government said, as the United States do."
        #expect(try item("Republican Party", in: armenia) == nil)
        #expect(try item("Republican Party", in: "The Republican Party met in Ohio. The United States will vote.") == "Q29468")
    }

    @Test("Whatever an article says, no two of its entities carry one item")
    func once() throws {
        let names = [
            "Bashar al-Assad", "Bashar Assad", "بشار الأسد", "Башар Асад", "U.N.", "United Nations", "Washington", "Washington, D.C.",
        ]
        for first in names {
            for second in names {
                let items = try tagged("\(first) and \(second) said that \(first) spoke.").entities.compactMap(\.links?.wikidata)
                #expect(Set(items).count == items.count, "\(first), \(second)")
            }
        }
    }

    @Test("A name is read as a person writes it: surname first, without accents, with the article one way or the other")
    func spellings() throws {
        let table = try #require(LinkTable.shared)
        let folding = try #require(PlaceTable.shared)
        func item(_ name: String, _ kind: LinkKey.Kind = .person) -> UInt32? {
            let bytes = Array(name.utf8)
            guard let key = LinkKey(bytes, from: 0, to: bytes.count, kind: kind, folding: folding) else { return nil }
            return (table.hit(key.whole) ?? key.stem.flatMap(table.hit))?.item
        }
        for name in ["Bashar al-Assad", "BASHAR AL-ASSAD", "Bashar el-Assad", "Bashar Assad", "Al-Assad, Bashar", "Assad, Bashar"] {
            #expect(item(name) == 44_329, "\(name)")
        }
        #expect(item("Recep Tayyip Erdogan") == item("Recep Tayyip Erdoğan"))
        #expect(item("Naruhito") == 217_096)
        // Surnames, names of the other kind and what is no name at all.
        for name in ["Assad", "al-Assad", "Асад", "الأسد", "Putin", "Bush", "NATO", "", ", ", ",", "Assad,", ", Bashar", "َ"] {
            #expect(item(name) == nil, "\(name)")
        }
        #expect(item("Bashar al-Assad", .organization) == nil)
        // Two capitals in front are no country.
        #expect(item("UN General Assembly", .organization) == 47_423 && item("FC Barcelona", .organization) == 7_156)
        #expect(item("General Assembly", .organization) == nil && item("Barcelona", .organization) == nil)
        #expect(item(String(repeating: "Bashar ", count: 10_000)) == nil && item(String(repeating: "а", count: 100_000)) == nil)
    }

    @Test("A file that is no table is refused, and numbers that are no ids find nothing")
    func broken() throws {
        let none = [UInt64](repeating: 0, count: 4)
        #expect(unsafe none.withUnsafeBytes { unsafe LinkTable($0.baseAddress!, count: 32) } == nil)
        #expect(LinkTable.shared?.item(ofPlace: -1) == nil && LinkTable.shared?.item(ofPlace: .max) == nil)
    }

    @Test("The article in ../shared/seed", .enabled(if: sharedFolder != nil, "../shared is not there"))
    func seed() throws {
        let file = try #require(sharedFolder).appending(path: "../seed/000_e063c2ef3f5e7753.txt").standardized
        let found = try tagged(String(contentsOf: file, encoding: .utf8))
        let items = ["Bashar Al-Assad": "Q44329", "Syria": "Q858", "Russia": "Q159", "Damascus": "Q3766", "Iran": "Q794"]
        for (name, item) in items { #expect(try found.entity(name).links?.wikidata == item) }
        #expect(try found.entity("Rami Al-Shaer").links?.wikidata == nil)
    }
}
