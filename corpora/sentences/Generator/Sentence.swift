/// One sentence in the making: expands a frame, keeping track of who is spoken about.
struct SentenceBuilder {
    private let lexicon: Lexicon
    private var generator: SplitMix64
    private var person = Person.it
    private var earlierSubjects: [String] = []
    private var mood = Mood.past
    private var isQuestion = false
    private var frontsTime = false
    private var hidesTime = false
    private var pendingMain = ""
    private var verbKind = ""
    private var scale = "daily"

    init(lexicon: Lexicon, generator: SplitMix64) {
        self.lexicon = lexicon
        self.generator = generator
    }

    /// The random stream after the sentence, from which the next one continues.
    var generatorAfterwards: SplitMix64 { generator }

    /// Returns the words of one sentence made from `frame`, not yet polished.
    mutating func build(_ frame: [Node]) throws -> String {
        verbKind = SentenceBuilder.verbKind(of: frame)
        scale = verbKind == "A" ? "nature" : SentenceBuilder.isRare(frame) ? "rare" : "daily"
        chooseMood(verbKind, mayAsk: SentenceBuilder.mayAsk(frame))
        hidesTime = !generator.chance(55)
        frontsTime = !isQuestion && !hidesTime && mood.takesTimeFirst && generator.chance(25)
        if isQuestion { return try question(frame) }
        let body = try expand(frame)
        guard frontsTime, SentenceBuilder.mentionsTime(frame) else { return body }
        let time = try expression(of: mood.timeList(scale))
        return time.isEmpty ? body : time + (time.contains(" ") ? ", " : " ") + body
    }

    private mutating func chooseMood(_ kind: String, mayAsk: Bool) {
        isQuestion = mayAsk && generator.chance(["V", "C", "E"].contains(kind) ? 11 : 0)
        let table =
            switch kind {
            case "E": isQuestion ? Mood.eventQuestion : Mood.event
            case "G": Mood.happening
            case "A": Mood.instinct
            case "C" where !isQuestion: Mood.activity.filter { $0.0 != .usedTo }
            case "H": Mood.state
            default: isQuestion ? Mood.question : Mood.activity
            }
        mood = generator.pick(
            weighted: table.filter { scale != "rare" || $0.0 != .pastProgressive }
        )
    }

    private mutating func question(_ frame: [Node]) throws -> String {
        let asksWhen = (mood == .past || mood == .future) && generator.chance(25)
        let asksWhy = !asksWhen && (mood == .past || mood == .progressive) && generator.chance(25)
        hidesTime = hidesTime || asksWhen
        let body = try expand(frame)
        return (asksWhen ? "when " : asksWhy ? "why " : "") + body + "?"
    }

    private static func verbKind(of frame: [Node]) -> String {
        for case .slot(let kind, _) in frame where verbKinds.contains(kind) {
            return kind
        }
        return ""
    }

    private static func mayAsk(_ frame: [Node]) -> Bool {
        guard frame.count > 2, case .slot("S", _) = frame[0], case .slot = frame[2] else {
            return false
        }
        return mentionsTime(frame)
    }

    private static func isRare(_ frame: [Node]) -> Bool {
        frame.contains { node in
            if case .slot("TT", _) = node { true } else { false }
        }
    }

    private static func mentionsTime(_ frame: [Node]) -> Bool {
        frame.contains { node in
            if case .slot(let kind, _) = node { kind == "T" || kind == "TT" } else { false }
        }
    }

    private mutating func expand(_ nodes: [Node]) throws -> String {
        var result = ""
        for (index, node) in nodes.enumerated() {
            switch node {
            case .text(let text): result += text
            case .choice(let alternatives): result += try expand(generator.pick(alternatives))
            case .slot("S", let name):
                let subject = try chooseSubject(name)
                result += try subjectText(subject, verbAfter: index, in: nodes)
            case .slot(let kind, let argument): result += try fill(kind, argument)
            }
        }
        return result
    }

    private mutating func subjectText(
        _ subject: String,
        verbAfter index: Int,
        in nodes: [Node]
    ) throws -> String {
        guard isQuestion, pendingMain.isEmpty, index + 2 < nodes.count,
            case .slot(_, let lemma) = nodes[index + 2]
        else { return subject }
        let phrase = verbPhrase(lemma)
        pendingMain = phrase.main
        return phrase.auxiliary + " " + subject
    }

    private mutating func verbPhrase(_ lemma: String) -> VerbPhrase {
        let adverbs =
            mood == .often
            ? ["often", "usually", "always", "sometimes", "rarely"]
            : isQuestion
                ? ["already", "ever"]
                : ["G", "A"].contains(verbKind)
                    ? ["just"] : ["already", "just", "never", "finally"]
        let adverb = generator.pick(adverbs)
        return VerbPhrase(Verb(lemma), mood, person, asking: isQuestion, adverb: adverb)
    }

    private mutating func fill(_ kind: String, _ argument: String) throws -> String {
        let verb = Verb(argument)
        switch kind {
        case "V", "C", "A", "E", "G", "H": return mainVerb(argument)
        case "pres": return verb.present(person)
        case "past": return verb.past(person)
        case "ing": return verb.gerund
        case "pp": return verb.participle
        case "is": return person.bePresent
        case "was": return person.bePast
        case "isnot": return person == .i ? "am not" : person.bePresent + "n't"
        case "also": return VerbPhrase.following(verb, mood, person)
        case "has": return person.have
        case "does": return person.doPresent
        case "he": return person.subject
        case "him": return person.object
        case "himself": return person.reflexive
        case "T", "TT": return try time()
        case "P": return companion()
        case "name": return freshName()
        case "P2", "P3": return generator.chance(65) ? freshName() : kin("my").0
        default: return try nounPhrase(kind, argument)
        }
    }

    private mutating func mainVerb(_ lemma: String) -> String {
        if isQuestion { return pendingMain }
        let phrase = verbPhrase(lemma)
        return phrase.auxiliary.isEmpty ? phrase.main : phrase.auxiliary + " " + phrase.main
    }

    private mutating func expression(of list: String) throws -> String {
        try expand(generator.pick(lexicon.phraseList(list)))
    }

    private mutating func time() throws -> String {
        if hidesTime || frontsTime { return "" }
        return try expression(of: mood.timeList(scale))
    }

    /// Fills `{a:class}`, `{the:class}`, `{his:class}`, `{s:class}` (bare plural), `{n:class}`
    /// (number and plural), `{bare:class}` and `{@:list}`.
    private mutating func nounPhrase(_ kind: String, _ name: String) throws -> String {
        if kind == "@" { return try expression(of: name) }
        if kind == "his", name.isEmpty { return person.possessive }
        let nounClass = try lexicon.nounClass(name)
        let noun = generator.pick(nounClass.nouns)
        let describes = !nounClass.adjectives.isEmpty && kind != "bare" && generator.chance(30)
        let adjective = describes ? generator.pick(nounClass.adjectives) + " " : ""
        let singular = adjective + noun.singular
        let plural = noun.isMass ? singular : adjective + noun.plural
        switch kind {
        case "a": return (noun.isMass ? generator.pick(["", "some "]) : "a ") + singular
        case "the": return "the " + singular
        case "thes": return "the " + plural
        case "his": return person.possessive + " " + singular
        case "hiss": return person.possessive + " " + plural
        case "s": return plural
        case "bare": return singular
        case "n": return noun.isMass ? "some " + singular : generator.pick(counts) + " " + plural
        case "o": return try anyDeterminer(singular, isMass: noun.isMass)
        default: throw GrammarError.unknownName(kind)
        }
    }

    private var counts: [String] { ["two", "three", "four", "five", "many", "several", "a few"] }

    private mutating func anyDeterminer(_ noun: String, isMass: Bool) throws -> String {
        let choices: [(String, Int)] = [
            (isMass ? "some " : "a ", 40), ("the ", 35), (person.possessive + " ", 15),
            ("this ", 5), ("that ", 5),
        ]
        return generator.pick(weighted: choices) + noun
    }
}

extension SentenceBuilder {
    /// Chooses a subject and makes it the person that later words agree with.
    private mutating func chooseSubject(_ name: String) throws -> String {
        var choice = try subjectCandidate(name)
        while earlierSubjects.contains(choice.0) {
            choice = try subjectCandidate(name)
        }
        earlierSubjects.append(choice.0)
        person = choice.1
        return choice.0
    }

    private mutating func subjectCandidate(_ name: String) throws -> (String, Person) {
        switch name {
        case "": return isQuestion ? askedSubject() : toldSubject()
        case "third", "third2":
            return generator.chance(60) ? generator.pick(lexicon.names) : kin("my")
        case "name": return generator.pick(lexicon.names)
        case "it": return ("it", .it)
        case "you": return ("you", .you)
        case "I": return ("I", .i)
        default: return try classSubject(name)
        }
    }

    private mutating func classSubject(_ name: String) throws -> (String, Person) {
        if name.hasSuffix("+") {
            let nounClass = try lexicon.nounClass(String(name.dropLast()))
            let noun = generator.pick(nounClass.nouns)
            return ("the " + (noun.isMass ? noun.singular : noun.plural), noun.isMass ? .it : .they)
        }
        let nounClass = try lexicon.nounClass(name)
        let noun = generator.pick(nounClass.nouns)
        let describes = !nounClass.adjectives.isEmpty && generator.chance(25)
        let adjective = describes ? generator.pick(nounClass.adjectives) + " " : ""
        return ("the " + adjective + noun.singular, SentenceBuilder.person(of: noun.singular))
    }

    private static func person(of noun: String) -> Person {
        let last = noun.split(separator: " ").last.map(String.init) ?? noun
        if femaleRoles.contains(last) { return .she }
        return maleRoles.contains(last) ? .he : .it
    }

    private mutating func toldSubject() -> (String, Person) {
        let pronouns: [((String, Person), Int)] = [
            (("I", .i), 13), (("he", .he), 10), (("she", .she), 10), (("we", .we), 9),
            (("they", .they), 7),
        ]
        switch generator.integer(below: 100) {
        case 0..<46: return generator.pick(weighted: pronouns)
        case 46..<74: return generator.pick(lexicon.names)
        case 74..<82: return pair()
        default: return kin(generator.pick(["my", "my", "my", "his", "her", "our"]))
        }
    }

    private mutating func pair() -> (String, Person) {
        let first = generator.pick(lexicon.names).word
        return (first + " and " + generator.pick(lexicon.names).word, .they)
    }

    private mutating func askedSubject() -> (String, Person) {
        switch generator.integer(below: 100) {
        case 0..<40: return ("you", .you)
        case 40..<60: return generator.pick([("he", .he), ("she", .she), ("they", .they)])
        case 60..<82: return generator.pick(lexicon.names)
        default: return kin("your")
        }
    }

    private mutating func kin(_ possessive: String) -> (String, Person) {
        let (word, person) = generator.pick(lexicon.people)
        return (possessive + " " + word, person)
    }

    private mutating func freshName() -> String {
        generator.pick(lexicon.names).word
    }

    /// A person beside the subject: a name, or someone of the subject's own circle.
    private mutating func companion() -> String {
        if generator.chance(45) { return freshName() }
        let possessive = earlierSubjects.isEmpty ? "my" : person.possessive
        return possessive + " " + generator.pick(lexicon.people).word
    }
}

/// The slots that hold the main verb: of an activity, a child's activity, an animal's, an event,
/// a mishap or find, and a state.
private let verbKinds: Set = ["V", "C", "A", "E", "G", "H"]
