internal import Tensors
internal import Tokenization

/// Greedy decoding and sampling of any number of codes.
///
/// A sequence that ends leaves its slot to the next of the request at once, so that the batch stays
/// full; when there is no next one, the last slot's sequence moves there and the batch shrinks.
struct StepwiseDecoding {
    /// A sequence in a slot.
    private struct Writing {
        let place: Int
        var sequence = GeneratedSequence()
        var constraint: (any TokenConstraintState)?
    }

    private let decoder: any StepwiseDecoder
    private let pipeline: LogitsPipeline
    private let slots: DecodingSlots
    private var waiting: StartedSequences
    private var nextPlace = 0
    private var writing: [Writing] = []
    private var results = OrderedResults<GeneratedSequence>()

    init(_ generator: SequenceGenerator, codes: AnyIterator<[Float]>, firstIndex: Int) {
        let options = generator.options
        decoder = generator.decoder.steps
        pipeline = LogitsPipeline(options)
        slots = decoder.makeSlots(options.batchSize)
        slots.seed = options.seed
        waiting = StartedSequences(
            codes,
            firstIndex: firstIndex,
            options: options,
            decoder: generator.decoder
        )
        writing.reserveCapacity(options.batchSize)
        while writing.count < options.batchSize, let next = begin(in: writing.count) {
            writing.append(next)
        }
    }

    /// The next sequence in the order of the codes.
    mutating func next() -> GeneratedSequence? {
        while true {
            if let sequence = results.popFirst() { return sequence }
            guard !writing.isEmpty else { return nil }
            step()
            for slot in writing.indices.reversed() { settle(slot) }
        }
    }

    private mutating func begin(in slot: Int) -> Writing? {
        guard waiting.moveNext(to: slot, of: slots) else { return nil }
        defer { nextPlace += 1 }
        return Writing(place: nextPlace, constraint: pipeline.makeState())
    }

    /// Chooses a token in every slot.
    private func step() {
        guard pipeline.isProcessing else {
            return decoder.step(
                slots,
                count: writing.count,
                selection: pipeline.selection,
                process: nil
            )
        }
        decoder.step(slots, count: writing.count, selection: pipeline.selection) { row, _, logits in
            let (state, length) = (writing[row].constraint, writing[row].sequence.tokens.count)
            pipeline.process(&logits, state: state, length: length)
        }
    }

    /// Notes what was chosen in a slot; a sequence that goes no further leaves it.
    private mutating func settle(_ slot: Int) {
        let token = slots.tokens.pointer[slot]
        let isEnd = token == Vocabulary.endOfSequence
        let length = writing[slot].sequence.tokens.count
        guard token >= 0, isEnd || length < pipeline.maximumLength else { return leave(slot) }
        writing[slot].sequence.logProbability += Double(slots.logProbabilities.pointer[slot])
        writing[slot].sequence.isFinished = isEnd
        guard !isEnd else { return leave(slot) }
        writing[slot].sequence.tokens.append(token)
        writing[slot].constraint?.append(token)
        slots.draws.pointer[slot] += 1
        if length + 1 == pipeline.maximumLength, !pipeline.canEnd { leave(slot) }
    }

    private mutating func leave(_ slot: Int) {
        results.insert(writing[slot].sequence, at: writing[slot].place)
        if let next = begin(in: slot) {
            writing[slot] = next
        } else {
            let last = writing.count - 1
            if slot != last { slots.copy(last, of: slots, to: slot) }
            slots.tokens.pointer[last] = Vocabulary.padding
            writing.swapAt(slot, last)
            writing.removeLast()
        }
    }
}
