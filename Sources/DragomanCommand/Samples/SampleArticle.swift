/// An article that `demo` enqueues. What it tells is invented; the places, organizations and historical persons are real.
struct SampleArticle: Sendable {
    /// The enqueuer's name for it.
    let key: String
    /// What its source says the language is.
    let language: String
    /// The headline.
    let title: String
    /// The text.
    let body: String

    /// All of them, script by script.
    static let all: [SampleArticle] = latin + cyrillicAndGreek + semitic + asian
}
