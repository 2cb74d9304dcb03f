internal import ArticleAnalysis

/// How much an article says of each country and each division of the first level.
struct PlaceEvidence {
    private var countries: [Int: Float] = [:]
    private var divisions: [Int: Float] = [:]
    private var ofCountries: Float = 0
    private var ofDivisions: Float = 0
    /// Divisions themselves, by their country.
    private var siblings: [Int: Float] = [:]

    /// Evidence of one country alone is worth this much, in powers of ten.
    private static let country: Float = 2.0
    private static let division: Float = 2.0
    /// What other divisions of a country are worth, where a name is that of one and of another country: "senators of Utah and Georgia".
    private static let sibling: Float = 2.0
    /// So little is nothing, so much is several mentions.
    private static let nothing: Float = 0.05, much: Float = 1.5
    /// Keeps a single mention from counting as the whole article.
    private static let doubt: Float = 1

    /// Notes a people or a body of a country, which is no place but says where the article is.
    mutating func note(_ type: EntityType, country: Int, mentions: Int) {
        let weight: Float = type == .group ? 0.8 : type == .organization ? 0.4 : 0
        add(weight * (1 + Float(min(mentions, 9) - 1) * 0.2), country: country, division: 0)
    }

    /// Notes what a toponym says by what it is likely to mean.
    mutating func add(_ toponym: Toponym) {
        for candidate in toponym.candidates where candidate.probability > 0.01 {
            let weight = toponym.weight * candidate.probability
            add(weight, country: candidate.country, division: candidate.first)
            if candidate.place.level == .first { siblings[candidate.country, default: 0] += weight }
        }
    }

    /// Notes that something lies in a country and a division, 0 for none.
    mutating func add(_ weight: Float, country: Int, division: Int) {
        guard weight != 0 else { return }
        if country > 0 {
            countries[country, default: 0] += weight
            ofCountries += weight
        }
        if division > 0 {
            divisions[division, default: 0] += weight
            ofDivisions += weight
        }
    }

    /// What the divisions of a country say for one more of them, in powers of ten, when `own` is taken out.
    func siblings(of country: Int, without own: PlaceEvidence) -> Float {
        let others = max(0, (siblings[country] ?? 0) - (own.siblings[country] ?? 0))
        return PlaceEvidence.sibling * others / (others + 1)
    }

    /// Whether much is said of other countries and nothing of this one, when `own` is taken out.
    func isElsewhere(than country: Int, without own: PlaceEvidence) -> Bool {
        let ofCountry = (countries[country] ?? 0) - (own.countries[country] ?? 0)
        return ofCountry < PlaceEvidence.nothing && ofCountries - own.ofCountries > PlaceEvidence.much
    }

    /// Countries of which anything is said.
    var named: Set<Int> { Set(countries.keys) }

    /// What it says for a country and a division, in powers of ten, when `own` is taken out, which came from the asker itself.
    func support(country: Int, division: Int, without own: PlaceEvidence) -> Float {
        let ofCountry = max(0, (countries[country] ?? 0) - (own.countries[country] ?? 0))
        let ofDivision = max(0, (divisions[division] ?? 0) - (own.divisions[division] ?? 0))
        let allCountries = max(0, ofCountries - own.ofCountries)
        let allDivisions = max(0, ofDivisions - own.ofDivisions)
        // Square roots: the second country of an article is in it, too.
        return PlaceEvidence.country * (ofCountry / (allCountries + PlaceEvidence.doubt)).squareRoot()
            + PlaceEvidence.division * (ofDivision / (allDivisions + PlaceEvidence.doubt)).squareRoot()
    }
}
