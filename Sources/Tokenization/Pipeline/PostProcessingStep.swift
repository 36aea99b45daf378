/// A step of a pipeline's fourth stage: what is added around the tokens of a text.
///
/// The steps are those of Hugging Face's `tokenizers`, by their names there.
public enum PostProcessingStep: Hashable, Sendable {
    /// Spaces are left out of the places of tokens: `ByteLevel`.
    case byteLevel(ByteLevelOptions)

    /// Special tokens by a template: `TemplateProcessing`.
    case template(Template)

    /// One token before and one after, as BERT has them: `BertProcessing`.
    case bert(first: SpecialToken, last: SpecialToken)

    /// One token before and one after, and two between a pair, as RoBERTa has them:
    /// `RobertaProcessing`.
    case roberta(first: SpecialToken, last: SpecialToken, trimsOffsets: Bool, addsPrefixSpace: Bool)

    /// A token that a step adds.
    public struct SpecialToken: Hashable, Sendable {
        /// How it is spelled.
        public var content: String

        /// Its id.
        public var id: TokenID

        /// Creates a token.
        public init(_ content: String, id: TokenID) {
            self.content = content
            self.id = id
        }
    }

    /// What a text, and a pair of texts, is surrounded by.
    public struct Template: Hashable, Sendable {
        /// A part of a template, with the type of its tokens.
        public enum Part: Hashable, Sendable {
            /// The first text.
            case first(type: Int)

            /// The second text.
            case second(type: Int)

            /// Special tokens, named as in ``Template/specials``.
            case special(String, type: Int)
        }

        /// The parts for one text.
        public var single: [Part]

        /// The parts for two texts.
        public var pair: [Part]

        /// The tokens of each name.
        public var specials: [String: [SpecialToken]]

        /// Creates a template.
        public init(single: [Part], pair: [Part], specials: [String: [SpecialToken]]) {
            self.single = single
            self.pair = pair
            self.specials = specials
        }
    }
}
