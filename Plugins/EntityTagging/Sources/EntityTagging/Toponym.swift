/// A name of the article that may be of one of several places, with all its mentions.
///
/// All mentions of a name in an article are taken to mean one place, as they nearly always do.
struct Toponym: Sendable {
    /// A mention of it in the UTF-8 of the text.
    struct Span: Sendable {
        var start: Int
        var end: Int
    }

    /// The group of mentions it is the name of.
    var group: Int
    /// In text order.
    var spans: [Span]
    /// What it may mean.
    var candidates: [PlaceCandidate]

    /// How much it says of what the article is about: more with more mentions, but ever less so.
    var weight: Float { spans.count > 8 ? 2.5 : 1 + Float(spans.count - 1) * 0.2 }
}

/// One place that a toponym may mean.
struct PlaceCandidate: Sendable {
    var place: Place
    var reading: PlaceLookup.Reading
    /// The country and the division of the first level it lies in or is; 0 for none.
    var country: Int
    var first: Int
    /// The cosine of its latitude: how long a degree of longitude is there.
    var cosine: Float
    /// How likely it is before anything is known of the article, in powers of ten.
    var prior: Float
    /// Whether it lies in the country that the gazetteer of names gives.
    var isExpected = false
    /// The share of the mentions behind which the text says that they lie where this place lies: "Paris, Texas".
    var contained: Float = 0
    /// The share of the mentions beside which there is the name of something that contains this place: "Syria's Aleppo".
    var beside: Float = 0
    /// The share of what is said of where it lies.
    var probability: Float = 0
}
