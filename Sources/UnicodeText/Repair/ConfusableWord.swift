/// A run of letters and their marks, with apostrophes inside, and how many letters are of which kind.
struct ConfusableWord {
    private(set) var range: Range<Int>
    private var counts = [Int](repeating: 0, count: Int(LookAlikes.Kind.other.rawValue) + 1)
    private var last: LookAlikes.Alphabet?

    /// How often one alphabet follows another.
    private(set) var switchCount = 0

    private init(start: Int) { range = start..<start }

    /// The words of a text.
    static func words(in scalars: [Unicode.Scalar], _ kinds: [LookAlikes.Kind]) -> [ConfusableWord]
    {
        var words: [ConfusableWord] = []
        var index = 0
        while index < scalars.count {
            guard kinds[index].isLetter else {
                index += 1
                continue
            }
            var word = ConfusableWord(start: index)
            while index < scalars.count, continues(at: index, scalars, kinds) {
                word.add(kinds[index])
                index += 1
            }
            word.range = word.range.lowerBound..<index
            words.append(word)
        }
        return words
    }

    private static func continues(
        at index: Int,
        _ scalars: [Unicode.Scalar],
        _ kinds: [LookAlikes.Kind]
    ) -> Bool {
        if kinds[index] != .none { return true }
        let isApostrophe = scalars[index] == "'" || scalars[index] == "\u{2019}"
        return isApostrophe && index + 1 < kinds.count && kinds[index + 1].isLetter
    }

    private mutating func add(_ kind: LookAlikes.Kind) {
        guard kind.isLetter else { return }
        counts[Int(kind.rawValue)] += 1
        if let last, kind.alphabet != last { switchCount += 1 }
        last = kind.alphabet ?? last
    }

    /// The number of letters of a kind.
    func count(_ kind: LookAlikes.Kind) -> Int { counts[Int(kind.rawValue)] }

    /// The number of letters of an alphabet.
    func count(of alphabet: LookAlikes.Alphabet) -> Int {
        switch alphabet {
        case .latin: count(.plain) + count(.latin) + count(.strange) + count(.phonetic)
        case .cyrillic: count(.cyrillic)
        case .greek: count(.greek) + count(.symbol)
        }
    }

    /// Whether the word has letters that may be look-alikes of others in it.
    var isSuspect: Bool {
        let alphabets = LookAlikes.Alphabet.allCases.count { count(of: $0) > 0 }
        return alphabets > 1 || (alphabets == 1 && count(.remote) > 0)
            || (count(.strange) > 0 && count(.plain) > 0)
    }
}

/// What a text as a whole tells about the words in it.
struct ConfusableEvidence {
    /// The alphabet of most letters of words in one script; nil when two have as many.
    private(set) var majority: LookAlikes.Alphabet?

    /// The alphabets with whole words that do not look like words of another.
    private(set) var scripts: Set<LookAlikes.Alphabet> = []

    /// Whether there are letters or signs of phonetic or African alphabets.
    private(set) var isPhonetic = false

    init(_ words: [ConfusableWord], _ scalars: [Unicode.Scalar], _ kinds: [LookAlikes.Kind]) {
        var letters = [Int](repeating: 0, count: LookAlikes.Alphabet.allCases.count)
        for word in words {
            if word.count(.phonetic) > 0 { isPhonetic = true }
            guard !word.isSuspect, let alphabet = kinds[word.range.lowerBound].alphabet else {
                continue
            }
            letters[alphabet.rawValue] += word.count(of: alphabet)
            if word.range.contains(where: { isOwn(scalars[$0], kinds[$0]) }) {
                scripts.insert(alphabet)
            }
        }
        let most = letters.max() ?? 0
        let leading = LookAlikes.Alphabet.allCases.filter { letters[$0.rawValue] == most }
        majority = most > 0 && leading.count == 1 ? leading.first : nil
    }

    /// Whether a letter looks like none of another alphabet.
    private func isOwn(_ scalar: Unicode.Scalar, _ kind: LookAlikes.Kind) -> Bool {
        guard kind.isLetter else { return false }
        if kind == .plain {
            return LookAlikes.shared.letter(for: scalar, in: .cyrillic) == nil
        }
        return LookAlikes.shared.latin(for: scalar) == nil
    }
}
