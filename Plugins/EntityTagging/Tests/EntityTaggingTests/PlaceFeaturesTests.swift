import ArticleAnalysis
import Testing

@testable import EntityTagging

/// Seas, islands, former states and other places that are no towns, and what is called like them.
@Suite struct PlaceFeaturesTests {
    @Test("Seas, rivers, mountains, islands and former states have coordinates, and a country where they lie in one")
    func features() throws {
        for (name, country, latitude, longitude) in [
            ("Java Sea", "ID", -5.0, 110.0), ("Mediterranean", nil, 35, 18), ("the Strait of Hormuz", nil, 26.6, 56.3),
            ("Mount Everest", nil, 28, 86.9), ("Mt. Everest", nil, 28, 86.9), ("Euphrates River", nil, 35, 40), ("Danube", nil, 45, 20),
            ("Easter Island", "CL", -27.1, -109.4), ("Kish Island", "IR", 26.5, 54), ("Sinai Peninsula", "EG", 29.5, 34),
            ("Guantanamo Bay", "CU", 19.9, -75.2), ("Green Zone", "IQ", 33.3, 44.4), ("Gulf of Mexico", nil, 25, -90),
            ("Soviet Union", nil, 60, 90), ("Serbia and Montenegro", nil, 43.8, 20.5), ("Latin America", nil, -8, -65),
            ("Средиземное море", nil, 35, 18), ("بحر قزوين", nil, 42, 50.5), ("Mittelmeer", nil, 35, 18),
        ] as [(String, String?, Double, Double)] {
            let location = try #require(try MarkedText("[[\(name)]]").locations()[0], "\(name)")
            #expect(location.country == country, "\(name)")
            #expect(kilometres((location.latitude, location.longitude), (latitude, longitude)) < 161, "\(name)")
        }
    }

    @Test("No country lies where the equator meets the meridian of Greenwich")
    func countries() throws {
        let table = try #require(PlaceTable.shared)
        for index in table.countries {
            let place = table.place(index)
            #expect(abs(place.latitude) + abs(place.longitude) > 0.1, "\(table.code(of: index) ?? "")")
        }
    }

    @Test("What was a state belongs to no country of today, and the sea to none at all")
    func countriesOfFormerStates() throws {
        let found = try tagged("The Soviet Union had ships in the Mediterranean. The Soviet Union fell in 1991.")
        #expect(try found.entity("Soviet Union").country == nil)
        #expect(found.countries.isEmpty)
    }

    @Test("Planets and directions are no places, unless the text says in what they lie")
    func nowhere() throws {
        for name in ["Earth", "Mars", "Moon", "the North", "South"] {
            #expect(try MarkedText("[[\(name)]]").locations()[0] == nil, "\(name)")
        }
        #expect(try MarkedText("A fire broke out in [[Mars]], Pa., on Friday.").locations()[0]?.geonames == 5_199_944)
        #expect(try MarkedText("A fire broke out in [[West]], Texas, on Friday.").locations()[0]?.country == "US")
    }

    @Test("A large region or an ocean gives way to a small namesake only where the text says so")
    func namesakes() throws {
        let body = "He spoke in [[Washington]] of peace in the [[Middle East]]. [[Baltimore]] was quiet."
        #expect(try #require(try MarkedText(body).locations()[1]).longitude > 30)
        for name in ["Pacific", "Atlantic", "Atlantic Ocean"] {
            let found = try MarkedText("A ship from the [[U.S.]] left [[New York]] for the [[\(name)]].").locations()[2]
            #expect(try #require(found, "\(name)").country == nil)
        }
        #expect(try MarkedText("The mayor of [[Pacific]], Missouri, resigned.").locations()[0]?.country == "US")
    }

    @Test("A capital says less of what is near it than other towns, since it may stand for its government")
    func metonyms() throws {
        let body = "He criticized [[Washington]] and the [[United States]]. The president accused [[Damascus]] of an attack on [[Israel]]."
        #expect(try MarkedText(body).locations()[2]?.geonames == 170_654)
        #expect(try MarkedText("[[Damascus]], Maryland, voted.").locations()[0]?.country == "US")
        let paper = "Sources told The Washington Post that the United States and China agree. Washington had asked for it."
        #expect(try tagged(paper).entity("Washington").links?.geonames == 4_140_963)
    }

    @Test("A name of a state and of a country is the state's where other states of that country are named")
    func siblings() throws {
        let body = "Senators of [[Florida]], [[Utah]] and [[Georgia]] met the president of the [[United States]]."
        #expect(try MarkedText(body).locations()[2]?.country == "US")
        #expect(try MarkedText("[[Georgia]] and [[Armenia]] signed in [[Tbilisi]].").locations()[0]?.country == "GE")
    }

    @Test("A town is not taken for the name of another that stands beside it")
    func twins() throws {
        let body = "The governor of [[Puerto Rico]] spoke in [[San Juan]]. [[Puerto Rico]] was calm."
        #expect(try MarkedText(body).locations()[0]?.geonames == 4_566_966)
    }

    @Test("A small town of a country that the article has nothing to do with is not what is meant")
    func strays() throws {
        let body = "[[Brazil]] sent soldiers to [[Rio de Janeiro]]. In [[São Paulo]], too, there were fears. They searched [[Groom]]."
        #expect(try MarkedText(body).locations()[3] == nil)
        #expect(try MarkedText("They searched [[Groom]].").locations()[0]?.country == "US")
        let abroad = "[[Serbia]] and [[France]] spoke of [[Srebrenica]] in [[Hague]]. [[Serbian]] and [[French]] ministers agreed."
        #expect(try MarkedText(abroad).locations()[2...3].map { $0?.country } == ["BA", "NL"])
        #expect(try MarkedText("[[Seattle]] had its [[CHOP]]. [[Portland]] and [[Tacoma]] had none.").locations()[1] == nil)
    }

    @Test("A short form that can be nothing else is a name")
    func shortForms() throws {
        for (name, country) in [("NSW", "AU"), ("Qld", "AU"), ("B.C.", "CA"), ("UAE", "AE"), ("DPRK", "KP"), ("KPK", "PK")] {
            #expect(try MarkedText("[[\(name)]]").locations()[0]?.country == country, "\(name)")
        }
        for name in ["BC", "I'll", "I’ll"] { #expect(try MarkedText("[[\(name)]]").locations()[0] == nil, "\(name)") }
    }

    @Test("A part of a division is where the division is")
    func parts() throws {
        let location = try #require(try MarkedText("[[Western District of Texas]]").locations()[0])
        #expect(location.country == "US" && location.geonames == nil)
    }
}
