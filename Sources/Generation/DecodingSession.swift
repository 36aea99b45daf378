internal import SequenceModels
public import Tensors
public import Tokenization

/// A batch of sequences that are being written, one token at a time.
///
/// ```swift
/// let session = DecodingSession(PreparedDecoder(model), codes: codes)
/// var logProbabilities = session.start()                 // log p(x_1 | z), [B, V]
/// logProbabilities = session.step([5, 9])                // log p(x_2 | x_1, z)
/// session.select([1])                                    // the first sequence is done
/// ```
///
/// Stepping gives the same numbers as the teacher-forced likelihood, without a tape; the buffers
/// of a step come from the backend's pool and go back to it.
public final class DecodingSession {
    private let decoder: PreparedDecoder
    private var codeProduct: Tensor
    private var states: [Tensor]
    private var memories: [Tensor]
    private var layout: SequenceLayout

    /// The number of sequences.
    public var batchSize: Int { codeProduct.rowCount }

    /// Starts a sequence for each code.
    ///
    /// - Parameters:
    ///   - decoder: The decoder.
    ///   - codes: z, `[B, Z]`.
    public init(_ decoder: PreparedDecoder, codes: Tensor) {
        precondition(
            codes.shape.count == 2 && codes.shape[0] > 0
                && codes.shape[1] == decoder.configuration.latentDimension,
            "decoding codes of shape \(codes.shape)"
        )
        self.decoder = decoder
        codeProduct = decoder.backend.affine(codes, weight: decoder.codeWeight, bias: nil)
        let (state, memory) = decoder.initialState(of: codes)
        states = decoder.layers.map { _ in state }
        memories = memory.map { first in decoder.layers.map { _ in first } } ?? []
        layout = SequenceLayout(lengths: [Int](repeating: 1, count: codes.shape[0]))
    }

    /// Starts a sequence for each code, `B` arrays of `Z` numbers.
    public convenience init(_ decoder: PreparedDecoder, codes: [[Float]]) {
        let shape = [codes.count, decoder.configuration.latentDimension]
        self.init(decoder, codes: Tensor(codes.flatMap(\.self), shape: shape, on: decoder.backend))
    }

    /// Returns the log-probabilities of the first token of each sequence, `[B, V]`.
    public func start() -> Tensor {
        step([TokenID](repeating: Vocabulary.beginningOfSequence, count: batchSize))
    }

    /// Appends a token to each sequence and returns the log-probabilities of the next, `[B, V]`.
    public func step(_ tokens: [TokenID]) -> Tensor {
        precondition(tokens.count == batchSize, "\(tokens.count) tokens for \(batchSize) sequences")
        var input = decoder.inputProduct(of: tokens)
        decoder.backend.accumulate(codeProduct, scale: 1, into: &input)
        for (index, layer) in decoder.layers.enumerated() {
            if index > 0 {
                input = decoder.backend.affine(
                    states[index - 1],
                    weight: layer.inputWeight,
                    bias: layer.inputBias
                )
            }
            advance(index, layer, input: input)
        }
        return decoder.logProbabilities(of: states[states.count - 1])
    }

    /// Goes on with some of the sequences, in the order given; one may be taken several times.
    public func select(_ rows: [Int]) {
        let backend = decoder.backend
        let ids = rows.map(Int32.init)
        codeProduct = backend.gatherRows(codeProduct, ids)
        states = states.map { backend.gatherRows($0, ids) }
        memories = memories.map { backend.gatherRows($0, ids) }
        if rows.count != layout.batchSize {
            layout = SequenceLayout(lengths: [Int](repeating: 1, count: rows.count))
        }
    }

    private func advance(_ index: Int, _ layer: PreparedDecoder.Layer, input: Tensor) {
        let call = RecurrenceCall(
            input: .projected(input),
            weight: layer.recurrentWeight,
            bias: layer.recurrentBias,
            initialState: states[index],
            initialCell: memories.isEmpty ? nil : memories[index],
            layout: layout,
            wantsOutputs: false,
            isRecording: false
        )
        let result = decoder.backend.recurrence(decoder.configuration.cell, call)
        states[index] = result.finalState
        if let memory = result.finalCell { memories[index] = memory }
    }
}
