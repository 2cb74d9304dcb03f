/// The people, places, organizations and other named things of an article, as the analyzer `entities` finds them.
///
/// ```swift
/// let people = earlier[TaggedEntities.self]?.entities.filter { $0.type == .person } ?? []
/// ```
public struct TaggedEntities: Finding, Equatable {
    /// Most salient first.
    public var entities: [Entity]
    /// The countries the article is about, most mentioned first; only those mentioned at all.
    public var countries: [CountryCount]

    /// A finding from its parts; both empty where a text names nothing.
    public init(entities: [Entity] = [], countries: [CountryCount] = []) {
        self.entities = entities
        self.countries = countries
    }

    /// How often an article speaks of one country, by its name, its people or its places.
    public struct CountryCount: Codable, Sendable, Equatable {
        /// ISO 3166-1 alpha-2.
        public var country: String
        /// How many mentions of entities in the article belong to the country.
        public var mentions: Int
        /// A count from its parts.
        public init(country: String, mentions: Int) {
            self.country = country
            self.mentions = mentions
        }
    }
}

/// One named thing with all its mentions.
///
/// ```swift
/// Entity(
///     name: "Syria", type: .geopolitical, mentions: [Entity.Mention(start: 0, end: 5, text: "Syria", confidence: 0.98)],
///     links: Entity.Links(geonames: 163843), country: "SY", salience: 0.4)
/// ```
public struct Entity: Codable, Sendable, Equatable {
    /// The fullest or, where it is known, the canonical form of its name.
    public var name: String
    /// What kind of thing it is.
    public var type: EntityType
    /// In text order.
    public var mentions: [Mention]
    /// What other collections call it, where it is known there.
    public var links: Links?
    /// ISO 3166-1 alpha-2 of the country it is or lies in or belongs to.
    public var country: String?
    /// Degrees north, WGS 84.
    public var latitude: Double?
    /// Degrees east, WGS 84.
    public var longitude: Double?
    /// The share of the article that is about it, 0…1.
    public var salience: Double

    /// One place in the body that names the entity.
    public struct Mention: Codable, Sendable, Equatable {
        /// Code points of the body, from 0.
        public var start: Int
        /// Exclusive.
        public var end: Int
        /// The body's text from `start` to `end`, letter for letter.
        public var text: String
        /// The probability that this is a mention of an entity of this type, 0…1.
        public var confidence: Double
        /// A mention from its parts; `text` must be the body's own.
        public init(start: Int, end: Int, text: String, confidence: Double) {
            self.start = start
            self.end = end
            self.text = text
            self.confidence = confidence
        }
    }

    /// Identifiers in other collections.
    public struct Links: Codable, Sendable, Equatable {
        /// A Wikidata item, `Q44329`.
        public var wikidata: String?
        /// A GeoNames feature.
        public var geonames: Int?
        /// Links from the identifiers that are known.
        public init(wikidata: String? = nil, geonames: Int? = nil) {
            self.wikidata = wikidata
            self.geonames = geonames
        }
    }

    /// An entity from its parts.
    public init(
        name: String, type: EntityType, mentions: [Mention], links: Links? = nil, country: String? = nil, latitude: Double? = nil,
        longitude: Double? = nil, salience: Double
    ) {
        self.name = name
        self.type = type
        self.mentions = mentions
        self.links = links
        self.country = country
        self.latitude = latitude
        self.longitude = longitude
        self.salience = salience
    }
}

/// The kinds of entities, named as OntoNotes names them.
public enum EntityType: String, Codable, Sendable, CaseIterable {
    /// People, invented ones too.
    case person = "PERSON"
    /// Companies, agencies, parties, teams, armed groups.
    case organization = "ORG"
    /// Countries, cities, provinces: places with a government.
    case geopolitical = "GPE"
    /// Places without one: mountains, seas, regions.
    case location = "LOCATION"
    /// Nationalities, religious and political groups.
    case group = "NORP"
    /// Buildings, airports, roads, bridges.
    case facility = "FACILITY"
    /// Wars, elections, games, storms with a name.
    case event = "EVENT"
    /// Laws, treaties, court rulings.
    case law = "LAW"
    /// Books, films, songs, newspapers as works.
    case work = "WORK"
    /// Vehicles, weapons, foods, programs.
    case product = "PRODUCT"
}
