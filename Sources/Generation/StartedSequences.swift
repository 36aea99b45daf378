internal import Tensors
internal import Tokenization

/// The sequences of a request that have not been begun: their first states are computed a few
/// at a time, in slots from where they are taken as places become free.
struct StartedSequences {
    /// How many are computed at once, unless the batch is smaller.
    private static let maximumCount = 32

    private let decoder: PreparedDecoder
    private let seed: UInt64
    private let slots: DecodingSlots
    private let limit: Int
    private let codes: AnyIterator<[Float]>
    private var row = 0
    private var count = 0
    private var nextIndex: Int

    init(
        _ codes: AnyIterator<[Float]>,
        firstIndex: Int,
        options: DecodingOptions,
        decoder: PreparedDecoder
    ) {
        self.codes = codes
        self.decoder = decoder
        seed = options.seed
        limit = min(Self.maximumCount, options.batchSize)
        slots = decoder.steps.makeSlots(limit)
        nextIndex = firstIndex
    }

    /// Puts the next sequence into a slot, if there is one.
    mutating func moveNext(to slot: Int, of target: DecodingSlots) -> Bool {
        if row == count { begin() }
        guard row < count else { return false }
        target.copy(row, of: slots, to: slot)
        row += 1
        return true
    }

    private mutating func begin() {
        (row, count) = (0, 0)
        var batch: [[Float]] = []
        while batch.count < limit, let code = codes.next() { batch.append(code) }
        guard !batch.isEmpty else { return }
        decoder.steps.begin(decoder.matrix(of: batch), in: slots)
        for slot in batch.indices {
            let generator = RandomStream.tokenChoice.generator(seed: seed, index: nextIndex + slot)
            slots.tokens.pointer[slot] = Vocabulary.beginningOfSequence
            slots.streams.pointer[slot] = generator.stream
            slots.draws.pointer[slot] = 0
        }
        nextIndex += batch.count
        count = batch.count
    }
}
