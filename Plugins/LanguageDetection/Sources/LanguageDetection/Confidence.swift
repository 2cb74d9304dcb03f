internal import Glibc

/// How probable it is that an answer is right: a logistic model fitted by `Tools/calibrate.py` on texts whose language is known.
enum Confidence {
    /// No text proves itself: the best answer is given this.
    static let ceiling = 0.999

    /// Texts with fewer letters are trusted by a table of their own.
    static let short = 100

    /// More letters than this make no difference: the texts the model was fitted on were not longer.
    static let enough = 3000

    /// The probability that the language of this evidence is the text's.
    static func probability(of evidence: Evidence) -> Double {
        let grade = grades[evidence.grade] ?? (base: 0, slope: 0)
        let letters = log(Double(min(max(1, evidence.letters), enough)))
        let share = purity * (evidence.percent / 100 - 1)
        let table = evidence.grade != .sure ? others : evidence.letters < short ? brief : long
        let logit = grade.base + grade.slope * letters + share + table[evidence.language, default: 0]
        // No model was fitted for documents in many languages: one that has less than half of the text is trusted in proportion.
        let most = min(ceiling, evidence.percent / 50)
        return rounded(min(most, 1 / (1 + exp(-logit))))
    }

    /// Three digits: more would be pretended.
    static func rounded(_ probability: Double) -> Double { (probability * 1000).rounded() / 1000 }
}
