import ArticleAnalysis
import Foundation
import Testing

@testable import EntityTagging

/// Which of the places of a name is meant.
@Suite struct PlacesTests {
    @Test("Of the places of a name the one that the article is about is found, in paragraphs written for the purpose")
    func paragraphs() throws {
        let score = try PlaceScore(placeParagraphs)
        print("places: \(score)")
        #expect(score.right * 100 >= score.all * 95, "\(score.wrong.joined(separator: "\n"))")
    }

    /// Measures texts of one's own: lines of a language, a tab and a text marked as ``MarkedText`` reads it.
    @Test("Marked texts in the file that PLACES names are measured", .enabled(if: ProcessInfo.processInfo.environment["PLACES"] != nil))
    func measure() throws {
        let path = try #require(ProcessInfo.processInfo.environment["PLACES"])
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { $0.split(separator: "\t", maxSplits: 1) }
        let score = try PlaceScore(lines.map { (String($0[0]), String($0[1])) })
        print("places of \(path): \(score)\n" + score.wrong.joined(separator: "\n"))
    }

    @Test("A place is found however it is spelled")
    func spellings() throws {
        for (name, id) in [
            ("São Paulo", 3_448_439), ("Sao Paulo", 3_448_439), ("SAO PAULO", 3_448_439), ("St. Louis", 4_407_066),
            ("Saint Louis", 4_407_066),
            ("N'Djamena", 2_427_123), ("N’Djamena", 2_427_123), ("Москва", 524_901), ("Москвой", 524_901), ("Нижнем Новгороде", 520_555),
            ("القاهرة", 360_630), ("北京", 1_816_670), ("北京市", 1_816_670), ("東京", 1_850_147), ("서울", 1_835_848), ("Αθήνα", 264_371),
            ("Cook County", 4_888_671), ("Helmand province", 1_140_043), ("the city of Mosul", 99_072), ("محافظة الأنبار", 99_592),
        ] { #expect(try MarkedText("[[\(name)]]").locations()[0]?.geonames == id, "\(name)") }
    }

    @Test("A part of a place and a building have coordinates, but not the place's identifier")
    func parts() throws {
        for name in ["northern Iraq", "Downtown Chicago"] {
            let location = try #require(try MarkedText("[[\(name)]]").locations()[0], "\(name)")
            #expect(location.geonames == nil)
        }
        let airport = try MarkedText("[[Baghdad International Airport]]", type: .facility).locations()[0]
        #expect(airport?.country == "IQ" && airport?.geonames == nil)
        #expect(try MarkedText("[[Zagros Valley International Airport]]").locations()[0] == nil)
    }

    @Test("The abbreviation of a state counts only behind a comma and in its spelling")
    func abbreviations() throws {
        #expect(try MarkedText("In [[Paris]], TX, it rained.").locations()[0]?.geonames == 4_717_560)
        #expect(try MarkedText("In [[Paris]], Tex., it rained.").locations()[0]?.geonames == 4_717_560)
        #expect(try MarkedText("In [[Portland]], Me., it rained.").locations()[0]?.geonames == 4_975_802)
        #expect(try MarkedText("In [[Portland]], me and my wife saw rain.").locations()[0]?.geonames == 5_746_545)
        #expect(try MarkedText("[[Ga]]").locations()[0]?.country != "US")
    }

    @Test("A state is told from the country of its name by what lies in it, and counts for its own country")
    func countries() throws {
        let body = "Georgia lawmakers met in Atlanta. Savannah, Georgia, will get a port."
        let found = try tagged(body)
        #expect(try found.entity("Georgia").country == "US")
        #expect(found.countries.map(\.country) == ["US"])
        #expect(try tagged("Georgia and Armenia signed in Tbilisi.").entity("Georgia").country == "GE")
    }

    @Test("The title, other names and short forms say which state an article is about")
    func hints() throws {
        let body = "A new school will open in Salem next year."
        #expect(try tagged(body, title: "School for Virginia town").entity("Salem").links?.geonames == 4_784_112)
        #expect(try tagged(body + " Sen. John Smith, R-Va., was glad.").entity("Salem").links?.geonames == 4_784_112)
        #expect(try tagged(body + " The Oregon Education Association was glad.").entity("Salem").links?.geonames == 5_750_162)
    }

    @Test("Countries have their GeoNames id and coordinates, places nobody knows have none")
    func identifiers() throws {
        let syria = try tagged("Syria said so.").entity("Syria")
        #expect(syria.links?.geonames == 163_843 && syria.country == "SY" && syria.latitude != nil && syria.longitude != nil)
        #expect(try MarkedText("[[Qwxzfoo]]").locations()[0] == nil)
    }

    @Test("Each run answers the same")
    func determinism() throws {
        let text = placeParagraphs.map(\.text).joined(separator: "\n")
        let first = try MarkedText(text).locations()
        for _ in 0..<3 { #expect(try MarkedText(text).locations() == first) }
    }

    @Test("Work is linear in the number of ambiguous names, and long names are no names")
    func hostile() throws {
        let names = ["San José", "Springfield", "Washington County", "Santa Rosa", "San Antonio", "Victoria", "Centro", "Buenavista"]
        func text(_ count: Int) -> String {
            (0..<count).map {
                "[[\(["North", "South", "West", "East"][$0 % 4]) \(String(repeating: "lower ", count: $0 / 32 % 6))\(names[$0 / 4 % 8])]]"
            }
            .joined(separator: " and ")
        }
        // Each of the candidates is weighed a fixed number of times, against a fixed number of neighbours at most.
        let (once, more) = (try MarkedText(text(1_000)).candidates(), try MarkedText(text(8_000)).candidates())
        #expect(once > 0 && more <= once * 8)
        #expect(more <= PlaceResolver.mostCandidates + PlaceTable.mostHits + 8_000 * PlaceResolver.fewCandidates)
        #expect(try MarkedText("[[\(String(repeating: "a", count: 100_000))]]").locations()[0] == nil)
        #expect(try MarkedText("[[\(String(repeating: "San ", count: 100_000))]]").locations()[0] == nil)
        #expect(try MarkedText("[[Paris]],").locations()[0]?.geonames == 2_988_507)
        #expect(try MarkedText("[[Paris]], \(String(repeating: "é", count: 80))").locations()[0]?.geonames == 2_988_507)
    }
}
