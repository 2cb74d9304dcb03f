import ArticleAnalysis
import Foundation
import Testing

/// Articles as they come from the web, with what a journalist would mark in them.
@Suite("Whole articles")
struct SampleArticleTests {
    static let body = """
        Norway sends mediator to Khartoum as talks with rebels stall

        A Norwegian diplomat, Ingrid Solvang, arrived in Khartoum on Tuesday, the Sudanese foreign ministry said.

        Solvang, who led the U.N. mission in Darfur until 2019, will meet General Osman Al-Tayeb. “We expect nothing from Oslo,” Al-Tayeb told The Nile Courier on Monday.

        Talks hosted by the African Union (AU) in Addis Ababa broke down in March. The AU and the European Union want a ceasefire in El Fasher, the capital of North Darfur.

        Share on facebook
        Leave a Comment
        © 2023 The Nile Courier. All rights reserved.
        """

    @Test("A report from Sudan reads as a journalist would mark it")
    func sudan() throws {
        let found = try tagged(SampleArticleTests.body)
        let names = Set(found.entities.map { "\($0.type.rawValue) \($0.name)" })
        #expect(
            names.isSuperset(of: [
                "PERSON Ingrid Solvang", "PERSON Osman Al-Tayeb", "GPE Norway", "GPE Khartoum", "NORP Norwegian", "NORP Sudanese",
                "ORG United Nations",
                "GPE Darfur", "GPE Oslo", "ORG African Union", "GPE Addis Ababa", "ORG European Union", "GPE El Fasher", "GPE North Darfur",
            ]))
        #expect(try found.entity("Ingrid Solvang").mentions.map(\.text) == ["Ingrid Solvang", "Solvang"])
        #expect(try found.entity("Osman Al-Tayeb").mentions.map(\.text) == ["Osman Al-Tayeb", "Al-Tayeb"])
        #expect(try found.entity("African Union").mentions.count == 3)
        #expect(found.countries.map(\.country).prefix(2) == ["SD", "NO"])
        #expect(!names.contains { $0.contains("facebook") || $0.contains("Comment") || $0.contains("Tuesday") })
    }

    @Test("The article in ../shared/seed", .enabled(if: sharedFolder != nil, "../shared is not there"))
    func seed() throws {
        let file = try #require(sharedFolder).appending(path: "../seed/000_e063c2ef3f5e7753.txt").standardized
        let found = try tagged(String(contentsOf: file, encoding: .utf8))
        let assad = try found.entity("Bashar Al-Assad")
        #expect(assad.type == .person && assad.mentions.count == 8 && found.entities.first == assad)
        #expect(try found.entity("Rami Al-Shaer").mentions.count == 5)
        for (name, country) in [
            ("Syria", "SY"), ("Daraa", "SY"), ("Russia", "RU"), ("Washington", "US"), ("United States", "US"), ("Israel", "IL"),
            ("Iran", "IR"),
            ("Turkey", "TR"), ("Astana", "KZ"), ("Damascus", "SY"),
        ] {
            #expect(try found.entity(name).type == .geopolitical)
            #expect(try found.entity(name).country == country)
        }
        #expect(try found.entity("UN Security Council Resolution 2254").type == .law)
        #expect(try found.entity("The New Arab").type == .organization)
        #expect(try found.entity("Syria TV").mentions.count == 3)
        // The byline of another story, and the footer.
        #expect(!found.entities.contains { $0.name.contains("Koçak") || $0.name.contains("Addison") || $0.name.contains("Esleman") })
        #expect(found.countries.first?.country == "SY")
        #expect(Set(found.countries.map(\.country).prefix(3)) == ["SY", "RU", "US"])
    }
}
