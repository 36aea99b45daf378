internal import CKernels

extension CPUBackend {
    /// The derivative of a recurrent layer: all steps backwards, then one product for the weight.
    public func recurrenceBackward(
        _ cell: RecurrentCell,
        _ call: RecurrenceCall,
        _ result: RecurrenceResult,
        _ cotangents: RecurrenceCotangents
    ) -> RecurrenceGradients {
        let hidden = call.weight.hiddenSize
        let (rows, width) = (call.layout.rowCount, cell.gateCount * hidden)
        let inputs = make([rows, width], slackRows: StepProducts.rounding)
        let buffers = BackwardBuffers(
            input: inputs,
            recurrent: cell == .gru
                ? make([rows, width], slackRows: StepProducts.rounding) : inputs,
            initialState: make([call.layout.batchSize, hidden]),
            initialCell: cell == .lstm ? make([call.layout.batchSize, hidden]) : nil
        )
        let scans = RecurrenceScan.split(
            call.layout,
            isReversed: call.isReversed,
            workers: workers.count
        )
        let passes = scans.map { scan in
            BackwardPass(
                cell: cell,
                call: call,
                result: result,
                cotangents: cotangents,
                buffers: buffers,
                scan: scan,
                backend: self
            )
        }
        run(passes) { $0.run() }
        return RecurrenceGradients(
            input: buffers.input,
            weight: product(
                buffers.recurrent,
                result.states,
                transposingLeft: true,
                transposingRight: false
            ),
            bias: columnSums(buffers.recurrent),
            initialState: buffers.initialState,
            initialCell: buffers.initialCell
        )
    }
}

/// Where the backward pass writes: the derivatives by the gates, on the side of the input and on
/// the side of the recurrent product (the same for an LSTM), and by the initial state and cell.
private struct BackwardBuffers {
    let input: Tensor
    let recurrent: Tensor
    let initialState: Tensor
    let initialCell: Tensor?
}

/// One worker's part of the backward pass: the steps in the opposite order.
private struct BackwardPass {
    let cell: RecurrentCell
    let call: RecurrenceCall
    let result: RecurrenceResult
    let cotangents: RecurrenceCotangents
    let buffers: BackwardBuffers
    let scan: RecurrenceScan
    let products: StepProducts
    /// dL/dh through the recurrent product, and directly (a GRU's update gate, an LSTM's cell).
    let product: Storage
    let direct: Storage
    let hidden: Int

    init(
        cell: RecurrentCell,
        call: RecurrenceCall,
        result: RecurrenceResult,
        cotangents: RecurrenceCotangents,
        buffers: BackwardBuffers,
        scan: RecurrenceScan,
        backend: CPUBackend
    ) {
        self.cell = cell
        self.call = call
        self.result = result
        self.cotangents = cotangents
        self.buffers = buffers
        self.scan = scan
        hidden = call.weight.hiddenSize
        let rows = scan.sequences.count
        products = StepProducts(
            backend.own(call.weight).backward,
            maximumRows: rows,
            pool: backend.storagePool
        )
        let capacity = StepProducts.rounded(rows) * hidden
        product = backend.storagePool.storage(capacity: capacity)
        direct = backend.storagePool.storage(capacity: capacity)
    }

    func run() {
        for step in scan.steps.reversed() {
            differentiate(step, 0..<step.continuing, isEnding: false)
            differentiate(step, step.continuing..<step.active, isEnding: true)
            products.execute(
                rows: step.active,
                buffers.recurrent.pointer + step.row * cell.gateCount * hidden,
                into: product.pointer
            )
            finish(step)
        }
        withExtendedLifetime((call, result, cotangents, buffers, products, product, direct)) {}
    }

    /// The derivative of the gates of some rows; those that end here start from the cotangent of
    /// the final state, the others from what the later step passed down.
    private func differentiate(_ step: RecurrenceScan.Step, _ rows: Range<Int>, isEnding: Bool) {
        guard !rows.isEmpty, let gates = result.gates else { return }
        let (row, place) = (step.row + rows.lowerBound, scan.sequences.lowerBound + rows.lowerBound)
        let (width, at) = (cell.gateCount * hidden, rows.lowerBound * hidden)
        let final = cotangents.finalState.map { $0.pointer + place * hidden }
        let finalCell = cotangents.finalCell.map { $0.pointer + place * hidden }
        let passed = UnsafePointer(product.pointer) + at
        let carried = UnsafePointer(direct.pointer) + at
        let output = cotangents.outputs.map { $0.pointer + row * hidden }
        let saved = gates.pointer + row * cell.savedCount * hidden
        switch cell {
        case .gru:
            kernel_gru_backward(
                rows.count,
                hidden,
                saved,
                result.states.pointer + row * hidden,
                isEnding ? final : carried,
                isEnding ? nil : passed,
                output,
                buffers.input.mutablePointer + row * width,
                buffers.recurrent.mutablePointer + row * width,
                direct.pointer + at
            )
        case .lstm:
            guard let cells = result.cells else { return }
            kernel_lstm_backward(
                rows.count,
                hidden,
                saved,
                cells.pointer + row * hidden,
                isEnding ? final : passed,
                output,
                isEnding ? finalCell : carried,
                buffers.input.mutablePointer + row * width,
                direct.pointer + at
            )
        }
    }

    /// Hands the derivative by the initial state out for the sequences that start at this step.
    private func finish(_ step: RecurrenceScan.Step) {
        let count = (step.active - step.started) * hidden
        guard count > 0 else { return }
        let at = step.started * hidden
        let place = (scan.sequences.lowerBound + step.started) * hidden
        let state = buffers.initialState.mutablePointer + place
        switch cell {
        case .gru: kernel_add(count, product.pointer + at, direct.pointer + at, state)
        case .lstm:
            state.update(from: product.pointer + at, count: count)
            (buffers.initialCell?.mutablePointer).map {
                ($0 + place).update(from: direct.pointer + at, count: count)
            }
        }
    }
}
