/// A place of the table.
struct Place: Sendable {
    /// What it is.
    enum Level: Sendable {
        case country, first, second, region, town
    }

    var index: Int
    /// Its GeoNames id, or 0 where the sources do not tell it.
    var id: Int
    var latitude: Double
    var longitude: Double
    var level: Level
    /// The binary logarithm of its inhabitants.
    var population: Float
    /// Whether it is the capital of its country.
    var isCapital: Bool
}
