/// What single words say of the names they are part of or stand beside.
struct Roles: OptionSet, Sendable {
    let rawValue: UInt32

    /// A given name.
    static let given = Roles(rawValue: 1 << 0)
    /// A surname.
    static let surname = Roles(rawValue: 1 << 1)
    /// A surname that alone stands for one person of the news.
    static let famous = Roles(rawValue: 1 << 2)
    /// A title or an office that stands before a person's name.
    static let title = Roles(rawValue: 1 << 3)
    /// A word that stands before a title: Prime, Foreign, Deputy.
    static let titleModifier = Roles(rawValue: 1 << 4)
    /// A small word inside names of persons: van, bin, al.
    static let particle = Roles(rawValue: 1 << 5)
    /// The last word of names of organizations: Party, Ltd.
    static let organization = Roles(rawValue: 1 << 6)
    /// The first word of names of organizations: Ministry, Universidad.
    static let organizationHead = Roles(rawValue: 1 << 7)
    /// The last word of names of places: River, Island.
    static let place = Roles(rawValue: 1 << 8)
    /// The first word of names of places: Lake, Mont.
    static let placeHead = Roles(rawValue: 1 << 9)
    /// The last word of names of buildings: Airport.
    static let facility = Roles(rawValue: 1 << 10)
    /// The first word of names of buildings: Rue.
    static let facilityHead = Roles(rawValue: 1 << 11)
    /// The last word of names of events: War, Cup.
    static let event = Roles(rawValue: 1 << 12)
    /// The first word of names of events: Battle, Hurricane.
    static let eventHead = Roles(rawValue: 1 << 13)
    /// The last word of names of laws: Act, Treaty.
    static let law = Roles(rawValue: 1 << 14)
    /// The first word of names of laws: Treaty (of …), Resolution (2254).
    static let lawHead = Roles(rawValue: 1 << 15)
    /// A month or a day of the week.
    static let calendar = Roles(rawValue: 1 << 16)
    /// A word after which a place stands: in, near.
    static let placePreposition = Roles(rawValue: 1 << 17)
    /// A verb that persons are the subject of: said.
    static let sayVerb = Roles(rawValue: 1 << 18)
    /// A small word between the capitals of a name: of, and.
    static let connector = Roles(rawValue: 1 << 19)
    /// A direction or size before a place: Northern, New.
    static let placeModifier = Roles(rawValue: 1 << 20)
    /// A capitalised word that begins sentences and is no name.
    static let opener = Roles(rawValue: 1 << 21)
    /// The ending of a Chinese organization's name.
    static let hanOrganization = Roles(rawValue: 1 << 22)
    /// The ending of a Chinese place's name.
    static let hanPlace = Roles(rawValue: 1 << 23)
    /// The ending of a Chinese building's name.
    static let hanFacility = Roles(rawValue: 1 << 24)
    /// A title beside a Chinese name.
    static let hanTitle = Roles(rawValue: 1 << 25)
    /// A Chinese surname.
    static let hanSurname = Roles(rawValue: 1 << 26)
    /// A German article or another word that stands before nouns rather than names.
    static let article = Roles(rawValue: 1 << 27)

    /// The role a line of the table speaks of.
    static let named: [String: Roles] = [
        "given": .given, "surname": .surname, "famous": [.famous, .surname], "title": .title, "titlemod": .titleModifier,
        "particle": .particle, "orgword": .organization, "orghead": .organizationHead, "locword": .place, "lochead": .placeHead,
        "facword": .facility, "fachead": .facilityHead, "eventword": .event, "eventhead": .eventHead, "lawword": .law,
        "lawhead": .lawHead, "month": .calendar, "locprep": .placePreposition, "sayverb": .sayVerb, "connect": .connector,
        "modifier": .placeModifier, "stopcap": .opener, "article": .article, "zh-orgend": .hanOrganization, "zh-locend": .hanPlace,
        "zh-facend": .hanFacility, "zh-ptitle": .hanTitle, "zh-surname": .hanSurname,
    ]

    /// The roles of parts of persons' names.
    static let names: Roles = [.given, .surname, .famous]
    /// The roles that make the first word of a run the head of a longer name, `Ministry of …`.
    static let heads: Roles = [.organizationHead, .placeHead, .facilityHead, .eventHead, .lawHead]
    /// The roles that tell the kind of a name from its last word.
    static let endings: Roles = [.organization, .place, .facility, .event, .law]
}
