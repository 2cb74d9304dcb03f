/// How likely it is that news means a place, before anything is known of the article; in powers of ten.
///
/// The weights, here and in the other evidence, were set by reasoning, the paragraphs of `PlacesTests` and made-up articles, not learned.
enum PlacePrior {
    /// Inhabitants count by their logarithm: ten times as many are as good as one power of ten.
    private static let perPowerOfTwo: Float = 0.301
    /// A country is meant rather than a town of its name.
    private static let country: Float = 2.3
    /// A capital is in the news more than a city of its size.
    private static let capital: Float = 1.3
    /// A first-level division without a town of its name in it.
    private static let division: Float = 0
    /// A division is called by its town's name less often than the town is.
    private static let shadowed: Float = -1.2
    /// Counties are more often called "X County" than "X".
    private static let county: Float = -0.7
    /// Most regions have no inhabitants in the sources, or lie in a country and are called "South".
    private static let region: Float = 5.5
    /// Those beyond countries, of some ten millions, are as well known: the binary logarithm of that, and what they have beyond their size.
    private static let large: Float = 23, known: Float = 1
    /// A name from another language or from former times.
    private static let lesser: Float = -1.5
    /// The kind of place the name itself says.
    private static let said: Float = 3
    /// The gazetteer of names knows in which country the place of this name usually lies.
    private static let expected: Float = 0.4

    /// The prior of a candidate.
    ///
    /// - Parameters:
    ///   - isShadowed: whether it is a division in which a town of the name lies.
    ///   - isInCountry: whether it is one or lies in one.
    ///   - isExpected: whether it lies in the country that the gazetteer of names gives.
    static func of(_ place: Place, _ reading: PlaceLookup.Reading, isShadowed: Bool, isInCountry: Bool, isExpected: Bool) -> Float {
        // Places of no inhabitants are villages.
        var prior = max(place.population, 8) * perPowerOfTwo
        switch place.level {
        // "Granada" is a name of the country Grenada, in Spanish; what English calls countries is in the gazetteer of names.
        case .country: prior += reading.isLesser ? -country : country
        case .first: prior += isShadowed && !reading.saysDivision ? shadowed : division
        case .second: prior += isShadowed && !reading.saysDivision ? shadowed : county
        case .region: prior = isInCountry || place.population < large ? region : prior + known
        // Their weight is written in the place of inhabitants.
        case .feature: break
        case .town: if place.isCapital { prior += capital }
        }
        let isDivision = place.level == .first || place.level == .second
        if reading.saysDivision && isDivision || reading.saysTown && place.level == .town { prior += said }
        if reading.isLesser { prior += lesser }
        if isExpected { prior += expected }
        return prior
    }
}
