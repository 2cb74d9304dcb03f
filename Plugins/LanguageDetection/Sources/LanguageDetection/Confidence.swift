/// How probable it is that an answer is right, from texts whose language is known.
enum Confidence {
    static func probability(of evidence: Evidence) -> Double { 0.5 }

    /// Three digits: more would be pretended.
    static func rounded(_ probability: Double) -> Double { (probability * 1000).rounded() / 1000 }
}
