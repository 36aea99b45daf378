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
    private var slots: DecodingSlots
    private let nothing = TokenSelection()

    /// The number of sequences.
    public private(set) var batchSize: Int

    /// Starts a sequence for each code.
    ///
    /// - Parameters:
    ///   - decoder: The decoder.
    ///   - codes: z, `[B, Z]`.
    public convenience init(_ decoder: PreparedDecoder, codes: Tensor) {
        self.init(decoder, codes: codes, capacity: codes.rowCount)
    }

    /// Starts a sequence for each code, `B` arrays of `Z` numbers.
    public convenience init(_ decoder: PreparedDecoder, codes: [[Float]]) {
        self.init(decoder, codes: decoder.matrix(of: codes))
    }

    /// Starts a sequence for each code, with room for more.
    init(_ decoder: PreparedDecoder, codes: Tensor, capacity: Int) {
        precondition(
            codes.shape.count == 2 && codes.shape[0] > 0
                && codes.shape[1] == decoder.configuration.latentDimension,
            "decoding codes of shape \(codes.shape)"
        )
        self.decoder = decoder
        batchSize = codes.rowCount
        slots = decoder.steps.makeSlots(capacity)
        decoder.steps.begin(codes, in: slots)
    }

    /// Returns the log-probabilities of the first token of each sequence, `[B, V]`.
    public func start() -> Tensor {
        step([TokenID](repeating: Vocabulary.beginningOfSequence, count: batchSize))
    }

    /// Appends a token to each sequence and returns the log-probabilities of the next, `[B, V]`.
    public func step(_ tokens: [TokenID]) -> Tensor {
        step(tokens, nothing, process: nil)
        let shape = [batchSize, slots.logits.width]
        let result = Tensor(uninitialized: shape, on: decoder.backend)
        result.mutablePointer.update(from: slots.logits.pointer, count: result.count)
        return result
    }

    /// Appends a token to each sequence, and lets `process` see each row of what follows.
    func step(
        _ tokens: [TokenID],
        _ selection: TokenSelection,
        process: TokenSelection.Process?
    ) {
        let vocabulary = TokenID(decoder.configuration.vocabularySize)
        precondition(tokens.count == batchSize, "\(tokens.count) tokens for \(batchSize) sequences")
        for (row, token) in tokens.enumerated() {
            precondition(0..<vocabulary ~= token, "token \(token) of a vocabulary of \(vocabulary)")
            slots.tokens.pointer[row] = token
        }
        decoder.steps.step(slots, count: batchSize, selection: selection, process: process)
    }

    /// Goes on with some of the sequences, in the order given; one may be taken several times.
    public func select(_ rows: [Int]) {
        precondition(
            rows.allSatisfy { 0..<batchSize ~= $0 },
            "selecting \(rows) of \(batchSize) sequences"
        )
        defer { batchSize = rows.count }
        guard rows.count > slots.capacity else {
            return decoder.steps.select(rows, in: slots)
        }
        let larger = decoder.steps.makeSlots(rows.count)
        for (slot, row) in rows.enumerated() { larger.copy(row, of: slots, to: slot) }
        slots = larger
    }
}
