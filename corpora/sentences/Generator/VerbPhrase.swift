/// How an event is told: its tense, aspect, polarity and modality.
enum Mood {
    case past, present, often, never, future, goingTo, progressive, pastProgressive, perfect
    case presentNegative, pastNegative, futureNegative
    case can, cannot, couldNot, wantsTo, wantedTo, hasTo, hadTo, usedTo, should, might

    /// The list of time expressions that fit events of a scale ("daily", "rare", "nature").
    func timeList(_ scale: String) -> String {
        switch self {
        case .past, .pastNegative, .hadTo, .couldNot: "time.past.\(scale)"
        case .present, .often, .presentNegative: "time.habit.\(scale)"
        case .future, .goingTo, .futureNegative, .should, .might, .hasTo, .wantsTo:
            "time.future.\(scale)"
        case .cannot: "time.today"
        case .progressive: "time.now"
        case .pastProgressive: "time.during"
        case .usedTo: "time.young"
        case .perfect, .can, .never, .wantedTo: "time.none"
        }
    }

    /// Whether a time expression may come first: "tomorrow she will", but not "tomorrow she must".
    var takesTimeFirst: Bool {
        switch self {
        case .past, .present, .often, .future, .goingTo, .pastProgressive: true
        default: false
        }
    }

    /// Moods of an activity that may be a habit, with weights.
    static let activity: [(Mood, Int)] = [
        (.past, 24), (.present, 10), (.often, 9), (.never, 3), (.future, 9), (.goingTo, 4),
        (.progressive, 8), (.pastProgressive, 6), (.perfect, 5), (.presentNegative, 4),
        (.pastNegative, 5), (.futureNegative, 3), (.can, 2), (.cannot, 2), (.couldNot, 2),
        (.wantsTo, 4), (.wantedTo, 2), (.hasTo, 2), (.hadTo, 2), (.usedTo, 3), (.should, 2),
        (.might, 2),
    ]

    /// Moods of an event that happens once.
    static let event: [(Mood, Int)] = [
        (.past, 38), (.future, 11), (.goingTo, 6), (.perfect, 9), (.pastNegative, 8),
        (.futureNegative, 3), (.couldNot, 3), (.wantsTo, 6), (.wantedTo, 4), (.hasTo, 2),
        (.hadTo, 2), (.should, 2), (.might, 4),
    ]

    /// Moods of something that happens to the subject, without a will or a duty.
    static let happening: [(Mood, Int)] = [
        (.past, 62), (.perfect, 18), (.pastNegative, 12),
    ]

    /// Moods of what an animal does.
    static let instinct: [(Mood, Int)] = [
        (.past, 34), (.present, 16), (.often, 16), (.progressive, 16), (.pastProgressive, 12),
        (.pastNegative, 6), (.perfect, 4), (.never, 4),
    ]

    /// Moods of a state.
    static let state: [(Mood, Int)] = [(.past, 30), (.present, 45), (.presentNegative, 25)]

    /// Moods of a question about an event.
    static let eventQuestion: [(Mood, Int)] = [(.past, 55), (.future, 33), (.perfect, 12)]

    /// Moods that also make a question.
    static let question: [(Mood, Int)] = [
        (.past, 38), (.present, 14), (.future, 20), (.progressive, 14), (.perfect, 10), (.can, 6),
    ]
}

/// A conjugated verb in two parts, so that a question can put its subject between them.
struct VerbPhrase {
    let auxiliary: String
    let main: String

    init(_ verb: Verb, _ mood: Mood, _ person: Person, asking: Bool, adverb: String) {
        let pair = VerbPhrase.parts(verb, mood, person, adverb)
        auxiliary = asking ? VerbPhrase.questionAuxiliary(mood, person) ?? pair.0 : pair.0
        main = asking && VerbPhrase.questionAuxiliary(mood, person) != nil ? verb.base : pair.1
    }

    private static func questionAuxiliary(_ mood: Mood, _ person: Person) -> String? {
        switch mood {
        case .past: "did"
        case .present: person.doPresent
        default: nil
        }
    }

    private static func parts(
        _ verb: Verb,
        _ mood: Mood,
        _ person: Person,
        _ adverb: String
    ) -> (String, String) {
        let plainForm = Verb("want")
        switch mood {
        case .past: return ("", verb.past(person))
        case .present: return ("", verb.present(person))
        case .often: return ("", adverb + " " + verb.present(person))
        case .never: return ("", "never " + verb.present(person))
        case .future: return ("will", verb.base)
        case .goingTo: return (person.bePresent, "going to " + verb.base)
        case .progressive: return (person.bePresent, verb.gerund)
        case .pastProgressive: return (person.bePast, verb.gerund)
        case .perfect: return (person.have, adverb + " " + verb.participle)
        case .presentNegative: return (person.doPresent + "n't", verb.base)
        case .pastNegative: return ("didn't", verb.base)
        case .futureNegative: return ("won't", verb.base)
        case .can: return ("can", verb.base)
        case .cannot: return ("can't", verb.base)
        case .couldNot: return ("couldn't", verb.base)
        case .wantsTo: return ("", plainForm.present(person) + " to " + verb.base)
        case .wantedTo: return ("", "wanted to " + verb.base)
        case .hasTo: return ("", person.have + " to " + verb.base)
        case .hadTo: return ("", "had to " + verb.base)
        case .usedTo: return ("", "used to " + verb.base)
        case .should: return ("should", verb.base)
        case .might: return ("might", verb.base)
        }
    }

    /// Returns the form of a second verb joined by "and", as in "sat and waited".
    static func following(_ verb: Verb, _ mood: Mood, _ person: Person) -> String {
        switch mood {
        case .past: verb.past(person)
        case .present, .often, .never: verb.present(person)
        case .progressive, .pastProgressive: verb.gerund
        case .perfect: verb.participle
        default: verb.base
        }
    }
}
