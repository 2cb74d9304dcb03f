internal import ArticleAnalysis

/// A candidate that was taken for a name.
struct TypedMention: Sendable {
    var candidate: Candidate
    var type: EntityType
    /// The probability that it is a name of this type.
    var confidence: Double
}

/// Decides which candidates are names and of what type, from what they are made of, what stands beside them and what the rest of the article says.
///
/// The confidences are the share of right answers each rule had on annotated English news, rounded.
struct TypeRules {
    let gazetteer: Gazetteer
    /// The last words of names that are persons' beyond doubt, and their first words.
    private var surnames = HashIndex()
    /// The last words of names that are probably persons'.
    private var weakSurnames = HashIndex()
    /// Words that are names mid-sentence.
    private var nameStarts = HashIndex()
    /// How often a word stands alone as a candidate.
    private var repeated = HashIndex()
    /// Type of longer names, by acronym.
    private var acronyms = HashIndex()
    private let evidence: ArticleEvidence

    /// Reads the whole article's candidates first, so that a name said once in full is known everywhere.
    init(_ candidates: [Candidate], title: [Candidate], evidence: ArticleEvidence, gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
        self.evidence = evidence
        for candidate in title + candidates where candidate.entry < 0 && candidate.shape == nil {
            let isNamed = candidate.words >= 2 && candidate.words <= 4 && candidate.firstRoles.contains(.given)
            if isNamed || candidate.clues.contains(.titled) && candidate.words <= 4 {
                surnames.set(candidate.lastKey, 1)
                surnames.set(candidate.lastStem, 1)
            }
        }
        // Names of several words that the rules take for persons' on weaker grounds, once what is certain is known.
        for candidate in candidates where candidate.entry < 0 && candidate.shape == nil && candidate.words >= 2 && candidate.words <= 3 {
            if several(candidate)?.0 == .person, surnames[candidate.lastKey] == nil { weakSurnames.set(candidate.lastKey, 1) }
        }
        for candidate in candidates where candidate.shape == .organization || candidate.entry >= 0 {
            if candidate.words >= 2, gazetteer.entry(candidate)?.type ?? .organization == .organization {
                acronyms.set(candidate.initials, 1)
            }
        }
        for candidate in candidates where candidate.words == 1 { repeated.set(candidate.lastKey, (repeated[candidate.lastKey] ?? 0) + 1) }
        for candidate in candidates where !candidate.clues.contains(.opensSentence) && !candidate.clues.contains(.headline) {
            nameStarts.set(candidate.firstKey, 1)
        }
    }

    /// The type of a candidate, or `nil` when it is no name.
    func type(of candidate: Candidate) -> TypedMention? {
        guard let (type, confidence) = decide(candidate) else { return nil }
        return TypedMention(candidate: candidate, type: type, confidence: confidence)
    }

    /// The rules, strongest first.
    private func decide(_ candidate: Candidate) -> (EntityType, Double)? {
        let clues = candidate.clues
        if let entry = gazetteer.entry(candidate) { return known(candidate, entry) }
        if clues.contains(.caseless) { return (candidate.shape ?? .person, 0.65) }
        if let shape = candidate.shape { return shaped(candidate, shape) }
        if clues.contains(.titled), candidate.words <= 4, !clues.contains(.noun), !isOrdinary(candidate) || candidate.words > 1 {
            return (.person, 0.86)
        }
        if candidate.words >= 2 { return several(candidate) }
        return single(candidate)
    }

    /// A name of the gazetteer.
    private func known(_ candidate: Candidate, _ entry: Gazetteer.Entry) -> (EntityType, Double)? {
        let type = entry.type
        let clues = candidate.clues
        if candidate.words == 1 {
            if surnames[candidate.lastKey] != nil, !entry.isCountry, type != .group, !clues.contains(.afterPlacePreposition) {
                return (.person, 0.75)
            }
            // "Nice", "Split", "Reading" at the start of a sentence are words.
            if clues.contains(.everyday), clues.contains(.opensSentence) || clues.contains(.headline), !clues.contains(.acronym) {
                return entry.isCountry ? (type, 0.65) : nil
            }
        }
        switch type {
        case .geopolitical: return (type, entry.isCountry ? 0.88 : 0.85)
        case .group: return (type, 0.85)
        case .organization: return (type, clues.contains(.headline) && clues.contains(.acronym) ? 0.5 : 0.8)
        case .person: return (type, 0.75)
        case .location: return (type, 0.8)
        default: return (type, 0.6)
        }
    }

    /// A name whose words tell its type.
    private func shaped(_ candidate: Candidate, _ shape: EntityType) -> (EntityType, Double)? {
        if candidate.clues.contains(.headline), candidate.words > 4 { return nil }
        switch shape {
        case .organization: return (shape, 0.65)
        case .location, .geopolitical: return (shape, 0.7)
        case .person: return (shape, 0.7)
        default: return (shape, 0.5)
        }
    }

    /// An unknown name of several words.
    private func several(_ candidate: Candidate) -> (EntityType, Double)? {
        let clues = candidate.clues
        let isShort = candidate.words <= 4
        if candidate.firstRoles.contains(.given), isShort { return (.person, 0.87) }
        if isShort, !candidate.lastRoles.isDisjoint(with: [.famous, .surname]), !clues.contains(.acronym) { return (.person, 0.65) }
        if isShort, surnames[candidate.lastKey] != nil { return (.person, 0.65) }
        if isShort, clues.contains(.particle) || clues.contains(.initials) {
            return clues.contains(.afterPlacePreposition) ? (.location, 0.45) : (.person, 0.4)
        }
        if clues.contains(.adjective) { return nil }
        if clues.contains(.nounLanguage) {
            let isNoun = !clues.isDisjoint(with: [.noun, .everyday, .afterThe]) || candidate.words > 3
            return isNoun ? nil : (.person, 0.4)
        }
        if clues.contains(.headline) { return nil }
        if clues.contains(.everyday), clues.contains(.opensSentence) { return nil }
        if clues.contains([.everyday, .everydayEnd]) { return nil }
        if candidate.firstRoles.contains(.placeModifier) { return (.location, 0.45) }
        if clues.contains(.beforeSayVerb) { return (.person, 0.68) }
        if clues.contains(.besideOrganizationNoun) { return (.organization, 0.5) }
        if clues.contains(.afterPlacePreposition) { return (.location, 0.45) }
        if clues.contains(.afterThe) || candidate.words > 3 { return (.organization, 0.25) }
        return (.person, 0.4)
    }

    /// An unknown name of one word.
    private func single(_ candidate: Candidate) -> (EntityType, Double)? {
        let clues = candidate.clues
        if candidate.length < 2 { return nil }
        if clues.contains(.acronym) {
            if acronyms[candidate.lastKey] != nil { return (.organization, 0.8) }
            if clues.contains(.headline) || candidate.length > 6 || candidate.lastRoles.contains(.opener) { return nil }
            return candidate.length >= 3 ? (.organization, 0.5) : nil
        }
        if surnames[candidate.lastKey] != nil || surnames[candidate.lastStem] != nil,
            !clues.contains(.afterThe) || !clues.contains(.everyday)
        {
            return clues.contains(.everyday) && clues.contains(.opensSentence) ? nil : (.person, 0.86)
        }
        if candidate.lastRoles.contains(.famous), !(clues.contains(.everyday) && clues.contains(.opensSentence)) { return (.person, 0.65) }
        if isOrdinary(candidate) || clues.contains(.headline) { return nil }
        if weakSurnames[candidate.lastKey] != nil, !clues.contains(.afterThe) { return (.person, 0.7) }
        if !candidate.lastRoles.isDisjoint(with: Roles.endings.union(Roles.heads)) { return nil }
        if clues.contains(.nounLanguage) {
            if clues.contains(.noun) { return nil }
            return candidate.lastRoles.isDisjoint(with: [.given, .surname]) ? nil : (.person, 0.6)
        }
        if clues.contains(.opensSentence), nameStarts[candidate.firstKey] == nil, candidate.firstRoles.isDisjoint(with: [.given, .surname])
        {
            return clues.contains(.beforeSayVerb) ? (.person, 0.5) : nil
        }
        if clues.contains(.compound) { return nil }
        if clues.contains(.adjective) { return nil }
        if clues.contains(.particle) { return clues.contains(.afterPlacePreposition) ? (.geopolitical, 0.6) : (.person, 0.5) }
        if candidate.lastRoles.contains(.given) || clues.contains(.beforeSayVerb) { return (.person, 0.68) }
        if clues.contains(.afterPlacePreposition), !clues.contains(.afterThe) { return (.geopolitical, 0.7) }
        if clues.contains(.besideOrganizationNoun) { return (.organization, 0.5) }
        if candidate.lastRoles.contains(.surname) { return (.person, 0.7) }
        // One mention of an unknown word is more often a term than a person.
        if clues.contains(.afterThe) || repeated[candidate.lastKey] ?? 0 < 2 && !clues.contains(.possessive) { return nil }
        return (.person, 0.35)
    }

    /// Whether a word is one that also stands in lowercase, here or in everyday text.
    private func isOrdinary(_ candidate: Candidate) -> Bool {
        candidate.clues.contains(.everyday) || evidence.lowercase[candidate.firstKey] != nil
            || !candidate.firstRoles.isDisjoint(with: [.opener, .calendar, .title, .titleModifier])
    }
}

extension Gazetteer {
    /// The entry a candidate is a name of.
    func entry(_ candidate: Candidate) -> Entry? { entry(at: candidate.entry) }
}
