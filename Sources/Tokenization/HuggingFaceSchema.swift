/// How the stages of a tokenizer are spelled in Hugging Face's `tokenizer.json`, version 1.
///
/// The pre-tokenizers there are regular expressions of Oniguruma. Those for SMILES, for
/// characters and for white space give the same pieces as ours. Unicode's word boundaries cannot
/// be written as a regular expression; the one for words differs
/// - in scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), where ICU has a
///   dictionary and the expression takes a run of a script as a word;
/// - in Hebrew words with quotation marks, and where marks or joiners stand without a base;
/// - where text starts or ends with a space, which it does not strip, so that `<unk>` inside
///   text, which is cut out first, keeps its neighbours as they are;
/// - in Greek when lower-casing, where it knows no final sigma.
enum HuggingFaceSchema {
    /// The pre-tokenizer of a kind, as JSON.
    static func preTokenizer(_ kind: Tokenizer.Kind) -> String {
        switch kind {
        case .whitespace: #"{"type": "WhitespaceSplit"}"#
        case .character: split(#"\X"#)
        case .smiles: split(smilesPattern)
        case .word: split(wordPattern, behavior: "Removed", invert: true)
        }
    }

    /// The decoder of a kind, as JSON.
    static func decoder(_ kind: Tokenizer.Kind) -> String {
        switch kind {
        case .whitespace: "null"
        case .character, .smiles: #"{"type": "Fuse"}"#
        case .word:
            """
            {"type": "Sequence", "decoders": [
                  \(replace(string: " ", by: "\u{2581}")),
                  {"type": "WordPiece", "prefix": "\\u0000", "cleanup": false},
                  {"type": "Fuse"},
                  \(replace(pattern: jointPattern, by: "")),
                  \(replace(string: "\u{2581}", by: " "))
                ]}
            """
        }
    }

    /// The steps of the normalizer that tidies, as JSON.
    static let tidyingSteps = [
        replace(pattern: #"[\s&&[^\u202F]]*\u00A0[\s&&[^\u202F]]*"#, by: "\u{A0}"),
        replace(pattern: #"\s*\u202F\s*"#, by: "\u{202F}"),
        replace(pattern: #"[\s&&[^\u00A0\u202F]]+"#, by: " "),
    ]

    private static func split(
        _ pattern: String,
        behavior: String = "Isolated",
        invert: Bool = false
    ) -> String {
        """
        {"type": "Split", "pattern": {"Regex": \(JSONWriter.quoted(pattern))}, \
        "behavior": "\(behavior)", "invert": \(invert)}
        """
    }

    private static func replace(pattern: String, by content: String) -> String {
        """
        {"type": "Replace", "pattern": {"Regex": \(JSONWriter.quoted(pattern))}, \
        "content": \(JSONWriter.quoted(content))}
        """
    }

    private static func replace(string: String, by content: String) -> String {
        """
        {"type": "Replace", "pattern": {"String": \(JSONWriter.quoted(string))}, \
        "content": \(JSONWriter.quoted(content))}
        """
    }
}

// MARK: - Patterns

extension HuggingFaceSchema {
    private static let smilesPattern =
        #"\[[!-Z\\^-~]+\]|%\([0-9]+\)|%[0-9]{2}|Cl|Br|>>|(?m:.)"#

    /// Scripts without spaces between words.
    private static let unspaced =
        #"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"#

    /// A letter of a script with spaces, or a number: what makes a word.
    private static let wordy = "[[\\p{Alphabetic}\\p{N}]&&[^\(unspaced)]]"

    /// What continues a word.
    private static let inWord = "[[\\p{Alphabetic}\\p{N}\\p{M}\\p{Cf}_]&&[^\(unspaced)]]"

    /// A word: letters, numbers and low lines, and single signs that stand between two letters or
    /// between two digits.
    private static let word = """
        _*\(wordy)(?:\(inWord)|\
        (?<=[\\p{Alphabetic}\\p{M}])[.'\u{2018}\u{2019}\u{2024}\u{B7}\u{387}](?=\\p{Alphabetic})|\
        (?<=\\p{Nd})[.,;'\u{2018}\u{2019}\u{37E}\u{589}](?=\\p{Nd}))*
        """

    private static let blank = #"[ \u00A0\u202F]"#

    /// A sign, with the spaces beside it; a word; what has no spaces; a space beside that.
    private static let wordPattern = """
        \(word)|[\(unspaced)]+|\
        \(blank)?(?:_+|(?!\(blank)|[\\p{Alphabetic}\\p{N}])\\X)\
        (?:\(blank)(?=_*[\\p{Alphabetic}\\p{N}]|$))?|\
        (?<=[\(unspaced)])\(blank)|\(blank)(?=[\(unspaced)])|[\\u00A0\\u202F]
        """

    /// The spaces that joining with spaces puts beside signs and into scripts without spaces.
    private static let jointPattern = """
         (?=(?!<unk>)[^\\p{Alphabetic}\\p{N}\\p{M}_]|[\(unspaced)])|\
        (?:(?<=[^\\p{Alphabetic}\\p{N}\\p{M}_])(?<!<unk>)|(?<=[\(unspaced)])) 
        """
}
