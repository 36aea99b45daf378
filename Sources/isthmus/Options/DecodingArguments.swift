import ArgumentParser
import Generation

/// How sequences are written: the choice of tokens.
struct DecodingArguments: ParsableArguments {
    @Flag(help: "Take the most likely token at each step.")
    var greedy = false

    @Flag(help: "Draw each token at random.")
    var sample = false

    @Option(help: ArgumentHelp("Search with so many hypotheses.", valueName: "w"))
    var beam: Int?

    @Option(help: ArgumentHelp("Below 1 safer, above 1 more varied.", valueName: "t"))
    var temperature: Float = 1

    @Option(help: ArgumentHelp("Draw among the k most likely tokens.", valueName: "k"))
    var topK: Int?

    @Option(help: ArgumentHelp("Draw among the tokens that hold this probability.", valueName: "p"))
    var topP: Float?

    @Option(help: ArgumentHelp("Tokens at most (default: as in the training).", valueName: "n"))
    var maxLength: Int?

    @Flag(help: "Write only what follows the grammar and valences of SMILES.")
    var constrained = false

    func validate() throws {
        try check("--temperature \(temperature)", temperature > 0, "a number above 0")
        if let topK { try check("--top-k \(topK)", topK >= 1, "at least 1") }
        if let topP { try check("--top-p \(topP)", topP > 0 && topP <= 1, "above 0 and at most 1") }
        if let beam { try check("--beam \(beam)", (1...1000).contains(beam), "from 1 to 1000") }
        if let maxLength { try check("--max-length \(maxLength)", maxLength >= 1, "at least 1") }
        if [greedy, sample, beam != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--greedy, --sample and --beam exclude each other")
        }
    }

    private func check(_ argument: String, _ isRight: Bool, _ wanted: String) throws {
        if !isRight { throw ValidationError("\(argument): it must be \(wanted)") }
    }

    /// The options of the generator for a model.
    ///
    /// - Parameters:
    ///   - strategy: What is done when no strategy was given.
    ///   - model: The model.
    ///   - seed: The seed of random choices.
    /// - Returns: The options.
    /// - Throws: A `ToolError` when the model cannot be constrained.
    func options(
        default strategy: DecodingStrategy,
        model: LoadedModel,
        seed: UInt64
    ) throws -> DecodingOptions {
        var options = DecodingOptions(strategy: chosen(else: strategy))
        if temperature != 1 { options.processors.append(Temperature(temperature)) }
        if let topK { options.processors.append(TopK(topK)) }
        if let topP { options.processors.append(Nucleus(p: topP)) }
        options.maximumLength = maxLength ?? model.maximumLength
        options.seed = seed
        if constrained {
            guard model.isMolecules else {
                throw ToolError.usage("--constrained needs a model of molecules")
            }
            // Any sequence of SELFIES is a molecule already.
            if !model.writesSELFIES {
                options.constraint = SMILESConstraint(vocabulary: model.vocabulary)
            }
        }
        return options
    }

    private func chosen(else strategy: DecodingStrategy) -> DecodingStrategy {
        if let beam { return .beam(width: beam) }
        if greedy { return .greedy }
        return sample ? .sampling : strategy
    }
}
