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
/// Result number i depends on the model, the code, the options and i: it is the same in any batch,
/// but for the last digits of 32-bit floats.
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

    /// The best sequence for each code, in order; codes are taken a batch at a time as the results
    /// are asked for, so that any number of them needs the memory of one batch.
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
        stride(from: 0, to: codes.count, by: codesPerBatch).flatMap { start in
            let batch = Array(codes[start..<min(codes.count, start + codesPerBatch)])
            return decodeBatch(batch, firstIndex: firstIndex + start)
        }
    }

    /// How many codes make a batch: beams share its rows.
    var codesPerBatch: Int {
        guard case .beam(let width, _) = options.strategy else { return options.batchSize }
        return max(1, options.batchSize / max(1, width))
    }

    func decodeBatch(_ codes: [[Float]], firstIndex: Int) -> [[GeneratedSequence]] {
        switch options.strategy {
        case .beam(let width, let lengthExponent):
            var search = BeamSearch(
                self,
                codes: codes,
                width: width,
                lengthExponent: lengthExponent
            )
            return search.run()
        case .greedy, .sampling:
            var decoding = StepwiseDecoding(self, codes: codes, firstIndex: firstIndex)
            return decoding.run().map { [$0] }
        }
    }
}

/// Sequences decoded from codes, a batch at a time: see `SequenceGenerator.sequences`.
public struct DecodedSequences<Codes: Sequence<[Float]>>: Sequence, IteratorProtocol {
    private let generator: SequenceGenerator
    private var codes: Codes.Iterator
    private var nextIndex: Int
    private var decoded: ArraySlice<GeneratedSequence> = []

    init(_ codes: Codes, firstIndex: Int, generator: SequenceGenerator) {
        self.codes = codes.makeIterator()
        nextIndex = firstIndex
        self.generator = generator
    }

    /// The next sequence.
    public mutating func next() -> GeneratedSequence? {
        if decoded.isEmpty { decodeNextBatch() }
        return decoded.popFirst()
    }

    private mutating func decodeNextBatch() {
        var batch: [[Float]] = []
        while batch.count < generator.codesPerBatch, let code = codes.next() { batch.append(code) }
        guard !batch.isEmpty else { return }
        decoded = generator.decodeBatch(batch, firstIndex: nextIndex).compactMap(\.first)[...]
        nextIndex += batch.count
    }
}
