/// Writes a word's own letters for the look-alikes of other scripts in it.
///
/// A word is repaired when all its letters are of the alphabet that most of them are of (Latin,
/// Cyrillic or Greek), or look like letters of it; and when nothing tells that it is meant as it is:
///
/// - A word that changes script once, such as "PRа" in Russian, is left in a text that has whole words of
///   the other script.
/// - Greek letters that science uses as symbols (TNFα) need lower-case Latin neighbours on both sides, or
///   another look-alike in the text.
/// - Latin letters that look like plain ones, such as ɑ, must be fewer than the plain ones, all
///   others must be plain, and the text must have no letters or signs of phonetic or African alphabets.
///
/// Words of one script are never changed, nor symbols of mathematics, which are of no script.
struct ConfusableRepair {
    private let scalars: [Unicode.Scalar]
    private let kinds: [LookAlikes.Kind]
    private let words: [ConfusableWord]
    private let evidence: ConfusableEvidence

    static func repaired(_ text: String) -> RepairedText {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return RepairedText(text) }
        let repair = ConfusableRepair(text)
        guard repair.words.contains(where: \.isSuspect) else { return RepairedText(text) }
        return repair.result(text)
    }

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        kinds = scalars.map { LookAlikes.shared.kind(of: $0) }
        words = ConfusableWord.words(in: scalars, kinds)
        evidence = ConfusableEvidence(words, scalars, kinds)
    }

    private func result(_ text: String) -> RepairedText {
        var repairs = words.map { spelling(of: $0, hasWitness: false) }
        if repairs.contains(where: { $0 != nil }) {
            repairs = words.map { spelling(of: $0, hasWitness: true) }
        }
        var result = String.UnicodeScalarView()
        var changes: [RepairedText.Change] = []
        var end = 0
        for (word, repair) in zip(words, repairs) {
            guard let repair else { continue }
            result += scalars[end..<word.range.lowerBound]
            result += repair
            end = word.range.upperBound
            changes.append(
                .init(
                    original: String(scalars: scalars[word.range]),
                    replacement: String(scalars: repair)
                )
            )
        }
        if changes.isEmpty { return RepairedText(text) }
        result += scalars[end...]
        return RepairedText(String(result), changes: changes)
    }

    /// The repaired spelling of a word, or nil when it is to stay as it is.
    private func spelling(of word: ConfusableWord, hasWitness: Bool) -> [Unicode.Scalar]? {
        guard word.isSuspect else { return nil }
        let spellings = alphabets(of: word).compactMap { alphabet in
            isMeant(word, in: alphabet, hasWitness: hasWitness)
                ? nil : spelling(of: word, in: alphabet)
        }
        return spellings.count == 1 ? spellings[0] : nil
    }

    /// The alphabet that most letters are of; of equally frequent ones the text's, or all of them.
    private func alphabets(of word: ConfusableWord) -> [LookAlikes.Alphabet] {
        if word.count(.other) > 0 { return [] }
        let counts = LookAlikes.Alphabet.allCases.map { word.count(of: $0) }
        let most = counts.max() ?? 0
        if most <= word.count(.remote) { return [] }
        let leading = LookAlikes.Alphabet.allCases.filter { counts[$0.rawValue] == most }
        guard leading.count > 1, let majority = evidence.majority else { return leading }
        return leading.contains(majority) ? [majority] : []
    }

    /// Whether something tells that a word is meant as it is.
    private func isMeant(
        _ word: ConfusableWord,
        in alphabet: LookAlikes.Alphabet,
        hasWitness: Bool
    ) -> Bool {
        if isInflected(word, alphabet) { return true }
        if alphabet == .latin, word.count(.strange) > 0,
            !isDisguised(word, hasWitness: hasWitness)
        {
            return true
        }
        return alphabet != .greek && !hasWitness && hasOuterSymbol(word)
    }

    private func spelling(
        of word: ConfusableWord,
        in alphabet: LookAlikes.Alphabet
    ) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        for index in word.range {
            let letters = letters(at: index, in: alphabet, after: result.last)
            guard let letters else { return nil }
            result += letters
        }
        return result
    }

    /// Whether a word is of two parts of different scripts in a text that is written in both.
    private func isInflected(_ word: ConfusableWord, _ alphabet: LookAlikes.Alphabet) -> Bool {
        let others = LookAlikes.Alphabet.allCases.filter {
            $0 != alphabet && word.count(of: $0) > 0
        }
        return word.switchCount == 1 && others.contains { evidence.scripts.contains($0) }
    }

    private func isDisguised(_ word: ConfusableWord, hasWitness: Bool) -> Bool {
        let isPlain = word.count(.latin) == 0 && word.count(.phonetic) == 0
        let isFew = word.count(.plain) > word.count(.strange) || hasWitness
        return isPlain && isFew && !evidence.isPhonetic && !isTranscription(word)
    }

    /// Whether a word stands between slashes or brackets, as transcriptions do.
    private func isTranscription(_ word: ConfusableWord) -> Bool {
        let before = word.range.lowerBound > 0 ? scalars[word.range.lowerBound - 1] : " "
        let after = word.range.upperBound < scalars.count ? scalars[word.range.upperBound] : " "
        return before == "/" || before == "[" || after == "/" || after == "]"
    }

    /// Whether a Greek symbol stands elsewhere than between small letters.
    private func hasOuterSymbol(_ word: ConfusableWord) -> Bool {
        word.range.contains { index in
            kinds[index] == .symbol && !(isSmall(index - 1, word) && isSmall(index + 1, word))
        }
    }

    private func isSmall(_ index: Int, _ word: ConfusableWord) -> Bool {
        word.range.contains(index) && scalars[index].properties.isLowercase
    }

    /// What is written for a character of a word; nil when nothing in the alphabet looks like it.
    private func letters(
        at index: Int,
        in alphabet: LookAlikes.Alphabet,
        after former: Unicode.Scalar?
    ) -> [Unicode.Scalar]? {
        let (scalar, kind) = (scalars[index], kinds[index])
        if !kind.isLetter || (kind.alphabet == alphabet && kind != .strange) { return [scalar] }
        guard alphabet == .latin else {
            guard kind == .plain else { return nil }
            return LookAlikes.shared.letter(for: scalar, in: alphabet).map { [$0] }
        }
        let letters = LookAlikes.shared.latin(for: scalar)
        // A capital I and a small l look alike: after a small letter it is the latter.
        let isCapital = scalar.properties.isUppercase && former?.properties.isLowercase != true
        return letters == ["l"] && isCapital ? ["I"] : letters
    }
}
