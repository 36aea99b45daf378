import Generation
import Molecules
import Tokenization

/// Rules out the tokens after which no well-formed SMILES string can follow any more.
struct SMILESConstraint: TokenConstraint {
    /// The symbols that each token of the vocabulary spells, one after the other; none for special
    /// tokens and others that are no symbols.
    private let chains: [[SMILESSymbol]]

    /// Creates the constraint for a vocabulary.
    init(vocabulary: Vocabulary) {
        chains = vocabulary.tokens.enumerated().map { id, token in
            vocabulary.isSpecial(TokenID(id)) ? [] : Self.chain(token)
        }
    }

    private static func chain(_ token: String) -> [SMILESSymbol] {
        let bytes = Array(token.utf8)
        let parts = smilesTokens(of: bytes)
        let symbols = parts.compactMap {
            SMILESSymbol(String(decoding: bytes[$0.range], as: UTF8.self))
        }
        return symbols.count == parts.count ? symbols : []
    }

    /// The state of an empty string.
    func makeState() -> any TokenConstraintState { State(chains: chains) }

    private struct State: TokenConstraintState {
        let chains: [[SMILESSymbol]]
        var prefix = SMILESPrefix()

        func restrict(_ logits: inout MutableSpan<Float>, remaining: Int) {
            for id in logits.indices where logits[id] > -.infinity {
                if !isAllowed(id, remaining: remaining) { logits[id] = -.infinity }
            }
        }

        mutating func append(_ token: TokenID) {
            for symbol in chains[Int(token)] { _ = prefix.append(symbol) }
        }

        private func isAllowed(_ id: Int, remaining: Int) -> Bool {
            if id == Int(Vocabulary.endOfSequence) { return prefix.isComplete }
            if chains[id].isEmpty { return false }
            var next = prefix
            for symbol in chains[id] where !next.append(symbol) { return false }
            return Self.isCompletable(next, within: remaining - 1)
        }

        /// Whether a prefix can be completed in time.
        ///
        /// A completion takes few symbols for each open ring and branch, so that it is worked out
        /// near the longest length only.
        private static func isCompletable(_ prefix: SMILESPrefix, within length: Int) -> Bool {
            let bound = 4 * (prefix.openRingCount + 1) + prefix.openBranchCount + 4
            return length > bound || prefix.completion.count <= length
        }
    }
}
