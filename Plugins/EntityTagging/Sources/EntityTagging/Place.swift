/// A place of the table.
struct Place: Sendable {
    /// What it is.
    enum Level: Sendable {
        case country, first, second, region, feature, town
    }

    var index: Int
    /// Its GeoNames id, or 0 where the sources do not tell it.
    var id: Int
    var latitude: Double
    var longitude: Double
    var level: Level
    /// The binary logarithm of its inhabitants; of a feature, of what stands for them.
    var population: Float
    /// Whether it is the capital of its country.
    var isCapital: Bool
    /// Whether it is no place at all, like Mars: a name that is likelier this than a village has no location.
    var isNowhere: Bool
}
