internal import CKernels

extension CPUBackend {
    /// The derivative of a recurrent layer: all steps backwards, then one product for each weight.
    ///
    /// Writes over the gates of `result`.
    public func recurrenceBackward(
        _ cell: RecurrentCell,
        _ call: RecurrenceCall,
        _ result: RecurrenceResult,
        _ cotangents: RecurrenceCotangents
    ) -> RecurrenceGradients {
        let buffers = BackwardBuffers(cell, call, on: self)
        let scans = RecurrenceScan.split(
            call.layout,
            isReversed: call.isReversed,
            workers: workers.count
        )
        let sums = scans.map { _ in GateSums(call, projected: buffers.projected, on: self) }
        call.input.withTokens { tokens in
            let passes = zip(scans, sums).map { scan, sums in
                BackwardPass(
                    cell: cell,
                    call: call,
                    tokens: tokens,
                    result: result,
                    cotangents: cotangents,
                    buffers: buffers,
                    sums: sums,
                    scan: scan,
                    backend: self
                )
            }
            run(passes) { $0.run() }
        }
        return gradients(cell, call, result, buffers, sums)
    }

    /// What is left when the steps are done: sums over all rows.
    private func gradients(
        _ cell: RecurrentCell,
        _ call: RecurrenceCall,
        _ result: RecurrenceResult,
        _ buffers: BackwardBuffers,
        _ sums: [GateSums]
    ) -> RecurrenceGradients {
        let width = cell.gateCount * call.weight.hiddenSize
        let sums = GateSums.total(sums, cell, isShared: buffers.projected != nil)
        let (input, inputWeight) = inputGradients(cell, call, result, buffers, table: sums.table)
        return RecurrenceGradients(
            input: input,
            inputWeight: inputWeight,
            inputBias: inputWeight.map { _ in Tensor(sums.input, shape: [width], on: self) },
            sequenceInput: buffers.sequence,
            weight: product(
                buffers.recurrent.transposed,
                MatrixOperand(result.states, narrow: result.narrowStates),
                [width, call.weight.hiddenSize],
                inner: call.layout.rowCount
            ),
            bias: Tensor(sums.recurrent, shape: [width], on: self),
            initialState: buffers.initialState,
            initialCell: buffers.initialCell
        )
    }

    /// By the input, and by its weight if it is projected here; what every other input takes is
    /// among the workers' sums.
    private func inputGradients(
        _ cell: RecurrentCell,
        _ call: RecurrenceCall,
        _ result: RecurrenceResult,
        _ buffers: BackwardBuffers,
        table: Tensor?
    ) -> (input: Tensor, weight: Tensor?) {
        guard case .rows(let x, let weight, _) = call.input else {
            guard let table else { preconditionFailure("an input without a derivative") }
            return (table, nil)
        }
        let rows = buffers.input(cell, result)
        return (
            product(rows, rows: x.rowCount, weight: weight, transposed: false),
            product(rows.transposed, MatrixOperand(x), weight.shape, inner: x.rowCount)
        )
    }

    private func product(
        _ a: MatrixOperand,
        _ b: MatrixOperand,
        _ shape: [Int],
        inner: Int
    ) -> Tensor {
        let c = make(shape)
        let block = ProductBlock(c.mutablePointer, rows: shape[0], columns: shape[1], inner: inner)
        multiply(a, b, into: block)
        return c
    }
}

/// Where the backward pass writes.
private struct BackwardBuffers {
    /// By the recurrent product of each row: in floats or in bfloat16, as products take it.
    let recurrent: MatrixOperand
    /// By the projected input of each row, where it is wanted and is not in the gates' place.
    let narrowInput: NarrowMatrix?
    /// By the rows of an input that came projected.
    let projected: Tensor?
    let sequence: Tensor?
    let initialState: Tensor
    let initialCell: Tensor?
    let wantsInput: Bool

    init(_ cell: RecurrentCell, _ call: RecurrenceCall, on backend: CPUBackend) {
        let (rows, hidden) = (call.layout.rowCount, call.weight.hiddenSize)
        let (width, slack) = (cell.gateCount * hidden, StepProducts.rounding)
        let narrow = backend.narrowMatrix(rows + slack, width)
        recurrent = MatrixOperand(
            narrow == nil ? backend.make([rows, width], slackRows: slack) : nil,
            narrow: narrow
        )
        if case .rows = call.input { wantsInput = cell == .gru } else { wantsInput = false }
        narrowInput = wantsInput ? backend.narrowMatrix(rows, width) : nil
        if case .projected(let input) = call.input {
            projected = Tensor(zeros: input.shape, on: backend)
        } else {
            projected = nil
        }
        sequence = call.sequenceInput.map { Tensor(zeros: $0.shape, on: backend) }
        initialState = backend.make([call.layout.batchSize, hidden])
        initialCell = cell == .lstm ? backend.make([call.layout.batchSize, hidden]) : nil
    }

    /// The derivative by the projected input of each row of an input of rows.
    func input(_ cell: RecurrentCell, _ result: RecurrenceResult) -> MatrixOperand {
        guard cell == .gru else { return recurrent }
        return MatrixOperand(narrowInput == nil ? result.gates : nil, narrow: narrowInput)
    }
}

/// One worker's part of the backward pass: the steps in the opposite order.
private struct BackwardPass {
    let cell: RecurrentCell
    let call: RecurrenceCall
    let tokens: UnsafePointer<Int32>?
    let result: RecurrenceResult
    let cotangents: RecurrenceCotangents
    let buffers: BackwardBuffers
    let sums: GateSums
    let scan: RecurrenceScan
    let products: StepProducts
    /// dL/dh through the recurrent product, and directly (a GRU's update gate, an LSTM's cell).
    let product: Storage
    let direct: Storage
    let hidden: Int
    let width: Int

    init(
        cell: RecurrentCell,
        call: RecurrenceCall,
        tokens: UnsafePointer<Int32>?,
        result: RecurrenceResult,
        cotangents: RecurrenceCotangents,
        buffers: BackwardBuffers,
        sums: GateSums,
        scan: RecurrenceScan,
        backend: CPUBackend
    ) {
        self.cell = cell
        self.call = call
        self.tokens = tokens
        self.result = result
        self.cotangents = cotangents
        self.buffers = buffers
        self.sums = sums
        self.scan = scan
        hidden = call.weight.hiddenSize
        width = cell.gateCount * hidden
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
            let recurrent = buffers.recurrent.elements(at: step.row * width)
            products.execute(rows: step.active, recurrent, into: product.pointer)
            finish(step)
        }
        withExtendedLifetime((call, result, cotangents, buffers, sums)) {}
        withExtendedLifetime((products, product, direct)) {}
    }

    /// The derivative of the gates of some rows; those that end here start from the cotangent of
    /// the final state, the others from what the later step passed down.
    private func differentiate(_ step: RecurrenceScan.Step, _ rows: Range<Int>, isEnding: Bool) {
        guard !rows.isEmpty else { return }
        let (row, place) = (step.row + rows.lowerBound, scan.sequences.lowerBound + rows.lowerBound)
        let at = rows.lowerBound * hidden
        var gates = KernelRecurrenceBackward()
        gates.rows = rows.count
        gates.hidden = hidden
        gates.saved = result.gates.map { $0.mutablePointer + row * width }
        gates.inner = result.inner.map { $0.pointer + row * hidden }
        gates.narrow_saved = result.narrowGates.map {
            UnsafePointer($0.pointer + row * cell.savedCount * hidden)
        }
        gates.state = (result.cells ?? result.states).pointer + row * hidden
        gates.cotangent = cotangents.outputs.map { $0.pointer + row * hidden }
        let final = cotangents.finalState.map { $0.pointer + place * hidden }
        let finalCell = cotangents.finalCell.map { $0.pointer + place * hidden }
        if isEnding {
            (gates.carry, gates.product) = cell == .gru ? (final, nil) : (finalCell, final)
        } else {
            gates.carry = UnsafePointer(direct.pointer) + at
            gates.product = UnsafePointer(product.pointer) + at
        }
        gates.direct = direct.pointer + at
        write(&gates, row: row, place: place)
        switch cell {
        case .gru: kernel_gru_backward(&gates)
        case .lstm: kernel_lstm_backward(&gates)
        }
    }

    /// Where the derivatives of rows from `row` on go.
    private func write(_ gates: inout KernelRecurrenceBackward, row: Int, place: Int) {
        gates.recurrent = buffers.recurrent.tensor.map { $0.mutablePointer + row * width }
        gates.narrow_recurrent = buffers.recurrent.narrow.map { $0.pointer + row * width }
        gates.narrow_input = buffers.narrowInput.map { $0.pointer + row * width }
        gates.wants_input = buffers.wantsInput && buffers.narrowInput == nil ? 1 : 0
        gates.ids = tokens.map { $0 + row }
        let firstRow = buffers.projected == nil ? 0 : row
        gates.table = sums.table.map { $0.mutablePointer + firstRow * width }
        gates.sequence = buffers.sequence.map { $0.mutablePointer + place * width }
        gates.bias = sums.bias.mutablePointer
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
