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

    /// The tokens of one text with what the step adds.
    func surround(_ tokens: [Token], end: Int) -> [Token] {
        switch self {
        case .byteLevel: return tokens
        case .bert(let first, let last), .roberta(let first, let last, _, _):
            return [Token(first, at: 0)] + tokens + [Token(last, at: end)]
        case .template(let template):
            var result: [Token] = []
            for part in template.single {
                if case .special(let name, _) = part {
                    let place = result.last?.range.upperBound ?? 0
                    result += (template.specials[name] ?? []).map { Token($0, at: place) }
                } else {
                    result += tokens
                }
            }
            return result
        }
    }

    /// Whether spaces are left out of the places of tokens.
    private var addsPrefixSpace: Bool {
        switch self {
        case .byteLevel(let options): options.addsPrefixSpace
        case .roberta(_, _, _, let adds): adds
        case .template, .bert: false
        }
    }

    private var trimsSpaces: Bool {
        switch self {
        case .byteLevel(let options): options.trimsOffsets
        case .roberta(_, _, let trims, _): trims
        case .template, .bert: false
        }
    }
}

extension Token {
    /// A special token, which stands for no text.
    fileprivate init(_ special: PostProcessingStep.SpecialToken, at place: Int) {
        self.init(id: special.id, range: place..<place)
    }
}

extension PostProcessingStep {
    /// Leaves spaces out of the places of tokens, if the step does.
    ///
    /// At the start of a text a space stays where the step says that one is put there: as in
    /// `tokenizers`, it is not asked whether the text had one itself.
    func trim(_ tokens: inout [Token], in text: [UInt8]) {
        guard trimsSpaces else { return }
        for index in tokens.indices {
            var (start, end) = (tokens[index].range.lowerBound, tokens[index].range.upperBound)
            let spaces = text[start..<end].prefix { $0 == 0x20 }.count
            let isFirst = index == tokens.startIndex || start == 0
            start += max(0, isFirst && addsPrefixSpace ? spaces - 1 : spaces)
            while start < end, text[end - 1] == 0x20 { end -= 1 }
            tokens[index].range = start..<end
        }
    }
}
