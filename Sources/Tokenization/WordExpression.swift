internal import UnicodeText

/// What ``WordPieces`` does by Unicode's rules alone, as regular expressions of Oniguruma.
///
/// The rules WB3 to WB16 of annex 29 are written out, with classes of characters that Oniguruma
/// has. Where annex 29 has classes of its own, they are made of general categories and what these
/// lack. Each part stands for a segment, or for one character of it, with all that belongs to it.
enum WordExpression {
    /// A word; a character of a script without spaces; a sign, with the spaces beside it; a space
    /// beside what has no spaces.
    static let pieces = """
        \(word)|\(character)|\(sign)|(?<=\(endOfCharacter))\(blank)|\(blank)(?=\(letterApart))|\
        [\\u00A0\\u202F](?!\(extending))
        """

    /// The end of a token that is a word and ends with a letter of a script with spaces.
    ///
    /// It may end with up to eight characters that are in words and in signs, such as `_`.
    static let end = "(?<!\(endOfCharacter))(?<=\(wordy.followed(by: "[^\(wordy)]", upTo: 8)))\\z"

    /// The start of a token that is a word and starts with a letter of a script with spaces.
    static let start = "\\A(?!\(unspaced))(?=[^\(wordy)]*\(wordy))"
}

// MARK: - Classes of characters

extension WordExpression {
    /// A letter or a mark of a script that is written without spaces.
    private static let unspaced = """
        [[\(UnspacedScripts.names.map { "\\p{\($0)}" }.joined())\
        \(spelled(UnspacedScripts.shared))]&&[\\p{Alphabetic}\\p{M}]]
        """

    /// A letter of such a script.
    private static let letterApart = "[\(unspaced)&&[[^\\p{M}]\(spelled(UnspacedScripts.apart))]]"

    /// What belongs to the character before it.
    private static let extending = """
        [[\\p{M}\\p{Cf}\\x{1F3FB}-\\x{1F3FF}]&&[^\\u200B\(spelled(UnspacedScripts.apart))]]
        """

    /// What makes a word of a piece.
    private static let wordy = #"[[\p{Alphabetic}\p{N}]&&[^\p{M}]]"#

    /// What annex 29 takes for letters though it is not alphabetic, and what ICU does: signs of
    /// scripts that it has dictionaries for.
    private static let letterlike = """
        \\u02C2-\\u02C5\\u02D2-\\u02D7\\u02DE\\u02DF\\u02E5-\\u02EB\\u02ED\\u02EF-\\u02FF\
        \\u055A-\\u055C\\u055E\\u058A\\u05F3\\u109E\\u109F\\u19DE\\u19DF\\u1AA0-\\u1AA6\\u1AA8-\\u1AAD\
        \\uA708-\\uA716\\uA720\\uA721\\uA789\\uA78A\\uAA77-\\uAA79\\uAADE\\uAADF\\uAB5B\\x{1173F}
        """

    private static let letter = "[[\\p{Alphabetic}&&[^\\p{M}\(syllable)]]\(letterlike)]"
    private static let digit = #"[\p{Nd}\u066B]"#
    private static let hebrew = #"[\p{Hebrew}&&\p{Lo}]"#

    /// A letter or a digit, which joins its like and makes a word of them.
    private static let joining =
        "(?!\(letterApart))[[\\p{Alphabetic}\\p{Nd}]&&[^\\p{M}\(syllable)]]"

    /// A syllable of Hangul, which joins its like only.
    private static let syllable = #"\uAC00-\uD7A3"#

    /// What makes a word but joins nothing, such as a fraction.
    private static let lone = "[[\\p{N}&&[^\\p{Nd}\\p{Alphabetic}]]\(syllable)]"

    /// What joins two letters, and what joins two digits.
    private static let midLetter =
        #"[.'\u2018\u2019\u2024\u00B7\u0387\u055F\u05F4\u2027\uFE13\uFE52\uFF07\uFF0E]"#
    private static let midNumber = """
        [.,;'\\u2018\\u2019\\u2024\\u037E\\u0589\\u060C\\u060D\\u066C\\u07F8\\u2044\\uFE10\\uFE14\
        \\uFE50\\uFE52\\uFE54\\uFF07\\uFF0C\\uFF0E\\uFF1B]
        """

    private static func spelled(_ ranges: [ClosedRange<UInt32>]) -> String {
        ranges.map { range in
            let first = "\\x{\(String(range.lowerBound, radix: 16, uppercase: true))}"
            let last = "\\x{\(String(range.upperBound, radix: 16, uppercase: true))}"
            return range.count == 1 ? first : "\(first)-\(last)"
        }.joined()
    }
}

// MARK: - Pieces

extension WordExpression {
    /// Whatever belongs to a character, and pictures joined to it.
    private static let tail = """
        \(extending)*(?:(?<=\\u200D)\\p{Extended_Pictographic}\(extending)*)*
        """

    /// What joins letters and digits but makes no word by itself.
    private static let connecting = "[\\p{Pc}\(letterlike)\\u066B]\(tail)"

    /// A part of a word, with the sign in it that joins it to the next.
    private static let part = """
        \(hebrew)\(tail)(?:'\(tail)|"\(tail)(?=\(hebrew)))|\
        \(letter)\(tail)(?:\(midLetter)\(tail)(?!\(letterApart))(?=\(letter)))?|\
        \(digit)\(tail)(?:\(midNumber)\(tail)(?=\(digit)))?|\\p{Pc}\(tail)
        """

    private static let word = """
        (?:\(lone)\(tail)|(?:\(connecting))*(?=\(joining))(?:(?!\(letterApart))(?:\(part)))+)+
        """

    /// How a word starts, whatever its script.
    private static let wordStart = "\(lone)|(?:\(connecting))*\(joining)|\(letterApart)"

    /// A character of a script without spaces.
    private static let character =
        "\(letterApart)[\(extending)\(spelled(UnspacedScripts.trailing))]*"

    /// The end of one, as far as ``WordPieces/lookBack`` looks back.
    private static let endOfCharacter =
        unspaced.followed(by: extending, upTo: WordPieces.lookBack)

    private static let blank = "[ \\u00A0\\u202F](?!\(extending))"

    private static let flagLetter = #"[\x{1F1E6}-\x{1F1FF}]"#

    /// A sign and the blanks beside it, but for one that another sign follows.
    private static let sign = """
        (?:\(blank))?(?!\(blank)|\(wordStart))\
        (?:(?:\(connecting))+|\(flagLetter)\(tail)\(flagLetter)|(?m:.))\(tail)\
        (?:\(blank)(?=\(wordStart)|\\z))?
        """
}

extension String {
    /// The expressions that are this one and then no more than `count` times another one, as a
    /// choice, which can be looked back at.
    fileprivate func followed(by other: String, upTo count: Int) -> String {
        (0...count).map { self + String(repeating: other, count: $0) }.joined(separator: "|")
    }
}
