/// The forms of one verb.
///
/// A verb may carry words after it (`look for`), which stay unchanged.
struct Verb {
    let base: String
    let third: String
    let past: String
    let participle: String
    let gerund: String

    /// Conjugates the first word of `phrase`, by table when irregular and by spelling otherwise.
    init(_ phrase: String) {
        let words = phrase.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? " " + words[1] : ""
        let first = words.first ?? ""
        let forms = Verb.irregular[first] ?? Verb.regularForms(of: first)
        base = first + rest
        third = forms[0] + rest
        past = forms[1] + rest
        participle = forms[2] + rest
        gerund = forms[3] + rest
    }

    func present(_ person: Person) -> String {
        base == "be" ? person.bePresent : person.isThirdSingular ? third : base
    }

    func past(_ person: Person) -> String {
        base == "be" ? person.bePast : past
    }

    /// Irregular verbs: base, third person, past, participle, gerund.
    private static let irregular: [String: [String]] = {
        var table: [String: [String]] = [:]
        for line in irregularVerbs.split(separator: "\n") {
            let forms = line.split(separator: " ").map(String.init)
            table[forms[0]] = Array(forms.dropFirst())
        }
        return table
    }()

    private static let doubling = Set(doublingVerbs.split(separator: " ").map(String.init))

    private static func regularForms(of base: String) -> [String] {
        let third = base + sibilantSuffix(base)
        if doubling.contains(base), let last = base.last {
            let stem = base + String(last)
            return [third, stem + "ed", stem + "ed", stem + "ing"]
        }
        if endsInConsonantY(base) {
            let stem = String(base.dropLast())
            return [stem + "ies", stem + "ied", stem + "ied", base + "ing"]
        }
        if base.hasSuffix("e") {
            return [third, base + "d", base + "d", String(base.dropLast()) + "ing"]
        }
        return [third, base + "ed", base + "ed", base + "ing"]
    }
}

/// Returns "es" after a hissing sound and "s" otherwise.
func sibilantSuffix(_ word: String) -> String {
    ["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) } ? "es" : "s"
}

/// Returns whether a word ends in y after a consonant, as in "city" but not in "day".
func endsInConsonantY(_ word: String) -> Bool {
    guard word.hasSuffix("y"), let before = word.dropLast().last else { return false }
    return !"aeiou".contains(before)
}
