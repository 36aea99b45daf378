/// The grammatical person of a subject: what verbs and pronouns agree with.
enum Person {
    case i, you, he, she, it, we, they

    var subject: String {
        switch self {
        case .i: "I"
        case .you: "you"
        case .he: "he"
        case .she: "she"
        case .it: "it"
        case .we: "we"
        case .they: "they"
        }
    }

    var object: String {
        switch self {
        case .i: "me"
        case .you: "you"
        case .he: "him"
        case .she: "her"
        case .it: "it"
        case .we: "us"
        case .they: "them"
        }
    }

    var possessive: String {
        switch self {
        case .i: "my"
        case .you: "your"
        case .he: "his"
        case .she: "her"
        case .it: "its"
        case .we: "our"
        case .they: "their"
        }
    }

    var reflexive: String {
        switch self {
        case .i: "myself"
        case .you: "yourself"
        case .he: "himself"
        case .she: "herself"
        case .it: "itself"
        case .we: "ourselves"
        case .they: "themselves"
        }
    }

    var isThirdSingular: Bool { self == .he || self == .she || self == .it }
    var isPlural: Bool { self == .we || self == .they }

    var bePresent: String {
        self == .i ? "am" : isThirdSingular ? "is" : "are"
    }

    var bePast: String {
        isThirdSingular || self == .i ? "was" : "were"
    }

    var have: String { isThirdSingular ? "has" : "have" }
    var doPresent: String { isThirdSingular ? "does" : "do" }
}
