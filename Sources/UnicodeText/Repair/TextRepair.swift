/// A repair of text that was damaged by accident or disguised on purpose.
///
///     let repaired = TextRepair.confusables.apply(to: "The d\u{43E}gs \u{251}re here")
///     repaired.text     // "The dogs are here"
///     repaired.changes  // two words
///
/// Each repair leaves alone what may be meant as it is: it would rather miss a fault than make one.
public enum TextRepair: String, CaseIterable, Hashable, Sendable {
    /// Reads again, as UTF-8, what was read as Latin-1 or Windows-1252, be it once or thrice:
    /// "cafÃ©" is "café".
    case mojibake

    /// Takes away controls, zero-width characters, soft hyphens and marks of direction that no
    /// script or emoji around them needs.
    case controls

    /// Writes letters of one script for the look-alikes among them: "tһаt", in which two letters
    /// are Cyrillic, is "that".
    case confusables

    /// The text after the repair, and what was changed in it.
    public func apply(to text: String) -> RepairedText {
        switch self {
        case .mojibake: MojibakeRepair.repaired(text)
        case .controls: InvisibleCharacters.removed(from: text)
        case .confusables: ConfusableRepair.repaired(text)
        }
    }
}

/// A text after a repair.
public struct RepairedText: Hashable, Sendable {
    /// The text.
    public var text: String

    /// What was changed, in the order of the text: words with look-alikes, characters that were
    /// read wrongly, or characters that are gone.
    public var changes: [Change]

    /// A part of the text that became another.
    public struct Change: Hashable, Sendable {
        /// What stood there.
        public var original: String

        /// What stands there now.
        public var replacement: String
    }

    init(_ text: String, changes: [Change] = []) {
        self.text = text
        self.changes = changes
    }
}

extension String {
    init(scalars: some Sequence<Unicode.Scalar>) {
        self = String(String.UnicodeScalarView(scalars))
    }
}
