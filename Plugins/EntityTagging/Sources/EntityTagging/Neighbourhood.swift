/// Where the toponyms of an article are likely to be, so that a candidate can be weighed by how near it is to them.
struct Neighbourhood {
    /// A place that a toponym may mean.
    private struct Anchor {
        var latitude: Float
        var longitude: Float
        var cosine: Float
        var weight: Float
        var isCapital: Bool
        /// Its index in the table.
        var place: Int
    }

    private var anchors: [Anchor] = []
    /// The anchors of each toponym.
    private var ranges: [Range<Int>] = []

    /// So many toponyms before and behind one are its neighbours.
    private static let reach = 12
    /// What a capital counts as a neighbour of a small place: it may stand for its government, and is named in articles about anything.
    private static let capital: Float = 0.25
    /// The binary logarithm of the inhabitants of places that are small beside it.
    private static let small: Float = 16.5
    /// The likeliest places of a neighbour that are looked at.
    private static let mostAnchors = 3
    /// The whole worth of near neighbours, in powers of ten.
    private static let worth: Float = 4
    /// At this distance a neighbour counts half: 0.5 degrees are 56 km.
    private static let halfway: Float = 0.5
    /// Farther than this it does not count.
    private static let farthest: Float = 4

    /// Nobody is anybody's neighbour.
    init() {}

    /// Places countries nowhere: their middle is near to nothing.
    init(_ toponyms: ArraySlice<Toponym>) {
        for toponym in toponyms {
            let start = anchors.count
            let likely = toponym.candidates.filter { $0.probability > 0.05 && ($0.place.level == .town || $0.place.level == .second) }
                .sorted { ($0.probability, $1.place.index) > ($1.probability, $0.place.index) }
            for candidate in likely.prefix(Neighbourhood.mostAnchors) {
                anchors.append(
                    Anchor(
                        latitude: Float(candidate.place.latitude), longitude: Float(candidate.place.longitude), cosine: candidate.cosine,
                        weight: candidate.probability * toponym.weight, isCapital: candidate.place.isCapital,
                        place: candidate.place.index))
            }
            ranges.append(start..<anchors.count)
        }
    }

    /// What the neighbours of a toponym say for one of its candidates.
    func support(_ candidate: PlaceCandidate, of index: Int) -> Float {
        guard index < ranges.count, candidate.place.level == .town || candidate.place.level == .second else { return 0 }
        let (latitude, longitude) = (Float(candidate.place.latitude), Float(candidate.place.longitude))
        let from = ranges[max(0, index - Neighbourhood.reach)].lowerBound
        let to = ranges[min(ranges.count - 1, index + Neighbourhood.reach)].upperBound
        let ofCapital = candidate.place.population < Neighbourhood.small ? Neighbourhood.capital : 1
        var sum: Float = 0
        for at in from..<to where !ranges[index].contains(at) {
            let anchor = anchors[at]
            // Two names are seldom of one place: "San Juan" does not say that "Puerto Rico" is an old name of it.
            guard anchor.place != candidate.place.index else { continue }
            let north = abs(anchor.latitude - latitude)
            guard north < Neighbourhood.farthest else { continue }
            var east = abs(anchor.longitude - longitude)
            if east > 180 { east = 360 - east }
            east *= (anchor.cosine + candidate.cosine) / 2
            let square = north * north + east * east
            guard square < Neighbourhood.farthest * Neighbourhood.farthest else { continue }
            sum += anchor.weight * (anchor.isCapital ? ofCapital : 1) / (1 + square / (Neighbourhood.halfway * Neighbourhood.halfway))
        }
        return Neighbourhood.worth * sum / (sum + 0.7)
    }
}
