public import SequenceModels
internal import Tensors

/// Generates sequences from codes.
///
/// ```swift
/// let generator = SequenceGenerator(model, options: DecodingOptions(strategy: .greedy))
/// for sequence in generator.sequences(decoding: generator.priorCodes(0..<30_000)) {
///     print(tokenizer.decode(sequence.tokens))
/// }
/// ```
///
/// Result number i depends on the model, the code, the options and i: it is the same in any batch
/// and with any number of threads.
public struct SequenceGenerator {
    /// How sequences are generated.
    public let options: DecodingOptions

    let decoder: PreparedDecoder

    /// Creates a generator from a model.
    public init(_ model: SequenceVAE, options: DecodingOptions = DecodingOptions()) {
        self.init(PreparedDecoder(model), options: options)
    }

    /// Creates a generator from a decoder that was prepared before.
    public init(_ decoder: PreparedDecoder, options: DecodingOptions = DecodingOptions()) {
        precondition(options.batchSize > 0, "batches of \(options.batchSize)")
        precondition(options.maximumLength >= 0, "maximum length \(options.maximumLength)")
        self.decoder = decoder
        self.options = options
    }

    /// The codes of some indices drawn from the prior N(0, I).
    public func priorCodes(_ indices: Range<Int>) -> PriorCodes {
        PriorCodes(
            indices,
            dimension: decoder.configuration.latentDimension,
            seed: options.seed,
            on: decoder.backend
        )
    }

    /// The best sequence for each code, in order; codes are taken as places in the batch become
    /// free and results are asked for, so that any number of them needs the memory of one batch
    /// and of what was finished out of turn.
    ///
    /// - Parameters:
    ///   - codes: z of `Z` numbers each.
    ///   - firstIndex: The number of the first code, which with the seed determines its choices.
    /// - Returns: A sequence to go through once.
    public func sequences<Codes: Sequence<[Float]>>(
        decoding codes: Codes,
        firstIndex: Int = 0
    ) -> DecodedSequences<Codes> {
        DecodedSequences(codes, firstIndex: firstIndex, generator: self)
    }

    /// Decodes codes, all of them at once into memory.
    public func decode(_ codes: [[Float]], firstIndex: Int = 0) -> [GeneratedSequence] {
        Array(sequences(decoding: codes, firstIndex: firstIndex))
    }

    /// Decodes codes into the best sequences of each, the best first: as many as the beam is wide
    /// (fewer when the search finds fewer), or one with another strategy.
    public func decodeAll(_ codes: [[Float]], firstIndex: Int = 0) -> [[GeneratedSequence]] {
        guard case .beam(let width, let lengthExponent) = options.strategy else {
            return decode(codes, firstIndex: firstIndex).map { [$0] }
        }
        return stride(from: 0, to: codes.count, by: codesPerBatch).flatMap { start in
            let batch = Array(codes[start..<min(codes.count, start + codesPerBatch)])
            return search(batch, width: width, lengthExponent: lengthExponent)
        }
    }

    /// How many codes make a batch of a search: their beams share its rows.
    var codesPerBatch: Int {
        guard case .beam(let width, _) = options.strategy else { return options.batchSize }
        return max(1, options.batchSize / max(1, width))
    }

    /// Searches from some codes, all beams together.
    func search(
        _ codes: [[Float]],
        width: Int,
        lengthExponent: Double
    ) -> [[GeneratedSequence]] {
        var search = BeamSearch(self, codes: codes, width: width, lengthExponent: lengthExponent)
        return search.run()
    }
}

/// Sequences decoded from codes: see `SequenceGenerator.sequences`.
public struct DecodedSequences<Codes: Sequence<[Float]>>: Sequence, IteratorProtocol {
    private let generator: SequenceGenerator
    private let firstIndex: Int
    private var codes: Codes.Iterator
    private var decoding: StepwiseDecoding?
    private var found: ArraySlice<GeneratedSequence> = []

    init(_ codes: Codes, firstIndex: Int, generator: SequenceGenerator) {
        self.codes = codes.makeIterator()
        self.firstIndex = firstIndex
        self.generator = generator
    }

    /// The next sequence.
    public mutating func next() -> GeneratedSequence? {
        if case .beam(let width, let lengthExponent) = generator.options.strategy {
            if found.isEmpty { searchNextBatch(width: width, lengthExponent: lengthExponent) }
            return found.popFirst()
        }
        if decoding == nil {
            decoding = StepwiseDecoding(
                generator,
                codes: AnyIterator(codes),
                firstIndex: firstIndex
            )
        }
        return decoding?.next()
    }

    private mutating func searchNextBatch(width: Int, lengthExponent: Double) {
        var batch: [[Float]] = []
        while batch.count < generator.codesPerBatch, let code = codes.next() { batch.append(code) }
        guard !batch.isEmpty else { return }
        let all = generator.search(batch, width: width, lengthExponent: lengthExponent)
        found = all.compactMap(\.first)[...]
    }
}
