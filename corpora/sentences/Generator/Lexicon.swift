/// One noun of a class.
struct Noun {
    let singular: String
    let plural: String
    /// A mass noun ("bread") has no plural and takes no indefinite article.
    let isMass: Bool

    /// Reads `book`, `child/children` (irregular plural) or `~bread` (mass noun).
    init(_ source: String) {
        isMass = source.hasPrefix("~")
        let forms = source.drop { $0 == "~" }.split(separator: "/").map(String.init)
        singular = forms[0]
        plural = forms.count > 1 ? forms[1] : Noun.regularPlural(of: forms[0])
    }

    private static func regularPlural(of singular: String) -> String {
        endsInConsonantY(singular)
            ? singular.dropLast() + "ies" : singular + sibilantSuffix(singular)
    }
}

/// Nouns that fit the same slots, with the adjectives that fit all of them.
struct NounClass {
    let adjectives: [String]
    let nouns: [Noun]
}

/// The words and phrases of the grammar, read from its tables.
struct Lexicon {
    private var classes: [String: NounClass] = [:]
    private var phrases: [String: [[Node]]] = [:]
    let people: [(word: String, person: Person)]
    let names: [(word: String, person: Person)]

    init() throws {
        names = Lexicon.persons(women: femaleNames, men: maleNames)
        people = Lexicon.persons(women: femaleKin, men: maleKin)
        for (name, body) in Lexicon.entries(nounClasses) {
            let halves = body.split(separator: "|", omittingEmptySubsequences: false)
            classes[name] = NounClass(
                adjectives: Lexicon.words(String(halves[0])),
                nouns: Lexicon.words(String(halves[halves.count - 1])).map(Noun.init)
            )
        }
        for (name, body) in Lexicon.entries(phraseLists) {
            phrases[name] = try Lexicon.words(body, separator: ";").map(TemplateParser.parse)
        }
    }

    func nounClass(_ name: String) throws -> NounClass {
        guard let found = classes[name] else { throw GrammarError.unknownName(name) }
        return found
    }

    func phraseList(_ name: String) throws -> [[Node]] {
        guard let found = phrases[name] else { throw GrammarError.unknownName("@" + name) }
        return found
    }

    private static func persons(women: String, men: String) -> [(word: String, person: Person)] {
        words(women).map { ($0, .she) } + words(men).map { ($0, .he) }
    }

    /// Splits a table of `name: body` lines.
    private static func entries(_ table: String) -> [(String, String)] {
        var result: [(String, String)] = []
        for line in table.split(separator: "\n") {
            if let colon = line.firstIndex(of: ":") {
                result.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
            }
        }
        return result
    }

    private static func words(_ list: String, separator: Character = ",") -> [String] {
        list.split(separator: separator).map(trimmed).filter { !$0.isEmpty && $0 != "-" }
    }

    private static func trimmed(_ text: Substring) -> String {
        let front = text.drop { $0 == " " || $0 == "\n" }
        return String(front.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
    }
}
