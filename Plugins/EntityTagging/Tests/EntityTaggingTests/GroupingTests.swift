import ArticleAnalysis
import Testing

@Suite("Mentions of one thing")
struct GroupingTests {
    @Test("A surname after, or before, the full name is the same person")
    func surnames() throws {
        let found = try tagged(
            "Assad spoke first. President Bashar Al-Assad left. Al-Assad and Mr. Assad were seen; Bashar al-Assad's guards too.")
        #expect(found.entities.map(\.name) == ["Bashar Al-Assad"])
        #expect(found.entities[0].mentions.map(\.text) == ["Assad", "Bashar Al-Assad", "Al-Assad", "Assad", "Bashar al-Assad"])
    }

    @Test("Two persons with one surname stay two")
    func namesakes() throws {
        let found = try tagged("Laura Whitfield met Peter Whitfield in Oslo.")
        #expect(Set(found.entities.map(\.name)) == ["Laura Whitfield", "Peter Whitfield", "Oslo"])
    }

    @Test("An acronym joins what it stands for, known or not")
    func acronyms() throws {
        let found = try tagged(
            "The Northern Fisheries Inspection Agency (NFIA) met the World Health Organization (WHO). The NFIA and the WHO agreed.")
        #expect(try found.entity("Northern Fisheries Inspection Agency").mentions.map(\.text).contains("NFIA"))
        #expect(try found.entity("World Health Organization").mentions.count == 3)
    }

    @Test("A country under all its names is one entity, its people another")
    func countries() throws {
        let found = try tagged("The US, the U.S. and the United States; Syria and the Syrian army, near Daraa and Damascus.")
        #expect(try found.entity("United States").mentions.count == 3)
        #expect(try found.entity("Syrian").type == .group)
        #expect(try found.entity("Syrian").country == "SY")
        #expect(found.countries.first == .init(country: "SY", mentions: 4))
    }

    @Test("A case ending or a genitive does not make another person or country")
    func inflections() throws {
        #expect(
            try tagged("Башар Асад прилетел. В Москве Асада встретили; с Асадом говорили о России.", "ru").entity("Башар Асад").mentions
                .count == 3)
        #expect(try names("Deutschlands und Russlands Minister", "de").sorted() == ["GPE Germany", "GPE Russia"])
        #expect(try tagged("U Beogradu i Prištini, na Kosovu i u Srbiji.", "sr").countries.map(\.country).sorted() == ["RS", "XK"])
    }

    @Test("An acronym in parentheses is that of the name before, whatever its letters, and alone later on")
    func brackets() throws {
        let found = try tagged("The Ministry of Northern Fisheries (XRQ) met. Later the XRQ said no; a spokesman for the XRQ agreed.")
        #expect(found.entities.map(\.mentions.count).max() == 4)
    }

    @Test("A person is named in the nominative, whatever case comes first")
    func nominative() throws {
        let found = try tagged("Встреча с Владимиром Зеленским прошла. Владимир Зеленский уехал. Зеленского ждут.", "ru")
        #expect(try found.entity("Владимир Зеленский").mentions.count == 3)
    }

    @Test("A city has its country and its place on the map")
    func places() throws {
        let damascus = try tagged("They met in Damascus.").entity("Damascus")
        #expect(damascus.country == "SY" && damascus.type == .geopolitical)
        #expect(damascus.links == Entity.Links(wikidata: "Q3766", geonames: 170_654))
        #expect(damascus.latitude == 33.5102 && damascus.longitude == 36.2913)
    }
}
