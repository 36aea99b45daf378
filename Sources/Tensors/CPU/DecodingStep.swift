internal import CKernels

/// One step of decoding, to be run on some slots by each worker.
struct DecodingStep {
    let decoder: CPUStepwiseDecoder
    let slots: DecodingSlots
    let choice: TokenSelection.Choice?
    let suppressed: UnsafeBufferPointer<Int32>
    let process: TokenSelection.Process?

    private var vocabularySize: Int { decoder.sizes.vocabularySize }

    /// Takes the slots through all layers, a block at a time, and chooses.
    func run(_ rows: Range<Int>, in space: DecodingWorkspace) {
        for index in decoder.layers.indices {
            forEachBlock(of: rows) { advance(index, $0, in: space) }
        }
        forEachBlock(of: rows) { block in
            multiplyOutput(block, in: space)
            finish(block, in: space)
        }
    }

    private func forEachBlock(of rows: Range<Int>, _ body: (Range<Int>) -> Void) {
        for first in stride(
            from: rows.lowerBound,
            to: rows.upperBound,
            by: BlockProducts.maximumRows
        ) {
            body(first..<min(rows.upperBound, first + BlockProducts.maximumRows))
        }
    }

    /// The operand of products with the state of some slots.
    private func operand(_ layer: DecodingSlots.Layer, _ row: Int) -> UnsafeRawPointer {
        if let narrow = layer.narrowState { return UnsafeRawPointer(narrow.row(row)) }
        return UnsafeRawPointer(layer.state.row(row))
    }

    private func advance(_ index: Int, _ rows: Range<Int>, in space: DecodingWorkspace) {
        let (layer, first) = (decoder.layers[index], rows.lowerBound)
        if let input = layer.input {
            let x =
                index == 0
                ? embed(rows, in: space) : operand(slots.layers[index - 1], first)
            let out = space.input.pointer
            input.execute(rows: rows.count, x, into: out, scratch: space.scratch.pointer)
        }
        layer.recurrent.execute(
            rows: rows.count,
            operand(slots.layers[index], first),
            into: space.recurrent.pointer,
            scratch: space.scratch.pointer
        )
        activate(index, rows, in: space)
    }

    /// The vectors of tokens, as an operand of products.
    private func embed(_ rows: Range<Int>, in space: DecodingWorkspace) -> UnsafeRawPointer {
        let tokens = slots.tokens.row(rows.lowerBound)
        let (table, vectors) = (decoder.weights.embedding, space.vectors.pointer)
        kernel_gather_rows(rows.count, table.rowWidth, table.pointer, tokens, vectors)
        guard decoder.sizes.isNarrow else { return UnsafeRawPointer(vectors) }
        kernel_to_bfloat16(rows.count * table.rowWidth, vectors, space.narrowVectors.pointer)
        return UnsafeRawPointer(space.narrowVectors.pointer)
    }

    /// The new state of some slots, over the old one.
    private func activate(_ index: Int, _ rows: Range<Int>, in space: DecodingWorkspace) {
        let (target, first) = (slots.layers[index], rows.lowerBound)
        let state = target.state.row(first)
        var gates = KernelRecurrenceForward()
        gates.rows = rows.count
        gates.hidden = target.state.width
        gates.input = UnsafePointer(space.input.pointer)
        if index == 0 {
            gates.sequence = UnsafePointer(slots.codes.row(first))
            if let table = decoder.inputTable {
                gates.input = table.pointer
                gates.ids = UnsafePointer(slots.tokens.row(first))
            }
        }
        gates.recurrent = UnsafePointer(space.recurrent.pointer)
        gates.bias = decoder.layers[index].bias.pointer
        gates.state = UnsafePointer(state)
        gates.next = state
        gates.narrow_next = target.narrowState?.row(first)
        if let cell = target.cell?.row(first) {
            gates.cell = UnsafePointer(cell)
            gates.next_cell = cell
            kernel_lstm_forward(&gates)
        } else {
            kernel_gru_forward(&gates)
        }
    }

    private func multiplyOutput(_ rows: Range<Int>, in space: DecodingWorkspace) {
        guard let top = slots.layers.last else { return }
        decoder.output.execute(
            rows: rows.count,
            operand(top, rows.lowerBound),
            into: slots.logits.row(rows.lowerBound),
            scratch: space.scratch.pointer
        )
    }

    /// What follows the logits.
    private func finish(_ rows: Range<Int>, in space: DecodingWorkspace) {
        let (first, bias) = (rows.lowerBound, decoder.weights.output.bias)
        let logits = slots.logits.row(first)
        if let choice, process == nil {
            return choose(choice, logits, bias: bias, suppressed, rows, in: space)
        }
        kernel_log_softmax(rows.count, vocabularySize, logits, bias?.pointer)
        guard let process else { return }
        for row in rows { prepareCandidates(row, process) }
        guard let choice else { return }
        let nothing = UnsafeBufferPointer<Int32>(start: nil, count: 0)
        choose(choice, slots.candidates.row(first), bias: nil, nothing, rows, in: space)
        for row in rows where slots.tokens.pointer[row] >= 0 {
            let token = Int(slots.tokens.pointer[row])
            slots.logProbabilities.pointer[row] = slots.logits[row][token]
        }
    }

    private func prepareCandidates(_ row: Int, _ process: TokenSelection.Process) {
        let (logits, candidates) = (slots.logits[row], slots.candidates.row(row))
        candidates.update(from: slots.logits.row(row), count: logits.count)
        for token in suppressed { candidates[Int(token)] = -.infinity }
        var span = UnsafeMutableBufferPointer(start: candidates, count: logits.count).mutableSpan
        process(row, logits, &span)
    }

    private func choose(
        _ choice: TokenSelection.Choice,
        _ logits: UnsafeMutablePointer<Float>,
        bias: Tensor?,
        _ suppressed: UnsafeBufferPointer<Int32>,
        _ rows: Range<Int>,
        in space: DecodingWorkspace
    ) {
        let first = rows.lowerBound
        var (settings, units) = (KernelChoice(), UnsafeMutablePointer<Double>?.none)
        settings.vocabulary = vocabularySize
        settings.bias = bias?.pointer
        settings.suppressed = suppressed.baseAddress
        settings.suppressed_count = suppressed.count
        if case .sampling(let temperature) = choice {
            settings.temperature = temperature
            units = slots.units.row(first)
            kernel_philox_units(
                rows.count,
                slots.seed,
                slots.streams.row(first),
                slots.draws.row(first),
                slots.units.row(first)
            )
        }
        kernel_choose_tokens(
            rows.count,
            &settings,
            logits,
            units,
            space.choice.pointer,
            slots.tokens.row(first),
            slots.logProbabilities.row(first)
        )
    }
}
