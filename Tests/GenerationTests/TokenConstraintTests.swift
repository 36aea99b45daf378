import Generation
import SequenceModels
import Testing
import TinyModels
import Tokenization

/// Token 4 opens, token 5 closes, and everything must be closed in the end.
private struct Brackets: TokenConstraint {
    struct State: TokenConstraintState {
        var depth = 0

        func restrict(_ logits: inout MutableSpan<Float>, remaining: Int) {
            if depth == 0 { logits[5] = -.infinity }
            if depth > 0 { logits[Int(Vocabulary.endOfSequence)] = -.infinity }
            if remaining < depth + 2 { logits[4] = -.infinity }
            guard remaining <= depth else { return }
            for token in logits.indices where token > 5 { logits[token] = -.infinity }
        }

        mutating func append(_ token: TokenID) {
            depth += token == 4 ? 1 : token == 5 ? -1 : 0
        }
    }

    func makeState() -> any TokenConstraintState { State() }
}

/// Nothing may follow the first token, not even the end.
private struct DeadEnd: TokenConstraint {
    struct State: TokenConstraintState {
        var count = 0

        func restrict(_ logits: inout MutableSpan<Float>, remaining: Int) {
            if count > 0 { logits.update(repeating: -.infinity) }
        }

        mutating func append(_ token: TokenID) { count += 1 }
    }

    func makeState() -> any TokenConstraintState { State() }
}

/// What is generated belongs to the language of the constraint.
struct TokenConstraintTests {
    private func decoded(
        _ strategy: DecodingStrategy,
        _ constraint: any TokenConstraint
    ) -> [GeneratedSequence] {
        let model = tinyModel()
        var options = DecodingOptions(strategy: strategy)
        options.constraint = constraint
        options.maximumLength = 15
        return SequenceGenerator(model, options: options).decodeAll(model.someCodes(60))
            .flatMap(\.self)
    }

    @Test(arguments: [DecodingStrategy.greedy, .sampling, .beam(width: 3)])
    func bracketsMatch(strategy: DecodingStrategy) {
        let sequences = decoded(strategy, Brackets())
        #expect(sequences.contains { $0.tokens.contains(4) })
        for sequence in sequences where sequence.isFinished {
            var depth = 0
            for token in sequence.tokens {
                depth += token == 4 ? 1 : token == 5 ? -1 : 0
                #expect(depth >= 0)
            }
            #expect(depth == 0)
        }
    }

    @Test(arguments: [DecodingStrategy.greedy, .sampling, .beam(width: 3)])
    func aSequenceThatMayNotGoOnIsNotFinished(strategy: DecodingStrategy) {
        for sequence in decoded(strategy, DeadEnd()) where !sequence.tokens.isEmpty {
            #expect(sequence.tokens.count == 1)
            #expect(!sequence.isFinished)
        }
    }
}
