internal import Tensors
internal import Tokenization

/// Turns the model's log-probabilities into what tokens are chosen from: nothing suppressed, what
/// the processors and the constraint leave.
///
/// Suppression and temperature alone belong to the choice itself, and cost nothing; the rows are
/// gone through only where there is more to do.
struct LogitsPipeline {
    let selection: TokenSelection
    let maximumLength: Int

    /// Whether there is more to do than to suppress tokens and to divide by a temperature.
    let isProcessing: Bool

    private let processors: [any LogitsProcessor]
    private let constraint: (any TokenConstraint)?

    init(_ options: DecodingOptions) {
        processors = options.processors
        constraint = options.constraint
        maximumLength = options.maximumLength
        var suppressed = options.suppressed.tokens
        var temperature: Float = 1
        var isProcessing = options.constraint != nil
        for processor in options.processors {
            switch processor {
            case let processor as SuppressTokens: suppressed += processor.tokens
            case let processor as Temperature: temperature *= processor.value
            default: isProcessing = true
            }
        }
        if isProcessing { (suppressed, temperature) = (options.suppressed.tokens, 1) }
        self.isProcessing = isProcessing
        selection = TokenSelection(
            Self.choice(options.strategy, temperature: temperature),
            suppressing: suppressed
        )
    }

    private static func choice(
        _ strategy: DecodingStrategy,
        temperature: Float
    ) -> TokenSelection.Choice? {
        switch strategy {
        case .greedy: .greedy
        case .sampling: .sampling(temperature: temperature)
        case .beam: nil
        }
    }

    /// Whether the end of a sequence may be chosen at all.
    var canEnd: Bool { !selection.suppressed.contains(Vocabulary.endOfSequence) }

    /// The state of the constraint, if any, before the first token.
    func makeState() -> (any TokenConstraintState)? { constraint?.makeState() }

    /// What the constraint and the processors leave of the logits after so many tokens.
    func process(
        _ logits: inout MutableSpan<Float>,
        state: (any TokenConstraintState)?,
        length: Int
    ) {
        guard isProcessing else { return }
        state?.restrict(&logits, remaining: maximumLength - length)
        for processor in processors { processor.process(&logits) }
    }
}
