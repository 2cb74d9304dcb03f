/// What a verdict rests on: the features its confidence is calibrated by.
@_spi(Calibration) public struct Evidence: Sendable, Equatable {
    /// How CLD2 came to its answer, best first.
    public enum Grade: String, Sendable, CaseIterable {
        /// CLD2 calls its answer reliable.
        case sure
        /// CLD2 has an answer and calls it unreliable.
        case doubtful
        /// The spelling of a language that CLD2 does not know well.
        case spelling
        /// CLD2 answered only when told to do its best on a text too short for it.
        case guess
        /// CLD2 knows nothing; the script alone decided.
        case script
    }

    /// How the answer came about.
    public var grade: Grade

    /// Letters of the text.
    public var letters: Int

    /// How much of the text CLD2 gives to the language, 0…100.
    public var percent: Double

    /// BCP 47 of the answer.
    public var language: String
}
