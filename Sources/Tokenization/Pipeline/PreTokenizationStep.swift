public import UnicodeText

/// A step of a pipeline's second stage: how normalised text is cut into pieces.
///
/// The steps are those of Hugging Face's `tokenizers`, by their names there, and one of our own.
public enum PreTokenizationStep: Hashable, Sendable {
    /// What becomes of the matches of a pattern.
    public enum Behavior: String, CaseIterable, Hashable, Sendable {
        /// They are left out.
        case removed = "Removed"

        /// They are pieces of their own.
        case isolated = "Isolated"

        /// They end the piece before them.
        case mergedWithPrevious = "MergedWithPrevious"

        /// They begin the piece after them.
        case mergedWithNext = "MergedWithNext"

        /// Those side by side are one piece.
        case contiguous = "Contiguous"
    }

    /// Where a metaspace is put before text.
    public enum PrependScheme: String, CaseIterable, Hashable, Sendable {
        /// Before each part of the text between added tokens.
        case always

        /// Before the start of the text.
        case first

        /// Nowhere.
        case never
    }

    /// Pieces by GPT-2's pattern, and bytes as the units of the model: `ByteLevel`.
    case byteLevel(ByteLevelOptions)

    /// Spaces become a visible character, and pieces begin with it: `Metaspace`.
    case metaspace(replacement: Unicode.Scalar, prepend: PrependScheme, splits: Bool)

    /// Words, sentences or graphemes by the rules and dictionaries of a locale, for which the schema
    /// there has no step: `IsthmusSegments`.
    ///
    /// White space, or its visible spelling, begins the word after it.
    case segments(Segmenter)

    /// Cut where the script changes: `UnicodeScripts`.
    ///
    /// Scripts are those of Unicode 9. Kana are of the script of Han; spaces, and characters of no
    /// script, are of that before them, and left out at the start.
    case scripts

    /// Words, and runs of other characters but white space: `Whitespace`.
    case words

    /// What is between white space: `WhitespaceSplit`.
    case whitespaceSplit

    /// What is between white space, with punctuation apart: `BertPreTokenizer`.
    case bert

    /// Cut at punctuation: `Punctuation`.
    case punctuation(Behavior)

    /// Cut at numbers, each digit by itself or not: `Digits`.
    case digits(individually: Bool)

    /// Cut at one character, which is left out: `CharDelimiterSplit`.
    case delimiter(Unicode.Scalar)

    /// So many characters at a time: `FixedLength`.
    case fixedLength(Int)

    /// Cut at a pattern, or at what is between its matches: `Split`.
    case split(SplitPattern, Behavior, isInverted: Bool)

    /// Whether it matters which pieces came from the first character of the text.
    var asksForFirst: Bool {
        if case .metaspace(_, .first, _) = self { true } else { false }
    }
}
