/// One or two texts as the tokens of one sequence, as post-processors put them together.
public struct PairEncoding: Hashable, Sendable {
    /// A token of the sequence.
    public struct Element: Hashable, Sendable {
        /// Which token it is, and where it is in its text; an added one has an empty range.
        public var token: Token

        /// The type that models are told of it, which is mostly 0 for the first text and 1 for the
        /// second.
        public var type: Int

        /// Which text it is of: 0 for the first, 1 for the second, nil for an added token.
        public var text: Int?

        /// Creates an element.
        public init(token: Token, type: Int, text: Int?) {
            self.token = token
            self.type = type
            self.text = text
        }
    }

    /// The tokens, in the order of the sequence, which need not be that of the texts.
    public var elements: [Element]

    /// Creates an encoding.
    public init(elements: [Element]) { self.elements = elements }

    /// The ids of the tokens.
    public var ids: [TokenID] { elements.map(\.token.id) }

    /// The types of the tokens.
    public var types: [Int] { elements.map(\.type) }
}

extension TokenizationPipeline {
    /// The tokens of two texts as one sequence, for models that are given texts side by side.
    ///
    ///     let pair = pipeline.encode("Is it late?", pair: "It is.", addingSpecialTokens: true)
    ///     pair.ids    // [CLS] is it late ? [SEP] it is . [SEP]
    ///     pair.types  //     0  0  0    0 0     0  1  1 1     1
    ///
    /// - Parameters:
    ///   - first: The first text.
    ///   - second: The second text; nil for the types of one text.
    ///   - addingSpecialTokens: Whether the post-processors add their tokens. Their order of the
    ///     texts, and their types, count in any case.
    /// - Returns: The tokens, with their types and their places in their texts.
    public func encode(
        _ first: String,
        pair second: String?,
        addingSpecialTokens: Bool = false
    ) -> PairEncoding {
        let texts = [first, second].compactMap(\.self).map { Array($0.utf8) }
        let found = texts.map { untrimmedTokens(of: $0) }
        return processed(found, of: texts, addingSpecialTokens: addingSpecialTokens)
    }

    /// The tokens of texts as the post-processors leave them.
    func processed(
        _ tokens: [[Token]],
        of texts: [[UInt8]],
        addingSpecialTokens: Bool
    ) -> PairEncoding {
        var parts = tokens.indices.map { text in
            EncodedPart(tokens[text].map { .init(token: $0, type: text, text: text) }, of: text)
        }
        for step in postProcessors {
            parts = step.run(on: parts, of: texts, addsTokens: addingSpecialTokens)
        }
        return PairEncoding(elements: parts.flatMap(\.elements))
    }
}
