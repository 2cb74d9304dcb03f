internal import Glibc

/// How probable it is that an answer is right: a logistic model fitted by `Tools/calibrate.py` on texts whose language is known.
enum Confidence {
    /// No text proves itself: the best answer is given this.
    static let ceiling = 0.999

    /// Texts with fewer letters are trusted by a table of their own.
    static let short = 100

    /// The probability that the language of this evidence is the text's.
    static func probability(of evidence: Evidence) -> Double {
        let grade = grades[evidence.grade] ?? (base: 0, slope: 0)
        let letters = log(Double(max(1, evidence.letters)))
        let share = purity * (evidence.percent / 100 - 1)
        let trust = (evidence.grade != .sure ? others : evidence.letters < short ? brief : long)[evidence.language, default: 0]
        let logit = grade.base + grade.slope * letters + share + trust
        return rounded(min(ceiling, 1 / (1 + exp(-logit))))
    }

    /// Three digits: more would be pretended.
    static func rounded(_ probability: Double) -> Double { (probability * 1000).rounded() / 1000 }
}
