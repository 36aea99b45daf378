import Generation
import Molecules
import Tokenization

/// Rules out the tokens after which no well-formed SMILES string can follow any more.
struct SMILESConstraint: TokenConstraint {
    /// The symbol that each token of the vocabulary spells; nil for special tokens and others that
    /// are no symbol.
    private let symbols: [SMILESSymbol?]

    /// Creates the constraint for a vocabulary.
    init(vocabulary: Vocabulary) {
        symbols = vocabulary.tokens.enumerated().map { id, token in
            vocabulary.isSpecial(TokenID(id)) ? nil : SMILESSymbol(token)
        }
    }

    /// The state of an empty string.
    func makeState() -> any TokenConstraintState { State(symbols: symbols) }

    private struct State: TokenConstraintState {
        let symbols: [SMILESSymbol?]
        var prefix = SMILESPrefix()

        func restrict(_ logits: inout MutableSpan<Float>, remaining: Int) {
            for id in logits.indices where logits[id] > -.infinity {
                if !isAllowed(id, remaining: remaining) { logits[id] = -.infinity }
            }
        }

        mutating func append(_ token: TokenID) {
            if let symbol = symbols[Int(token)] { _ = prefix.append(symbol) }
        }

        private func isAllowed(_ id: Int, remaining: Int) -> Bool {
            if id == Int(Vocabulary.endOfSequence) { return prefix.isComplete }
            guard let symbol = symbols[id], prefix.allows(symbol) else { return false }
            return isCompletable(with: symbol, within: remaining - 1)
        }

        /// Whether the prefix can be completed in time with a symbol added.
        ///
        /// A completion takes few symbols for each open ring and branch, so that it is worked out
        /// near the longest length only.
        private func isCompletable(with symbol: SMILESSymbol, within length: Int) -> Bool {
            let bound = 4 * (prefix.openRingCount + 1) + prefix.openBranchCount + 4
            if length > bound { return true }
            var next = prefix
            return next.append(symbol) && next.completion.count <= length
        }
    }
}
